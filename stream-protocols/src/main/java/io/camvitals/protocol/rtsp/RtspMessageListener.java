package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;

/** What {@link RtspMessageParser} found, in the order of the bytes. */
public interface RtspMessageListener {
  void request(RtspRequest request);

  void response(RtspResponse response);

  /**
   * One frame of interleaved data (RFC 2326 section 10.12).
   *
   * @param channel 0 to 255
   * @param buffer holds the payload at {@code offset}; valid during the call only. Its position and
   *     limit are of no meaning and must not be changed
   * @param length bytes of payload, 0 to 65535
   */
  void interleaved(int channel, ByteBuffer buffer, int offset, int length);

  /**
   * One frame of interleaved data of which the end is missing from the input: see {@link
   * RtspMessageParser#gap}.
   *
   * @param captured bytes of payload that are there, from its beginning, fewer than {@code length}
   * @param length bytes of payload that the frame had
   */
  default void interleavedCut(
      int channel, ByteBuffer buffer, int offset, int captured, int length) {
    // Who reads from a connection of its own misses nothing.
  }

  /** Bytes that are no RTSP. What follows is searched for the next message or frame. */
  void malformed(RtspParseError error);
}
