package io.camvitals.jobs.document;

import io.camvitals.event.document.DocumentKind;
import java.time.Instant;

/** One document on its way to the sink, of any kind. A Flink POJO. */
public final class Document {
  /** The index's name. */
  public String index;

  /** The same for every state of the same thing. */
  public String id;

  /** Of two states of one id, the one with the higher version stays; at least 0. */
  public long version;

  /** The JSON object, in UTF-8; its first member is {@code event}. */
  public byte[] source;

  /** For Flink. */
  public Document() {}

  /**
   * @param startNs of what it tells, nanoseconds since the Unix epoch: its day names the index
   */
  public Document(DocumentKind kind, long startNs, String id, long version, byte[] source) {
    this.index = kind.index(Instant.ofEpochSecond(0, startNs));
    this.id = id;
    this.version = version;
    this.source = source;
  }
}
