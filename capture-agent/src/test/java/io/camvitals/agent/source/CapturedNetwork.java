package io.camvitals.agent.source;

import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.udp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a capture of a recorder (192.0.2.1) and a camera (192.0.2.7) for tests: datagrams, and one
 * TCP connection from the recorder's port 40000 to the camera's 554.
 */
public final class CapturedNetwork {
  private static final int START_SECONDS = 1_700_000_000;
  private static final int CLIENT_PORT = 40_000;
  private static final int SERVER_PORT = 554;
  private static final int FIN_ACK = 0x11;
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;
  private static final int PSH_ACK = 0x18;

  private final List<byte[]> frames = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private long nowUs;
  private int clientNext = 1_000;
  private int serverNext = 5_000;

  /** Sets the time of what follows, since 2023-11-14T22:13:20Z. */
  public CapturedNetwork at(double milliseconds) {
    nowUs = Math.round(milliseconds * 1_000);
    return this;
  }

  /** Lets time go by. */
  public CapturedNetwork after(double milliseconds) {
    nowUs += Math.round(milliseconds * 1_000);
    return this;
  }

  /** A datagram from the camera. */
  public CapturedNetwork fromCamera(int sourcePort, int destinationPort, byte[] payload) {
    return frame(ip(17, true, udp(sourcePort, destinationPort, payload)));
  }

  /** The three segments that open the connection, a millisecond apart. */
  public CapturedNetwork connect() {
    segment(false, SYN, new byte[0]);
    clientNext++;
    after(1);
    segment(true, SYN_ACK, new byte[0]);
    serverNext++;
    after(1);
    return segment(false, ACK, new byte[0]);
  }

  /** A segment from the recorder. */
  public CapturedNetwork client(byte[] data) {
    segment(false, PSH_ACK, data);
    clientNext += data.length;
    return this;
  }

  public CapturedNetwork client(String text) {
    return client(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A segment from the camera. */
  public CapturedNetwork server(byte[] data) {
    segment(true, PSH_ACK, data);
    serverNext += data.length;
    return this;
  }

  public CapturedNetwork server(String text) {
    return server(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The camera sends its last data once more, as after a time-out. */
  public CapturedNetwork serverAgain(byte[] data) {
    serverNext -= data.length;
    return server(data);
  }

  /** The recorder acknowledges all. */
  public CapturedNetwork acknowledge() {
    return segment(false, ACK, new byte[0]);
  }

  /** Both sides end the connection. */
  public CapturedNetwork finish() {
    segment(false, FIN_ACK, new byte[0]);
    clientNext++;
    segment(true, FIN_ACK, new byte[0]);
    serverNext++;
    return segment(false, ACK, new byte[0]);
  }

  /** Number of the frame that comes next, from 1. */
  public int nextFrame() {
    return frames.size() + 1;
  }

  /** An interleaved frame (RFC 2326 section 10.12). */
  public static byte[] interleaved(int channel, byte[] packet) {
    return ByteBuffer.allocate(4 + packet.length)
        .put((byte) '$')
        .put((byte) channel)
        .putShort((short) packet.length)
        .put(packet)
        .array();
  }

  /** A sender report (RFC 3550 section 6.4.1) without report blocks. */
  public static byte[] senderReport(int ssrc, long ntp, int rtpTimestamp, int packets) {
    return ByteBuffer.allocate(28)
        .putInt(0x80c8_0006)
        .putInt(ssrc)
        .putLong(ntp)
        .putInt(rtpTimestamp)
        .putInt(packets)
        .putInt(100 * packets)
        .array();
  }

  /** A receiver report (RFC 3550 section 6.4.2) with one block. */
  public static byte[] receiverReport(
      int reporter, int ssrc, int fraction, int lost, int highest, int jitter) {
    return ByteBuffer.allocate(32)
        .putInt(0x81c9_0007)
        .putInt(reporter)
        .putInt(ssrc)
        .putInt(fraction << 24 | lost)
        .putInt(highest)
        .putInt(jitter)
        .putInt(0)
        .putInt(0)
        .array();
  }

  /** A pcap file. */
  public byte[] bytes() {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 262_144, 1);
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      writer.pcapRecord(
          START_SECONDS + (int) (times.get(i) / 1_000_000),
          (int) (times.get(i) % 1_000_000),
          frame.length,
          frame.length,
          frame);
    }
    return writer.bytes();
  }

  private CapturedNetwork segment(boolean fromServer, int flags, byte[] data) {
    byte[] segment =
        fromServer
            ? Frames.tcp(SERVER_PORT, CLIENT_PORT, serverNext, clientNext, flags, data)
            : Frames.tcp(
                CLIENT_PORT, SERVER_PORT, clientNext, flags == SYN ? 0 : serverNext, flags, data);
    return frame(ip(6, fromServer, segment));
  }

  private byte[] ip(int protocol, boolean fromCamera, byte[] payload) {
    byte[] packet = Frames.ipv4(protocol, new byte[0], frames.size() + 1, 0, payload);
    if (!fromCamera) {
      System.arraycopy(Frames.RECORDER, 0, packet, 12, 4);
      System.arraycopy(Frames.CAMERA, 0, packet, 16, 4);
    }
    return packet;
  }

  private CapturedNetwork frame(byte[] packet) {
    frames.add(ethernet(0x0800, packet));
    times.add(nowUs);
    return this;
  }
}
