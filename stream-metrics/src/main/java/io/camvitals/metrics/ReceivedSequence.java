package io.camvitals.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which packets of one sequence have been received: all numbers from the first to the highest save
 * the missing ones. Numbers are the 16 bits on the wire extended by the count of their cycles (RFC
 * 3550 appendix A.1); they are relative to an arbitrary cycle and may be negative.
 */
final class ReceivedSequence {
  /** RFC 3550 appendix A.1: a jump ahead of this and more begins another sequence. */
  static final int MAX_DROPOUT = 3_000;

  /** A packet further behind the highest than this belongs to another sequence. */
  static final int MAX_MISORDER = 1_000;

  /** What a packet is to its sequence. */
  enum Place {
    /** Its number is the highest so far. */
    HIGHEST,
    /** Its number is lower than one received before (RFC 4737 section 3.3). */
    REORDERED,
    /** Its number has been received before (RFC 5560). */
    DUPLICATE
  }

  private long first;
  private long highest;
  private final MissingRuns missing;

  /** A sequence whose first packet, with this number, is about to be accepted. */
  ReceivedSequence(int sequenceNumber) {
    this(sequenceNumber, sequenceNumber - 1L, new MissingRuns());
  }

  private ReceivedSequence(long first, long highest, MissingRuns missing) {
    this.first = first;
    this.highest = highest;
    this.missing = missing;
  }

  /** How far ahead of an extended number one on the wire is, -32,768 to 32,767. */
  static int distance(long extended, int sequenceNumber) {
    return (short) (sequenceNumber - (int) extended);
  }

  /** True when a packet at that distance from the highest belongs to the sequence. */
  static boolean isNear(int distance) {
    return distance < MAX_DROPOUT && distance >= -MAX_MISORDER;
  }

  /** How far ahead of the highest a number on the wire is. */
  int distance(int sequenceNumber) {
    return distance(highest, sequenceNumber);
  }

  /** Accepts a packet at a distance from the highest; losses that it shows go to its window. */
  Place accept(int distance, long windowStartNs, Windows windows) {
    if (distance == 1) {
      highest++;
      return Place.HIGHEST;
    }
    long number = highest + distance;
    if (distance > 1) {
      missing.append(highest + 1, number, windowStartNs, windows);
      highest = number;
      missing.forget(highest - MAX_MISORDER);
      return Place.HIGHEST;
    }
    if (number < first) {
      if (number + 1 < first) {
        missing.prepend(number + 1, first, windowStartNs, windows);
      }
      first = number;
      return Place.REORDERED;
    }
    return missing.take(number, windows) ? Place.REORDERED : Place.DUPLICATE;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeLong(highest);
    missing.writeTo(out);
  }

  static ReceivedSequence readFrom(DataInput in) throws IOException {
    return new ReceivedSequence(in.readLong(), in.readLong(), MissingRuns.readFrom(in));
  }
}
