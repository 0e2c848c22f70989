package io.camvitals.agent.analyze.trace;

import java.util.Arrays;

/**
 * Tells how each sequence number stands to those before it, by the limits of RFC 3550 appendix A.1:
 * a step of 3,000 or more ahead, or of 1,000 or more back, is another sequence once its successor
 * comes.
 */
final class SequencePlace {
  /** Fills a hole. */
  static final int LATE = 0;

  /** Came before. */
  static final int DUPLICATE = -1;

  /** Of no sequence so far. */
  static final int STRAY = -2;

  /** The second of a new sequence. */
  static final int RESTART = -3;

  /** Before the first that was seen. */
  static final int EARLY = -4;

  private static final int LONGEST_STEP = 3_000;
  private static final int WINDOW = 1_024;
  private static final int FARTHEST_BACK = 1_000;

  private final long[] seen = new long[WINDOW / Long.SIZE];
  private boolean begun;
  private long first;
  private long highest;
  private int strayNext = -1;

  /**
   * Takes a packet's sequence number.
   *
   * @return how far ahead of the highest so far it is, 1 when it is the next; or one of the
   *     constants
   */
  int take(int sequenceNumber) {
    if (!begun) {
      begin(sequenceNumber);
      return 1;
    }
    int distance = (short) (sequenceNumber - (int) highest);
    if (distance > 0 && distance < LONGEST_STEP) {
      advance(distance);
      strayNext = -1;
      return distance;
    }
    if (distance <= 0 && distance > -FARTHEST_BACK) {
      return back(highest + distance);
    }
    if (sequenceNumber == strayNext) {
      begin(highest + (1 << 17) + (sequenceNumber - highest & 0xffff));
      return RESTART;
    }
    strayNext = sequenceNumber + 1 & 0xffff;
    return STRAY;
  }

  private void begin(long number) {
    begun = true;
    first = number;
    highest = number;
    strayNext = -1;
    Arrays.fill(seen, 0);
    mark(number);
  }

  private void advance(int distance) {
    if (distance >= WINDOW) {
      Arrays.fill(seen, 0);
    } else {
      for (long number = highest + 1; number < highest + distance; number++) {
        seen[word(number)] &= ~bit(number);
      }
    }
    highest += distance;
    mark(highest);
  }

  private int back(long number) {
    if (number < first) {
      return EARLY;
    }
    if ((seen[word(number)] & bit(number)) != 0) {
      return DUPLICATE;
    }
    mark(number);
    return LATE;
  }

  private void mark(long number) {
    seen[word(number)] |= bit(number);
  }

  private static int word(long number) {
    return (int) (number & WINDOW - 1) / Long.SIZE;
  }

  private static long bit(long number) {
    return 1L << (number & Long.SIZE - 1);
  }

  /** The highest number of the sequence, without wraps. */
  long highest() {
    return highest;
  }

  /** The number without wraps that is nearest to the highest. */
  long extended(int sequenceNumber) {
    return highest + (short) (sequenceNumber - (int) highest);
  }
}
