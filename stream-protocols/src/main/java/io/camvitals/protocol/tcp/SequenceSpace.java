package io.camvitals.protocol.tcp;

/**
 * Unfolds 32-bit sequence numbers (RFC 9293 section 3.4) into offsets that do not wrap. Offset 0 is
 * the number that {@link #begin} was given.
 */
final class SequenceSpace {
  private int base;
  private boolean begun;

  /** Begins, or begins anew, with the number of the first byte. */
  void begin(int firstSequenceNumber) {
    base = firstSequenceNumber;
    begun = true;
  }

  boolean begun() {
    return begun;
  }

  /** The offset nearest to {@code reference} that has this sequence number. */
  long offset(int sequenceNumber, long reference) {
    return reference + (sequenceNumber - (base + (int) reference));
  }
}
