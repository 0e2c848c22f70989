package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;

/**
 * What can be seen of an interleaved frame without reading all of it.
 *
 * @param channel 0 to 255
 * @param length bytes of payload, 0 to 65535
 * @param source the synchronisation source of the RTP or RTCP packet; 0 in an empty frame
 */
record FrameFace(int channel, int length, int source) {
  /** Bytes of payload that are looked at. */
  static final int LENGTH = 12;

  private static final int SMALLEST_RTCP_PACKET = 8;

  boolean isEmpty() {
    return length == 0;
  }

  /** Reads a frame whose header begins at that index; null when it is neither RTP nor RTCP. */
  static FrameFace read(ByteBuffer buffer, int index) {
    int channel = buffer.get(index + 1) & 0xff;
    int length = buffer.getShort(index + 2) & 0xffff;
    if (length == 0) {
      return new FrameFace(channel, 0, 0);
    }
    int payload = index + RtspMessageWriter.FRAME_HEADER_LENGTH;
    return isPacket(buffer, payload, length)
        ? new FrameFace(channel, length, source(buffer, payload))
        : null;
  }

  /** Whether the payload begins as an RTP or RTCP packet of that length does. */
  private static boolean isPacket(ByteBuffer buffer, int payload, int length) {
    if ((buffer.get(payload) & 0xc0) != 0x80) {
      return false;
    }
    if (isRtcp(buffer, payload)) {
      int first = ((buffer.getShort(payload + 2) & 0xffff) + 1) * 4;
      return length >= SMALLEST_RTCP_PACKET && first <= length;
    }
    return length >= LENGTH;
  }

  /** The source that an RTP packet, or the first RTCP packet of a compound, names as its sender. */
  static int source(ByteBuffer buffer, int payload) {
    return buffer.getInt(payload + (isRtcp(buffer, payload) ? 4 : 8));
  }

  private static boolean isRtcp(ByteBuffer buffer, int payload) {
    int second = buffer.get(payload + 1) & 0xff;
    return second >= 192 && second <= 223;
  }
}
