package io.camvitals.agent.analyze.random;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.Frames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A cable on which packets are seen, and the capture of it. */
final class Wire {
  private static final long START_US = 1_700_000_000_000_000L;
  private static final int FRAGMENT_BYTES = 1_480;

  private record Frame(long timeUs, byte[] bytes) {}

  private final List<Frame> frames = new ArrayList<>();
  private final Random random;
  private int identification;

  Wire(Random random) {
    this.random = random;
  }

  void udp(long timeUs, Host source, Host destination, byte[] payload) {
    ip(timeUs, source, destination, 17, Frames.udp(source.port(), destination.port(), payload));
  }

  void tcp(
      long timeUs, Host source, Host destination, int sequence, int ack, int flags, byte[] data) {
    ip(
        timeUs,
        source,
        destination,
        6,
        Frames.tcp(source.port(), destination.port(), sequence, ack, flags, data));
  }

  private void ip(long timeUs, Host source, Host destination, int protocol, byte[] payload) {
    if (source.isIpv6()) {
      send(timeUs, source, 0x86dd, ipv6(source, destination, protocol, payload));
      return;
    }
    identification++;
    if (payload.length <= FRAGMENT_BYTES) {
      send(timeUs, source, 0x0800, ipv4(source, destination, protocol, 0, payload));
      return;
    }
    for (int start = 0; start < payload.length; start += FRAGMENT_BYTES) {
      int length = Math.min(FRAGMENT_BYTES, payload.length - start);
      byte[] part = java.util.Arrays.copyOfRange(payload, start, start + length);
      int more = start + length < payload.length ? 0x2000 : 0;
      if (random.nextInt(60) > 0) {
        send(
            timeUs + start / 1000,
            source,
            0x0800,
            ipv4(source, destination, protocol, more | start / 8, part));
      }
    }
  }

  private byte[] ipv4(Host source, Host destination, int protocol, int fragment, byte[] payload) {
    return ByteBuffer.allocate(20 + payload.length)
        .put((byte) 0x45)
        .put((byte) 0)
        .putShort((short) (20 + payload.length))
        .putShort((short) identification)
        .putShort((short) fragment)
        .put((byte) 64)
        .put((byte) protocol)
        .putShort((short) 0)
        .put(source.address())
        .put(destination.address())
        .put(payload)
        .array();
  }

  private static byte[] ipv6(Host source, Host destination, int next, byte[] payload) {
    return ByteBuffer.allocate(40 + payload.length)
        .putInt(6 << 28)
        .putShort((short) payload.length)
        .put((byte) next)
        .put((byte) 64)
        .put(source.address())
        .put(destination.address())
        .put(payload)
        .array();
  }

  /** Ethernet, with VLAN tags by the source. */
  private void send(long timeUs, Host source, int etherType, byte[] packet) {
    int tags = Math.floorMod(source.address()[1], 4) - 1;
    byte[] tagged = packet;
    int type = etherType;
    for (int i = 0; i < tags; i++) {
      tagged =
          Frames.concat(new byte[] {0, (byte) (10 + i), (byte) (type >>> 8), (byte) type}, tagged);
      type = 0x8100;
    }
    frames.add(new Frame(timeUs, Frames.ethernet(type, tagged)));
  }

  /** The capture, in the order of time; sometimes packets are cut, sometimes it is pcapng. */
  byte[] capture() {
    frames.sort(Comparator.comparingLong(Frame::timeUs));
    CaptureWriter writer =
        new CaptureWriter(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int snapLength = random.nextInt(8) == 0 ? 50 + random.nextInt(200) : 262_144;
    boolean nanoseconds = random.nextInt(4) == 0;
    boolean pcapng = random.nextInt(3) == 0;
    if (pcapng) {
      writer.section().describeInterface(1, snapLength);
    } else {
      writer.pcapHeader(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, snapLength, 1);
    }
    for (Frame frame : frames) {
      byte[] captured =
          java.util.Arrays.copyOf(frame.bytes, Math.min(snapLength, frame.bytes.length));
      long timeUs = START_US + frame.timeUs;
      if (pcapng) {
        writer.enhancedPacket(0, timeUs, frame.bytes.length, captured);
      } else {
        int fraction = (int) (timeUs % 1_000_000) * (nanoseconds ? 1_000 : 1);
        writer.pcapRecord(
            (int) (timeUs / 1_000_000), fraction, captured.length, frame.bytes.length, captured);
      }
    }
    return writer.bytes();
  }
}
