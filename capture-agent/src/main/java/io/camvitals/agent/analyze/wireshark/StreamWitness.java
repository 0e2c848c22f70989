package io.camvitals.agent.analyze.wireshark;

/** Measures of a stream's packets what tells why Wireshark's figures are what they are. */
final class StreamWitness {
  /** RFC 3550 appendix A.1's MAX_DROPOUT, and how far back a packet is taken to be late. */
  private static final int FARTHEST_FORWARD = 3_000;

  private static final int FARTHEST_BACK = 1_000;
  private static final int SEVERAL_RATES = -1;
  private static final double TIME_JUMP_MS = 10_000;

  private long packets;
  private long first;
  private long lowest;
  private long highest;
  private long latest;
  private long jumps;
  private long steps;
  private long markers;
  private long comfortNoise;
  private long pastTimestamps;
  private long unknownClocks;
  private int clockRate;
  private boolean unevenClock;
  private int previousTimestamp;
  private double previousMs;
  private double maxDeltaMs;
  private double jitterMs;
  private double jitterSumMs;
  private double maxJitterMs;
  private long jitterSamples;
  private long timeJumps;

  /**
   * Takes the next packet in the order of capture.
   *
   * @param ms time since the capture's first frame, milliseconds
   */
  void packet(RtpTap packet, int rate, boolean inTime, double ms) {
    if (packets++ == 0) {
      first = packet.sequenceNumber;
      lowest = first;
      highest = first;
      latest = first;
    } else {
      follow(packet.sequenceNumber);
      maxDeltaMs = Math.max(maxDeltaMs, ms - previousMs);
      jitter(packet.timestamp, rate, ms);
    }
    markers += packet.marker ? 1 : 0;
    comfortNoise += StreamCalculator.isComfortNoise(packet.payloadType) ? 1 : 0;
    pastTimestamps += inTime ? 0 : 1;
    note(rate);
    previousTimestamp = packet.timestamp;
    previousMs = ms;
  }

  private void follow(int sequenceNumber) {
    steps += (sequenceNumber - (int) latest & 0xffff) == 1 ? 1 : 0;
    int distance = (short) (sequenceNumber - (int) highest);
    if (distance >= FARTHEST_FORWARD || distance < -FARTHEST_BACK) {
      jumps++;
      highest += distance;
      lowest = highest;
      latest = highest;
      return;
    }
    latest = highest + distance;
    lowest = Math.min(lowest, latest);
    highest = Math.max(highest, latest);
  }

  private void jitter(int timestamp, int rate, double ms) {
    if (rate == 0) {
      return;
    }
    double elapsedMs = (timestamp - previousTimestamp) * 1_000.0 / rate;
    double apartMs = Math.abs(ms - previousMs - elapsedMs);
    timeJumps += apartMs > TIME_JUMP_MS ? 1 : 0;
    jitterMs += (apartMs - jitterMs) / 16;
    jitterSumMs += jitterMs;
    maxJitterMs = Math.max(maxJitterMs, jitterMs);
    jitterSamples++;
  }

  private void note(int rate) {
    if (rate == 0) {
      unknownClocks++;
      return;
    }
    clockRate = clockRate == 0 || clockRate == rate ? rate : SEVERAL_RATES;
    unevenClock |= rate % 1_000 != 0;
  }

  StreamEvidence evidence(long overwritten) {
    return new StreamEvidence(
        latest - first + 1,
        first - lowest,
        highest - latest,
        jumps,
        steps,
        markers,
        comfortNoise,
        pastTimestamps,
        unknownClocks,
        clockRate,
        unevenClock,
        maxDeltaMs,
        jitterSamples == 0 ? 0 : jitterSumMs / jitterSamples,
        maxJitterMs,
        timeJumps,
        overwritten);
  }
}
