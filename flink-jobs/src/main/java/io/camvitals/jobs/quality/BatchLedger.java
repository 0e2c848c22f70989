package io.camvitals.jobs.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells from the numbers of a stream's batches whether batches are missing or came twice. The last
 * {@value #REMEMBERED} are remembered with a fingerprint, since an agent that was started again
 * begins with 0 anew: the same number is the same batch only with the same content.
 */
final class BatchLedger {
  /** Batches that are recognised when they come again. A power of two. */
  static final int REMEMBERED = 128;

  enum Verdict {
    /** The next batch, or the first of the stream. */
    CONTINUES,
    /** Packets before this batch are not known: batches are missing, or the agent began anew. */
    AFTER_GAP,
    /** It has been here before. */
    DUPLICATE
  }

  private static final int NONE = -1;
  private static final int MASK = REMEMBERED - 1;

  private final long[] numbers = new long[REMEMBERED];
  private final long[] fingerprints = new long[REMEMBERED];
  private long next;

  BatchLedger() {
    Arrays.fill(numbers, NONE);
  }

  /**
   * Enters a batch.
   *
   * @param number 0 or more
   * @param fingerprint of its content
   */
  Verdict enter(long number, long fingerprint) {
    int slot = (int) number & MASK;
    boolean continues = number == next;
    if (number < next) {
      if (numbers[slot] == number && fingerprints[slot] == fingerprint) {
        return Verdict.DUPLICATE;
      }
      Arrays.fill(numbers, NONE);
    }
    numbers[slot] = number;
    fingerprints[slot] = fingerprint;
    next = number + 1;
    return continues ? Verdict.CONTINUES : Verdict.AFTER_GAP;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(next);
    for (int slot = 0; slot < REMEMBERED; slot++) {
      out.writeLong(numbers[slot]);
      out.writeLong(fingerprints[slot]);
    }
  }

  static BatchLedger readFrom(DataInput in) throws IOException {
    BatchLedger ledger = new BatchLedger();
    ledger.next = in.readLong();
    for (int slot = 0; slot < REMEMBERED; slot++) {
      ledger.numbers[slot] = in.readLong();
      ledger.fingerprints[slot] = in.readLong();
    }
    return ledger;
  }
}
