package io.camvitals.protocol.rtcp;

/** Ranges of fields, checked where values are made. */
final class Limits {
  /** Highest value of the five-bit count in a packet's first byte. */
  static final int HIGHEST_COUNT = 31;

  private Limits() {}

  static void check(String what, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          what + ": " + value + " is not from " + lowest + " to " + highest);
    }
  }

  /** A packet's length is told in words of 32 bits. */
  static void checkWords(String what, Octets octets) {
    if (octets.length() % 4 != 0) {
      throw new IllegalArgumentException(
          what + ": " + octets.length() + " bytes is not a multiple of 4");
    }
  }
}
