package io.camvitals.protocol.tcp;

/**
 * Times the three segments that open a connection. Where one of them was sent again, the answer is
 * timed only when the timestamp that it echoes tells which of them it answers (RFC 7323 section 3).
 */
final class HandshakeTimer {
  private final Sent syn = new Sent();
  private final Sent synAcknowledged = new Sent();
  private long serverNs = -1;
  private long clientNs = -1;

  /** The last SYN of one side. */
  private static final class Sent {
    private long timeNs = -1;
    private int sequenceNumber;
    private boolean repeated;
    private boolean told;
    private int timestamp;

    private void set(TcpSegment segment) {
      boolean another =
          segment.options().hasTimestamps() && timestamp != segment.options().timestampValue();
      told = timeNs < 0 ? segment.options().hasTimestamps() : another;
      repeated |= timeNs >= 0;
      timeNs = segment.arrivalNs();
      sequenceNumber = segment.sequenceNumber();
      timestamp = segment.options().timestampValue();
    }

    /** From it to its answer; -1 when that is not known. */
    private long answeredBy(TcpSegment answer) {
      boolean sure =
          !repeated
              || told
                  && answer.options().hasTimestamps()
                  && answer.options().timestampEcho() == timestamp;
      return timeNs >= 0 && sure && answer.acknowledgmentNumber() == sequenceNumber + 1
          ? Math.max(0, answer.arrivalNs() - timeNs)
          : -1;
    }
  }

  /**
   * Takes a segment.
   *
   * @param fromInitiator whether the side sent it that opened the connection
   */
  void take(TcpSegment segment, boolean fromInitiator) {
    if (segment.syn() && !segment.ack()) {
      syn.set(segment);
    } else if (segment.syn()) {
      synAcknowledged.set(segment);
      serverNs = serverNs < 0 ? syn.answeredBy(segment) : serverNs;
    } else if (clientNs < 0 && fromInitiator && segment.ack()) {
      clientNs = synAcknowledged.answeredBy(segment);
    }
  }

  /** From SYN to its answer, nanoseconds; -1 when unknown. */
  long serverNs() {
    return serverNs;
  }

  /** From that answer to its acknowledgement; -1 when unknown. */
  long clientNs() {
    return clientNs;
  }
}
