package io.camvitals.metrics;

/**
 * One packet as it reaches the meter, with what only the sender knows.
 *
 * @param epoch which of the sender's sequences it is of, from 0
 * @param number its place in that sequence, counted without wrapping
 */
record SentPacket(
    int epoch,
    long number,
    long arrivalNs,
    int sequenceNumber,
    int rtpTimestamp,
    int payloadSize,
    int wireSize,
    boolean keyFrame) {
  void feed(StreamMeter meter) {
    meter.observe(
        arrivalNs,
        sequenceNumber,
        rtpTimestamp,
        payloadSize,
        wireSize,
        keyFrame ? PacketFacts.KEY_FRAME : 0);
  }
}
