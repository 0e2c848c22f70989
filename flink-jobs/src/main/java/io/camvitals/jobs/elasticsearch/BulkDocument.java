package io.camvitals.jobs.elasticsearch;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Objects;

/**
 * One document on its way to Elasticsearch. Two of them are equal only when they are the same
 * object: each is delivered for itself.
 */
public final class BulkDocument implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final byte[] PREFIX = "{\"event\":{".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String index;
  private final String id;
  private final long version;
  private final byte[] source;

  /**
   * A document.
   *
   * @param index the index's name
   * @param id the same for every state of the same thing
   * @param version at least 0; of two states of one id, the one with the higher version stays
   * @param source the JSON object, in UTF-8; its first member is a non-empty object {@code event},
   *     to which {@code ingested} is added when it is sent
   */
  public BulkDocument(String index, String id, long version, byte[] source) {
    this.index = Objects.requireNonNull(index);
    this.id = Objects.requireNonNull(id);
    if (version < 0) {
      throw new IllegalArgumentException("the version " + version + " is negative");
    }
    this.version = version;
    if (source.length < PREFIX.length
        || !Arrays.equals(source, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
      throw new IllegalArgumentException("the document does not begin with the object event");
    }
    this.source = source;
  }

  /** The index's name. */
  public String index() {
    return index;
  }

  /** The document's {@code _id}. */
  public String id() {
    return id;
  }

  /** Of two states of one id, the one with the higher version stays. */
  public long version() {
    return version;
  }

  /** The JSON without {@code event.ingested}; not to be written to. */
  public byte[] source() {
    return source;
  }

  /** The JSON with {@code event.ingested}, in milliseconds. */
  public byte[] sourceIngestedAt(Instant ingested) {
    byte[] member =
        ("\"ingested\":\"" + MILLISECONDS.format(ingested) + "\",")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[source.length + member.length];
    System.arraycopy(source, 0, whole, 0, PREFIX.length);
    System.arraycopy(member, 0, whole, PREFIX.length, member.length);
    System.arraycopy(
        source, PREFIX.length, whole, PREFIX.length + member.length, source.length - PREFIX.length);
    return whole;
  }
}
