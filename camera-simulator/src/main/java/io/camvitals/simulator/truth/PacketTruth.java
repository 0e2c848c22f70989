package io.camvitals.simulator.truth;

/**
 * One packet until all its copies have left or come to nothing. It is dropped when none of them
 * left.
 */
public final class PacketTruth {
  private final StreamTruth stream;
  private final SequenceTruth sequence;
  private final long number;
  private final int payloadLength;
  private final long delayNs;
  private int copies = 1;
  private boolean sent;

  PacketTruth(
      StreamTruth stream, SequenceTruth sequence, long number, int payloadLength, long delayNs) {
    this.stream = stream;
    this.sequence = sequence;
    this.number = number;
    this.payloadLength = payloadLength;
    this.delayNs = delayNs;
  }

  /** There is one more copy to send. */
  public void duplicated() {
    copies++;
  }

  /** A copy was handed to the network. */
  public void sent() {
    copies--;
    sent = true;
    stream.sent(sequence, this);
  }

  /** A copy will never be sent, as the plan wills or because the session ends. */
  public void dropped() {
    copies--;
    if (copies == 0 && !sent) {
      stream.dropped(sequence, number);
    }
  }

  /** A copy could not be sent. */
  public void failed() {
    stream.sendError();
    dropped();
  }

  long number() {
    return number;
  }

  int payloadLength() {
    return payloadLength;
  }

  long delayNs() {
    return delayNs;
  }
}
