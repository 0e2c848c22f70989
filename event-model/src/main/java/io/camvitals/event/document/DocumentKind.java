package io.camvitals.event.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kinds of documents in Elasticsearch, each with indices of its own, one for each day. */
public enum DocumentKind {
  /** One window of one RTP stream: its packets, frames and RTCP, and the capture of them. */
  STREAM_QUALITY(
      "stream-quality", CommonField.values(), StreamField.values(), StreamQualityField.values()),
  /** One RTSP request with its answer, or a change of a session. */
  RTSP("rtsp", CommonField.values(), RtspField.values()),
  /** One window of one TCP connection. */
  TCP_CONNECTION("tcp-connection", CommonField.values(), TcpConnectionField.values()),
  /** One window of one MPEG transport stream. */
  TRANSPORT_STREAM(
      "transport-stream",
      CommonField.values(),
      StreamField.values(),
      TransportStreamField.values()),
  /** One window of one interface that an agent listens on. */
  CAPTURE_HEALTH("capture-health", CommonField.values(), CaptureHealthField.values()),
  /** A camera's channel goes on as another stream, or a stream is over. */
  STREAM_CHANGE(
      "stream-change", CommonField.values(), StreamField.values(), StreamChangeField.values()),
  /** One window of one station of a wireless network. */
  WIRELESS("wireless", CommonField.values(), WirelessField.values());

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

  private final String label;
  private final Set<DocumentField> fields;

  DocumentKind(String label, DocumentField[]... fields) {
    this.label = label;
    Set<DocumentField> all = new LinkedHashSet<>();
    for (DocumentField[] some : fields) {
      all.addAll(List.of(some));
    }
    this.fields = Collections.unmodifiableSet(all);
  }

  /** The kind's name within those of indices, templates and stages. */
  public String label() {
    return label;
  }

  /** What {@link CommonField#EVENT_DATASET} holds. */
  public String dataset() {
    return "camvitals." + label.replace('-', '_');
  }

  /** The name of its index template. */
  public String template() {
    return "camvitals-" + label;
  }

  /** Matches every index of the kind. */
  public String pattern() {
    return template() + "-*";
  }

  /**
   * The index of what starts on that day (UTC). It depends on the start alone, so that what is
   * written again meets its earlier document.
   */
  public String index(Instant start) {
    return template() + '-' + DAY.format(start);
  }

  /** Each field that a document of the kind may have. */
  public Set<DocumentField> fields() {
    return fields;
  }

  /** True when a document of the kind may have a field of that name. */
  public boolean hasField(String fieldName) {
    return fields.stream().anyMatch(field -> field.fieldName().equals(fieldName));
  }
}
