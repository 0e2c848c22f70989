package io.camvitals.event.document;

/** What tells an RTP stream from another, in the documents of all kinds that are about one. */
public enum StreamField implements DocumentField {
  /** The stream's key, see {@link io.camvitals.event.StreamKeys}. */
  STREAM_ID("stream.id"),
  /** {@code video}, {@code audio} or {@code application}. */
  STREAM_MEDIA("stream.media"),
  /** Encoding name, upper case: {@code H264}, {@code H265}, {@code PCMU}. */
  STREAM_CODEC("stream.codec"),
  /** RTP timestamp units per second. */
  STREAM_CLOCK_RATE("stream.clock_rate"),
  /** Synchronisation source, eight hexadecimal digits. */
  STREAM_SSRC("stream.ssrc"),
  /** RTP payload type, 0 to 127. */
  STREAM_PAYLOAD_TYPE("stream.payload_type"),
  /** RTSP interleaved channel, 0 to 255; only with TCP. */
  STREAM_INTERLEAVED_CHANNEL("stream.interleaved_channel"),
  /** The camera's channel, which outlives SSRC, ports and sessions. */
  STREAM_CHANNEL("stream.channel"),
  /** The track's control (RFC 2326 section C.1.1). */
  STREAM_CONTROL("stream.control"),
  /** {@code from-camera} or {@code to-camera}. */
  STREAM_DIRECTION("stream.direction"),
  /** {@code srtp} when the payload is encrypted. */
  STREAM_ENCRYPTION("stream.encryption"),
  /** From where the clock rate is known: {@code sdp}, {@code static} ... */
  STREAM_CLOCK_RATE_SOURCE("stream.clock_rate_source");

  private final String fieldName;

  StreamField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
