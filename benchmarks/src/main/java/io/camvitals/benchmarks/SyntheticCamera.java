package io.camvitals.benchmarks;

import java.util.Random;

/**
 * A camera of 25 frames a second, with a key frame each second, as a sequence of packets: {@link
 * #next}, then the accessors. A given share of packets is lost on the way. All from one seed.
 */
public final class SyntheticCamera {
  /** RTP timestamp units per second. */
  public static final int CLOCK_RATE = 90_000;

  /** Bytes of a packet beside its payload: Ethernet, IPv4, UDP and RTP headers. */
  public static final int OVERHEAD = 14 + 20 + 8 + 12;

  /** Bytes of payload of all packets of a frame but its last, as cameras send them. */
  public static final int USUAL_PAYLOAD = 1_400;

  private static final int LEAST_PAYLOAD = 50;
  private static final long FRAME_NS = 40_000_000L;
  private static final long PACKET_NS = 120_000L;
  private static final int FRAMES_PER_KEY_FRAME = 25;

  private final Random random;
  private final int meanPacketsPerFrame;
  private final int fullPayload;
  private final double loss;
  private long frame = -1;
  private int packetsInFrame;
  private int packet;
  private final long startNs;
  private final int firstTimestamp;
  private int sequence;
  private long jitterNs;
  private int payloadSize;

  /**
   * A camera.
   *
   * @param startNs when it begins, nanoseconds since the Unix epoch
   * @param meanPacketsPerFrame at least 1; about 4 for 1 Mb/s, 14 for 4 Mb/s
   * @param fullPayload bytes of payload of all packets of a frame but its last, above 50
   * @param loss share of packets that are lost, 0 to 1
   */
  public SyntheticCamera(
      long seed, long startNs, int meanPacketsPerFrame, int fullPayload, double loss) {
    this.random = new Random(seed);
    this.startNs = startNs + random.nextInt((int) FRAME_NS);
    this.meanPacketsPerFrame = meanPacketsPerFrame;
    this.fullPayload = fullPayload;
    this.loss = loss;
    this.firstTimestamp = random.nextInt();
    this.sequence = random.nextInt(65_536);
  }

  /** Goes on to the next packet that arrives. */
  public void next() {
    do {
      step();
    } while (loss > 0 && random.nextDouble() < loss);
  }

  private void step() {
    packet++;
    sequence++;
    if (packet >= packetsInFrame) {
      packet = 0;
      frame++;
      int mean = isKeyFrame() ? 5 * meanPacketsPerFrame : meanPacketsPerFrame;
      packetsInFrame = Math.max(1, mean / 2 + random.nextInt(mean + 1));
    }
    jitterNs = random.nextInt(50_000);
    payloadSize =
        isLastOfFrame() ? LEAST_PAYLOAD + random.nextInt(fullPayload - LEAST_PAYLOAD) : fullPayload;
  }

  /** Arrival, nanoseconds since the Unix epoch; ascending. */
  public long arrivalNs() {
    return startNs + frame * FRAME_NS + packet * PACKET_NS + jitterNs;
  }

  /** RTP sequence number, 0 to 65,535. */
  public int sequenceNumber() {
    return sequence & 0xffff;
  }

  /** RTP timestamp. */
  public int rtpTimestamp() {
    return firstTimestamp + (int) (frame * (CLOCK_RATE / 25));
  }

  /** Bytes of RTP payload. */
  public int payloadSize() {
    return payloadSize;
  }

  /** True for the first packet of a frame. */
  public boolean isFirstOfFrame() {
    return packet == 0;
  }

  /** True for the last packet of a frame, which carries the marker. */
  public boolean isLastOfFrame() {
    return packet == packetsInFrame - 1;
  }

  /** True for the packets of a key frame. */
  public boolean isKeyFrame() {
    return frame % FRAMES_PER_KEY_FRAME == 0;
  }

  /** Bits of {@code PacketFlags}. */
  public int flags() {
    return (isLastOfFrame() ? 1 : 0) | (isFirstOfFrame() ? 2 : 0) | (isKeyFrame() ? 4 : 0);
  }
}
