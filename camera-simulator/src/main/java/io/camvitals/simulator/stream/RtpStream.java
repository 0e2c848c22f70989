package io.camvitals.simulator.stream;

import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.util.SplittableRandom;

/**
 * The sender's state of one RTP stream (RFC 3550 section 5.1): source, sequence, timestamp and what
 * was sent. Sequence numbers count on beyond 65,535 and go out modulo 65,536.
 */
final class RtpStream {
  /** Payload type of the video, from the dynamic range of RFC 3551. */
  static final int PAYLOAD_TYPE = 96;

  /** Hz. */
  static final int CLOCK_RATE = 90_000;

  private static final int SHORTEST_JUMP = 10_000;
  private static final int LONGEST_JUMP = 50_000;

  private final RtpPacketWriter writer = new RtpPacketWriter().payloadType(PAYLOAD_TYPE);
  private final SplittableRandom random;
  private final int ssrc;
  private final int firstTimestamp;
  private long sequence;
  private long packets;
  private long octets;

  /** All that RFC 3550 wants to be random is drawn from this source. */
  RtpStream(SplittableRandom random) {
    this.random = random;
    this.ssrc = random.nextInt();
    this.firstTimestamp = random.nextInt();
    this.sequence = random.nextInt(0x10000);
    writer.ssrc(ssrc);
  }

  int ssrc() {
    return ssrc;
  }

  /** Number of the packet that {@link #next} will give. */
  long sequence() {
    return sequence;
  }

  /** The RTP timestamp of a time since the stream began by the camera's clock. */
  int timestamp(long mediaNs) {
    long ticks = mediaNs / 1_000_000_000 * CLOCK_RATE;
    ticks += mediaNs % 1_000_000_000 * CLOCK_RATE / 1_000_000_000;
    return firstTimestamp + (int) ticks;
  }

  /** The next packet. */
  byte[] next(byte[] payload, int timestamp, boolean marker) {
    byte[] packet =
        writer
            .sequenceNumber((int) (sequence & 0xffff))
            .timestamp(timestamp)
            .marker(marker)
            .packet(payload);
    sequence++;
    packets++;
    octets += payload.length;
    return packet;
  }

  /** The sequence begins anew, 10,000 to 50,000 further on. */
  void restart() {
    sequence += random.nextInt(SHORTEST_JUMP, LONGEST_JUMP + 1);
  }

  /** Packets made since the stream began, those that the plan then lost included. */
  long packets() {
    return packets;
  }

  /** Bytes of payload in these. */
  long octets() {
    return octets;
  }
}
