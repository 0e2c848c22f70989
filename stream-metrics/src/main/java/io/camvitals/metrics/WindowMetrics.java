package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What was measured of one stream within [start, end). Counts are exact and add up: merging windows
 * gives what one window over the same time would have given. A figure that is not known is -1.
 *
 * <p>Not thread-safe. What {@link StreamMeter} hands out is a copy that no longer changes.
 */
public final class WindowMetrics {
  /** Loss runs of this length and longer are counted together. */
  public static final int LONGEST_LOSS_RUN = 10;

  private long startNs;
  private long endNs;
  private int unread;

  private long packets;
  private long duplicates;
  private long reordered;
  private long lost;
  private long restarts;
  private long invalid;
  private final long[] lossRuns = new long[LONGEST_LOSS_RUN];
  private long burstCount;
  private long burstPackets;
  private long burstLost;
  private long payloadBytes;
  private long wireBytes;
  private long interarrivalMaxNs = -1;
  private long frames;
  private long keyFrames;
  private long captureDropped;
  private boolean captureComplete = true;
  private JitterFigures jitter = new JitterFigures();
  private JitterFigures frameJitter = new JitterFigures();

  WindowMetrics(long startNs, long endNs) {
    this.startNs = startNs;
    this.endNs = endNs;
  }

  /** Adds another window's measurements to these; the span becomes that of both. */
  public void merge(WindowMetrics other) {
    span(Math.min(startNs, other.startNs), Math.max(endNs, other.endNs));
    packets += other.packets;
    duplicates += other.duplicates;
    reordered += other.reordered;
    lost += other.lost;
    restarts += other.restarts;
    invalid += other.invalid;
    for (int i = 0; i < LONGEST_LOSS_RUN; i++) {
      lossRuns[i] += other.lossRuns[i];
    }
    burstCount += other.burstCount;
    burstPackets += other.burstPackets;
    burstLost += other.burstLost;
    payloadBytes += other.payloadBytes;
    wireBytes += other.wireBytes;
    interarrivalMaxNs = Math.max(interarrivalMaxNs, other.interarrivalMaxNs);
    frames += other.frames;
    keyFrames += other.keyFrames;
    captureDropped += other.captureDropped;
    captureComplete &= other.captureComplete;
    jitter.merge(other.jitter);
    frameJitter.merge(other.frameJitter);
  }

  /** Start of the window, nanoseconds since the Unix epoch. */
  public long windowStartNs() {
    return startNs;
  }

  /** End of the window, exclusive, nanoseconds since the Unix epoch. */
  public long windowEndNs() {
    return endNs;
  }

  /** Length of the window, nanoseconds. */
  public long durationNs() {
    return endNs - startNs;
  }

  /** Packets received, duplicates and reordered ones included. */
  public long packets() {
    return packets;
  }

  /** Distinct packets received. */
  public long unique() {
    return packets - duplicates;
  }

  /** Distinct packets received, and those lost (RFC 3550 appendix A.3, from unique packets). */
  public long expected() {
    return unique() + lost;
  }

  /** Sequence numbers whose gap was seen in this window and that have not come since. */
  public long lost() {
    return lost;
  }

  /** Lost / expected, 0 to 1; 0 when nothing was expected. */
  public double lossRatio() {
    long expected = expected();
    return expected == 0 ? 0 : (double) lost / expected;
  }

  /** Packets, not duplicates, that came after one with a higher number (RFC 4737 section 3.3). */
  public long reordered() {
    return reordered;
  }

  /** Packets whose number had been received before (RFC 5560). */
  public long duplicates() {
    return duplicates;
  }

  /** Times that the sender's sequence began anew (RFC 3550 appendix A.1). */
  public long restarts() {
    return restarts;
  }

  /** Packets that belonged to no sequence; they are in no other figure but inter-arrival. */
  public long invalid() {
    return invalid;
  }

  /**
   * Runs of that many consecutive losses.
   *
   * @param length 1 to 10; 10 stands for ten and more
   */
  public long lossRun(int length) {
    return lossRuns[length - 1];
  }

  /** Bursts of loss (RFC 3611 section 4.7.2, Gmin = 16) that began in this window. */
  public long burstCount() {
    return burstCount;
  }

  /** Packets within bursts, received and lost; each lost run counts where its gap was seen. */
  public long burstPackets() {
    return burstPackets;
  }

  /** Packets lost within bursts. */
  public long burstLost() {
    return burstLost;
  }

  /** Interarrival jitter after the last packet (RFC 3550 appendix A.8), nanoseconds, or -1. */
  public long jitterLastNs() {
    return jitter.lastNs();
  }

  /** Mean of the interarrival jitter after each packet, nanoseconds, or -1. */
  public long jitterMeanNs() {
    return jitter.meanNs();
  }

  /** Maximum of the interarrival jitter after each packet, nanoseconds, or -1. */
  public long jitterMaxNs() {
    return jitter.maxNs();
  }

  /** The jitter of the first packets of frames, after the last of them, nanoseconds, or -1. */
  public long frameJitterLastNs() {
    return frameJitter.lastNs();
  }

