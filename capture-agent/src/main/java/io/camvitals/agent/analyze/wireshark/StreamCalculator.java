package io.camvitals.agent.analyze.wireshark;

/**
 * The figures of one stream by Wireshark's rules. They differ from RFC 3550: sequence numbers are
 * compared with the stream's first one, packets with the marker enter no minimum, mean or maximum,
 * a timestamp counts as past when it lies behind the stream's first one, and timestamps are turned
 * into milliseconds with a whole number of ticks per millisecond.
 */
final class StreamCalculator {
  /** What Wireshark shows of a delta or jitter that was never measured. */
  private static final double NEVER = -1;

  private static final int COMFORT_NOISE = 13;
  private static final int COMFORT_NOISE_OLD = 19;

  /** A step back by more than this is taken for a wrap whose packets were lost. */
  private static final int LARGEST_STEP_BACK = 0xff00;

  private boolean begun;
  private int packets;
  private int firstSequence;
  private int lastSequence;
  private int goodSequence;
  private int cycles;
  private boolean belowFirst;
  private long firstTimestamp;
  private int previousPayloadType;
  private double previousMs;
  private double previousNominalMs;
  private double delta;
  private double jitter;
  private double minDelta;
  private double meanDelta;
  private double maxDelta;
  private double minJitter;
  private double meanJitter;
  private double maxJitter;
  private boolean problem;
  private final StreamWitness witness = new StreamWitness();

  /**
   * Takes the next packet in the order of capture.
   *
   * @param ms time since the capture's first frame, milliseconds
   */
  void add(RtpTap packet, double ms) {
    if (!begun) {
      begin(packet, ms);
      witness.packet(packet, ClockRates.of(packet), true, ms);
      return;
    }
    long timestamp = packet.timestamp & 0xffffffffL;
    boolean inTime = isInTime(timestamp);
    problem |= !inTime;
    countCycles(packet.sequenceNumber, inTime);
    checkOrder(packet.sequenceNumber, inTime);
    boolean noise = isComfortNoise(packet.payloadType);
    boolean afterNoise = isComfortNoise(previousPayloadType);
    previousPayloadType = packet.payloadType;
    int clockRate = ClockRates.of(packet);
    witness.packet(packet, clockRate, inTime, ms);
    if (inTime) {
      measure(timestamp, clockRate, ms);
    }
    if (inTime && !packet.marker && !noise && !afterNoise) {
      summarise(clockRate);
    }
    if (inTime) {
      previousMs = ms;
    }
    lastSequence = packet.sequenceNumber;
    packets++;
  }

  private void begin(RtpTap packet, double ms) {
    begun = true;
    packets = 1;
    firstSequence = packet.sequenceNumber;
    lastSequence = packet.sequenceNumber;
    goodSequence = packet.sequenceNumber;
    firstTimestamp = packet.timestamp & 0xffffffffL;
    previousPayloadType = packet.payloadType;
    previousMs = ms;
    minDelta = NEVER;
    minJitter = NEVER;
  }

  /** Less than half of the 32-bit range after the stream's first timestamp, for ever. */
  private boolean isInTime(long timestamp) {
    long forward = timestamp - firstTimestamp & 0xffffffffL;
    return timestamp >= firstTimestamp ? forward < 0x8000_0000L : forward <= 0x8000_0000L;
  }

  private void countCycles(int sequence, boolean inTime) {
    if (!inTime) {
      return;
    }
    if (!belowFirst && (sequence < firstSequence || sequence == 0 && lastSequence == 0xffff)) {
      cycles++;
      belowFirst = true;
    } else if (belowFirst && sequence > firstSequence) {
      belowFirst = false;
    }
  }

  private void checkOrder(int sequence, boolean inTime) {
    if (inTime && sequence == (goodSequence + 1 & 0xffff)) {
      goodSequence = sequence;
    } else if (inTime
        && (sequence > goodSequence + 1 || goodSequence - sequence > LARGEST_STEP_BACK)) {
      goodSequence = sequence;
      problem = true;
    } else if (sequence <= goodSequence) {
      problem = true;
    }
  }

  private void measure(long timestamp, int clockRate, double ms) {
    delta = ms - previousMs;
    if (clockRate == 0) {
      return;
    }
    // A whole number on purpose; below 1 kHz it is 0, and the figures are no numbers.
    int ticksPerMs = clockRate / 1000;
    double nominalMs = (double) (timestamp - firstTimestamp & 0xffffffffL) / ticksPerMs;
    double expectedMs = previousMs + (nominalMs - previousNominalMs);
    jitter = (15 * jitter + Math.abs(ms - expectedMs)) / 16;
    previousNominalMs = nominalMs;
  }

  /** A packet that is left out counts in the means' denominator all the same. */
  private void summarise(int clockRate) {
    if (delta > maxDelta) {
      maxDelta = delta;
    }
    if (minDelta == NEVER || delta < minDelta) {
      minDelta = delta;
    }
    meanDelta = (meanDelta * (packets - 1) + delta) / packets;
    if (clockRate == 0) {
      return;
    }
    if (jitter > maxJitter) {
      maxJitter = jitter;
    }
    meanJitter = (meanJitter * (packets - 1) + jitter) / packets;
    if (minJitter == NEVER || jitter < minJitter) {
      minJitter = jitter;
    }
  }

  static boolean isComfortNoise(int payloadType) {
    return payloadType == COMFORT_NOISE || payloadType == COMFORT_NOISE_OLD;
  }

  /**
   * What the packets were like.
   *
   * @param overwritten as {@link StreamEvidence} has it
   */
  StreamEvidence evidence(long overwritten) {
    return witness.evidence(overwritten);
  }

  /** The figures so far; there must have been a packet. */
  WiresharkFigures figures() {
    int expected = lastSequence + (cycles << 16) - firstSequence + 1;
    int lost = expected - packets;
    return new WiresharkFigures(
        Integer.toUnsignedLong(packets),
        Integer.toUnsignedLong(expected),
        lost,
        expected == 0 ? 0 : (double) (lost * 100) / Integer.toUnsignedLong(expected),
        minDelta,
        meanDelta,
        maxDelta,
        minJitter,
        meanJitter,
        maxJitter,
        problem);
  }
}
