package io.camvitals.protocol.rtsp;

/**
 * How much a peer may make the parser keep.
 *
 * @param headerBytes start line and header fields of one message, in bytes
 * @param bodyBytes body of one message, in bytes
 */
public record RtspParserLimits(int headerBytes, int bodyBytes) {
  /** 32 KiB of header and 1 MiB of body: the largest descriptions of cameras are some KiB. */
  public static final RtspParserLimits DEFAULT = new RtspParserLimits(32 * 1024, 1024 * 1024);

  public RtspParserLimits {
    if (headerBytes < 64 || bodyBytes < 0) {
      throw new IllegalArgumentException("header limit below 64 bytes or negative body limit");
    }
  }
}