  /** Mean of the jitter of the first packets of frames, nanoseconds, or -1. */
  public long frameJitterMeanNs() {
    return frameJitter.meanNs();
  }

  /** Maximum of the jitter of the first packets of frames, nanoseconds, or -1. */
  public long frameJitterMaxNs() {
    return frameJitter.maxNs();
  }

  /** Longest time from a packet to the next, charged to the next one's window; ns, or -1. */
  public long interarrivalMaxNs() {
    return interarrivalMaxNs;
  }

  /** Bytes of RTP payload, duplicates included. */
  public long payloadBytes() {
    return payloadBytes;
  }

  /** Bytes on the wire, duplicates included. */
  public long wireBytes() {
    return wireBytes;
  }

  /** Frames whose first packet arrived in this window. */
  public long frames() {
    return frames;
  }

  /** Key frames that were first seen to be such in this window. */
  public long keyFrames() {
    return keyFrames;
  }

  /** Packets that the agent itself missed. */
  public long captureDropped() {
    return captureDropped;
  }

  /** False when packets that the agent missed may be among the lost. */
  public boolean captureComplete() {
    return captureComplete;
  }

  WindowMetrics copy() {
    WindowMetrics copy = new WindowMetrics(startNs, endNs);
    copy.merge(this);
    return copy;
  }

  void span(long start, long end) {
    startNs = start;
    endNs = end;
  }

  /** Bits of the readers that have not read the window since it last changed. */
  int unread() {
    return unread;
  }

  void read(int readerBit) {
    unread &= ~readerBit;
  }

  private void changed() {
    unread = -1;
  }

  void packet(long interarrivalNs, int payloadSize, int wireSize) {
    changed();
    packets++;
    payloadBytes += payloadSize;
    wireBytes += wireSize;
    if (interarrivalNs > interarrivalMaxNs) {
      interarrivalMaxNs = interarrivalNs;
    }
  }

  void duplicate() {
    duplicates++;
  }

  void reorderedPacket() {
    reordered++;
  }

  void restart() {
    restarts++;
  }

  void invalidPacket() {
    changed();
    invalid++;
  }

  void lost(int length, int sign) {
    changed();
    lost += (long) sign * length;
    lossRuns[Math.min(length, LONGEST_LOSS_RUN) - 1] += sign;
  }

  void burst(int count, int packetsWithin, int lostWithin, int sign) {
    burstCount += (long) sign * count;
    burstPackets += (long) sign * packetsWithin;
    burstLost += (long) sign * lostWithin;
  }

  void jitter(long arrivalNs, long jitterNs) {
    jitter.add(arrivalNs, jitterNs);
  }

  void frame() {
    frames++;
  }

  void keyFrame() {
    keyFrames++;
  }

  void frameJitter(long arrivalNs, long jitterNs) {
    frameJitter.add(arrivalNs, jitterNs);
  }

  void captureLoss(long dropped) {
    changed();
    captureDropped += dropped;
    captureComplete = false;
  }

  void writeTo(DataOutput out) throws IOException {
    Serialised.write(startNs, out);
    Serialised.write(endNs - startNs, out);
    out.writeByte(unread);
    Serialised.write(packets, out);
    Serialised.write(duplicates, out);
    Serialised.write(reordered, out);
    Serialised.write(lost, out);
    Serialised.write(restarts, out);
    Serialised.write(invalid, out);
    for (long runs : lossRuns) {
      Serialised.write(runs, out);
    }
    Serialised.write(burstCount, out);
    Serialised.write(burstPackets, out);
    Serialised.write(burstLost, out);
    Serialised.write(payloadBytes, out);
    Serialised.write(wireBytes, out);
    Serialised.write(interarrivalMaxNs, out);
    Serialised.write(frames, out);
    Serialised.write(keyFrames, out);
    Serialised.write(captureDropped, out);
    out.writeBoolean(captureComplete);
    jitter.writeTo(out);
    frameJitter.writeTo(out);
  }

  static WindowMetrics readFrom(DataInput in) throws IOException {
    long startNs = Serialised.read(in);
    WindowMetrics window = new WindowMetrics(startNs, startNs + Serialised.read(in));
    window.unread = in.readByte();
    window.packets = Serialised.read(in);
    window.duplicates = Serialised.read(in);
    window.reordered = Serialised.read(in);
    window.lost = Serialised.read(in);
    window.restarts = Serialised.read(in);
    window.invalid = Serialised.read(in);
    for (int i = 0; i < LONGEST_LOSS_RUN; i++) {
      window.lossRuns[i] = Serialised.read(in);
    }
    window.burstCount = Serialised.read(in);
    window.burstPackets = Serialised.read(in);
    window.burstLost = Serialised.read(in);
    window.payloadBytes = Serialised.read(in);
    window.wireBytes = Serialised.read(in);
    window.interarrivalMaxNs = Serialised.read(in);
    window.frames = Serialised.read(in);
    window.keyFrames = Serialised.read(in);
    window.captureDropped = Serialised.read(in);
    window.captureComplete = in.readBoolean();
    window.jitter = JitterFigures.readFrom(in);
    window.frameJitter = JitterFigures.readFrom(in);
    return window;
  }
}
