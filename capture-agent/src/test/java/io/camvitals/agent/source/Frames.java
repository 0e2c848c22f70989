package io.camvitals.agent.source;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Builds packets from the inside out, for tests. */
public final class Frames {
  public static final byte[] CAMERA = {(byte) 192, 0, 2, 7};
  public static final byte[] RECORDER = {(byte) 192, 0, 2, 1};
  public static final byte[] CAMERA_IPV6 = hex("20010db8000000000000000000000007");
  public static final byte[] RECORDER_IPV6 = hex("20010db8000000000000000000000001");

  private Frames() {}

  /** An RTP packet with {@code payload} bytes of zero. */
  public static byte[] rtp(int payloadType, int sequence, int timestamp, int ssrc, int payload) {
    return rtp(payloadType, false, sequence, timestamp, ssrc, new byte[payload]);
  }

  public static byte[] rtp(
      int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
    return ByteBuffer.allocate(12 + payload.length)
        .put((byte) 0x80)
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put(payload)
        .array();
  }

  public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    return ByteBuffer.allocate(8 + payload.length)
        .putShort((short) sourcePort)
        .putShort((short) destinationPort)
        .putShort((short) (8 + payload.length))
        .putShort((short) 0xbad)
        .put(payload)
        .array();
  }

  /** A TCP segment with ACK and PSH. */
  public static byte[] tcp(int sourcePort, int destinationPort, int sequence, byte[] payload) {
    return tcp(sourcePort, destinationPort, sequence, 0, 0x18, payload);
  }

  public static byte[] tcp(
      int sourcePort, int destinationPort, int sequence, int ack, int flags, byte[] payload) {
    return ByteBuffer.allocate(20 + payload.length)
        .putShort((short) sourcePort)
        .putShort((short) destinationPort)
        .putInt(sequence)
        .putInt(ack)
        .putInt(5 << 28 | flags << 16 | 0xfaf0)
        .putInt(0)
        .put(payload)
        .array();
  }

  public static byte[] ipv4(int protocol, byte[] payload) {
    return ipv4(protocol, new byte[0], 0, 0, payload);
  }

  /**
   * @param fragment flags and offset in units of 8 bytes, as in the header
   */
  public static byte[] ipv4(
      int protocol, byte[] options, int identification, int fragment, byte[] payload) {
    return ByteBuffer.allocate(20 + options.length + payload.length)
        .put((byte) (0x40 | (20 + options.length) / 4))
        .put((byte) 0)
        .putShort((short) (20 + options.length + payload.length))
        .putShort((short) identification)
        .putShort((short) fragment)
        .put((byte) 64)
        .put((byte) protocol)
        .putShort((short) 0xbad)
        .put(CAMERA)
        .put(RECORDER)
        .put(options)
        .put(payload)
        .array();
  }

  public static byte[] ipv6(int nextHeader, byte[] payload) {
    return ByteBuffer.allocate(40 + payload.length)
        .putInt(6 << 28)
        .putShort((short) payload.length)
        .put((byte) nextHeader)
        .put((byte) 64)
        .put(CAMERA_IPV6)
        .put(RECORDER_IPV6)
        .put(payload)
        .array();
  }

  public static byte[] ethernet(int etherType, byte[] payload) {
    return concat(
        hex("02000000000102000000000a"),
        new byte[] {(byte) (etherType >>> 8), (byte) etherType},
        payload);
  }

  /** A whole Ethernet frame with UDP from the camera's port 5000 to the recorder's 6000. */
  public static byte[] udpFrame(byte[] payload) {
    return udpFrame(5000, 6000, payload);
  }

  public static byte[] udpFrame(int sourcePort, int destinationPort, byte[] payload) {
    return ethernet(0x0800, ipv4(17, udp(sourcePort, destinationPort, payload)));
  }

  public static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer whole = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      whole.put(part);
    }
    return whole.array();
  }

  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
