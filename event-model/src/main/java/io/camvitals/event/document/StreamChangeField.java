package io.camvitals.event.document;

/**
 * The fields of a stream-change document, besides {@link CommonField} and {@link StreamField}: a
 * camera's channel goes on as another stream ({@code event.action} {@code ssrc}, {@code endpoints}
 * or {@code session}), or the sender of a stream said that it is over ({@code goodbye}).
 */
public enum StreamChangeField implements DocumentField {
  /** The key of the stream before. */
  STREAM_CHANGE_PREVIOUS_ID("stream_change.previous.id"),
  /** Its synchronisation source, eight hexadecimal digits. */
  STREAM_CHANGE_PREVIOUS_SSRC("stream_change.previous.ssrc"),
  /** From the last packet before to the first one after, milliseconds. */
  STREAM_CHANGE_INTERRUPTION_MS("stream_change.interruption_ms"),
  /** Changes of this channel since the agent began, this one included. */
  STREAM_CHANGE_COUNT("stream_change.count");

  private final String fieldName;

  StreamChangeField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
