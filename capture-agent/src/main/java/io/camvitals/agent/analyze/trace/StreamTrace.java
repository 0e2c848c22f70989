package io.camvitals.agent.analyze.trace;

import java.util.Optional;

/**
 * Where in a stream its losses, pauses, restarts and extremes are. It counts nothing that the
 * stream's figures count. Nothing is allocated per packet but when a value is the greatest so far.
 */
public final class StreamTrace {
  private static final double NS_PER_SECOND = 1e9;

  private final PacketNumbers numbers;
  private final double nsPerUnit;
  private final boolean video;
  private final TimeLine timeLine;
  private final SequencePlace sequence = new SequencePlace();
  private final LossRuns lossRuns = new LossRuns();
  private final Extreme jitter = new Extreme();
  private final Extreme pause = new Extreme();
  private final Extreme keyFrameInterval = new Extreme();
  private long pauseBySenderNs = -1;
  private long pauseLost;
  private PacketReference first;
  private PacketReference firstRestart;
  private long lastNs;
  private int lastTimestamp;
  private int latestFile;
  private long packetsOfEarlierFiles;
  private boolean ended;
  private long packets;
  private long frameNs;
  private long frameBytes;
  private boolean frameIsKey;
  private long keyFrameNs = -1;
  private long keyFrameIntervals;
  private long keyFrameIntervalSumNs;

  /**
   * @param clockRate of RTP timestamps, units per second; 0 when unknown
   * @param video whether packets of one timestamp are one picture
   * @param timeLine gathers the figures over time; empty when nobody wants them
   */
  public StreamTrace(
      PacketNumbers numbers, int clockRate, boolean video, Optional<TimeLine> timeLine) {
    this.numbers = numbers;
    this.nsPerUnit = clockRate > 0 ? NS_PER_SECOND / clockRate : 0;
    this.video = video;
    this.timeLine = timeLine.orElse(null);
  }

  /**
   * Takes a packet, in order of arrival.
   *
   * @param jitterNs after it; negative when not known
   */
  public void packet(
      int sequenceNumber,
      int rtpTimestamp,
      int payloadSize,
      int wireSize,
      boolean keyFrame,
      long arrivalNs,
      long jitterNs) {
    packets++;
    int file = numbers.file();
    if (file < latestFile) {
      packetsOfEarlierFiles++;
    } else {
      latestFile = file;
    }
    int place = sequence.take(sequenceNumber);
    if (timeLine != null) {
      timeLine.packet(arrivalNs, wireSize, jitterNs);
    }
    if (first == null) {
      first = numbers.at(arrivalNs);
      beginFrame(arrivalNs);
    } else {
      passed(place, sequenceNumber, rtpTimestamp, arrivalNs);
    }
    if (jitterNs > jitter.value()) {
      jitter.note(jitterNs, arrivalNs, numbers);
    }
    frameBytes += place == SequencePlace.DUPLICATE ? 0 : payloadSize;
    if (keyFrame && !frameIsKey) {
      frameIsKey = true;
      keyFrame(arrivalNs);
    }
    lastNs = arrivalNs;
    if (place > 0 || place == SequencePlace.RESTART) {
      lastTimestamp = rtpTimestamp;
    }
  }

  private void passed(int place, int sequenceNumber, int rtpTimestamp, long arrivalNs) {
    if (place > 1) {
      missing(place - 1, arrivalNs);
    } else if (place == SequencePlace.LATE) {
      lossRuns.filled(sequence.extended(sequenceNumber));
      if (timeLine != null) {
        timeLine.found();
      }
    } else if (place == SequencePlace.RESTART && firstRestart == null) {
      firstRestart = numbers.at(arrivalNs);
    }
    if (place > 0 && arrivalNs - lastNs > pause.value()) {
      pause.note(arrivalNs - lastNs, arrivalNs, numbers);
      pauseBySenderNs = nsPerUnit > 0 ? Math.round((rtpTimestamp - lastTimestamp) * nsPerUnit) : -1;
      pauseLost = place - 1L;
    }
    if ((place > 0 || place == SequencePlace.RESTART) && rtpTimestamp != lastTimestamp) {
      endFrame();
      beginFrame(arrivalNs);
    }
  }

  private void missing(int packets, long arrivalNs) {
    if (lossRuns.isKept(packets)) {
      lossRuns.add(sequence.highest() - packets, packets, numbers.at(arrivalNs));
    }
    if (timeLine != null) {
      timeLine.missing(packets);
    }
  }

  private void beginFrame(long arrivalNs) {
    frameNs = arrivalNs;
    frameBytes = 0;
    frameIsKey = false;
  }

  private void endFrame() {
    if (video && timeLine != null) {
      timeLine.frame(frameNs, frameBytes, frameIsKey);
    }
  }

  private void keyFrame(long arrivalNs) {
    if (keyFrameNs >= 0) {
      keyFrameIntervals++;
      keyFrameIntervalSumNs += arrivalNs - keyFrameNs;
      keyFrameInterval.note(arrivalNs - keyFrameNs, arrivalNs, numbers);
    }
    keyFrameNs = arrivalNs;
  }

  /** The stream has ended: its last frame is complete. */
  public void end() {
    if (first == null || ended) {
      return;
    }
    ended = true;
    endFrame();
    if (timeLine != null) {
      timeLine.coarsen(packets);
    }
  }

  /** The stream's first packet; null when there was none. */
  public PacketReference first() {
    return first;
  }

  /** The longest runs of packets that never came. */
  public LossRuns lossRuns() {
    return lossRuns;
  }

  /** The greatest jitter, nanoseconds. */
  public Extreme jitter() {
    return jitter;
  }

  /** The longest time without a packet, nanoseconds, and the packet that ended it. */
  public Extreme pause() {
    return pause;
  }

  /** By how much the sender's clock went on in that time, nanoseconds; -1 when not known. */
  public long pauseBySenderNs() {
    return pauseBySenderNs;
  }

  /** Packets missing in that time. */
  public long pauseLost() {
    return pauseLost;
  }

  /** The longest time from one key frame to the next, by arrival, nanoseconds. */
  public Extreme keyFrameInterval() {
    return keyFrameInterval;
  }

  /** How many times from one key frame to the next there were. */
  public long keyFrameIntervals() {
    return keyFrameIntervals;
  }

  /** Their mean, nanoseconds; -1 when there was none. */
  public long keyFrameIntervalMeanNs() {
    return keyFrameIntervals == 0 ? -1 : keyFrameIntervalSumNs / keyFrameIntervals;
  }

  /** The packet at which the sender first began another sequence; empty when it never did. */
  public Optional<PacketReference> firstRestart() {
    return Optional.ofNullable(firstRestart);
  }

  /** Packets that came from a file begun before one that the stream had come from already. */
  public long packetsOfEarlierFiles() {
    return packetsOfEarlierFiles;
  }

  /** The figures over time, when they were wanted. */
  public Optional<TimeLine> timeLine() {
    return Optional.ofNullable(timeLine);
  }
}
