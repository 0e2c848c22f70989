package io.camvitals.protocol.video;

/** A frame whose packets are still coming; used again for later frames. */
final class OpenFrame {
  int rtpTimestamp;
  long lowest;
  long highest;
  int packets;
  long size;
  boolean startSeen;
  boolean markerSeen;
  int facts;
  long firstArrivalNs;
  long lastArrivalNs;
  long frameNumber;
  long captureTimeNs;

  void begin(int timestamp, long sequence, long arrivalNs) {
    rtpTimestamp = timestamp;
    lowest = sequence;
    highest = sequence;
    packets = 0;
    size = 0;
    startSeen = false;
    markerSeen = false;
    facts = 0;
    firstArrivalNs = arrivalNs;
    lastArrivalNs = arrivalNs;
    frameNumber = 0;
    captureTimeNs = 0;
  }

  void add(long arrivalNs, long sequence, boolean marker, int payloadSize, int itsFacts) {
    packets++;
    size += payloadSize;
    facts |= itsFacts;
    firstArrivalNs = Math.min(firstArrivalNs, arrivalNs);
    lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
    if (sequence <= lowest) {
      lowest = sequence;
      startSeen = (itsFacts & PayloadFacts.FRAME_START) != 0;
    }
    if (sequence >= highest) {
      highest = sequence;
      markerSeen = marker;
    }
  }

  long missing() {
    return highest - lowest + 1 - packets;
  }

  FrameFacts facts(boolean endsSeen, boolean lossWithin, boolean cut) {
    return new FrameFacts(
        rtpTimestamp,
        size,
        packets,
        (int) missing(),
        (facts & PayloadFacts.KEY_FRAME) != 0,
        firstArrivalNs,
        lastArrivalNs,
        endsSeen && missing() == 0,
        lossWithin,
        cut,
        frameNumber,
        captureTimeNs,
        facts);
  }
}
