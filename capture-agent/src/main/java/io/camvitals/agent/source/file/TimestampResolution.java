package io.camvitals.agent.source.file;

/**
 * Turns the time units of a capture into nanoseconds since the Unix epoch (pcapng, option
 * if_tsresol: a negative power of ten, or of two when the high bit is set; option if_tsoffset:
 * seconds to add).
 */
final class TimestampResolution {
  static final TimestampResolution MICROSECONDS = of(6, 0);

  /** What {@link #toNanoseconds} gives for a time that does not fit 64 bits (outside 1677-2262). */
  static final long OUT_OF_RANGE = Long.MIN_VALUE;

  private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

  private final boolean binary;
  private final int exponent;
  private final long offsetSeconds;
  private final long multiplier;
  private final long divisor;

  private TimestampResolution(boolean binary, int exponent, long offsetSeconds) {
    this.binary = binary;
    this.exponent = exponent;
    this.offsetSeconds = offsetSeconds;
    this.multiplier = binary || exponent > 9 ? 1 : powerOfTen(9 - exponent);
    this.divisor = binary || exponent <= 9 ? 1 : powerOfTen(Math.min(18, exponent - 9));
  }

  /**
   * @param code the byte of if_tsresol
   * @param offsetSeconds the value of if_tsoffset
   */
  static TimestampResolution of(int code, long offsetSeconds) {
    return new TimestampResolution((code & 0x80) != 0, code & 0x7f, offsetSeconds);
  }

  /** False for units finer than any clock, whose 64 bits hold less than some seconds. */
  static boolean isSupported(int code) {
    return (code & 0x80) != 0 ? (code & 0x7f) <= 63 : code <= 18;
  }

  /** Nanoseconds since the Unix epoch of {@code units} (unsigned), or {@link #OUT_OF_RANGE}. */
  long toNanoseconds(long units) {
    long nanoseconds;
    if (binary) {
      long seconds = exponent == 0 ? units : units >>> exponent;
      if (seconds < 0 || seconds > Long.MAX_VALUE / NANOSECONDS_PER_SECOND - 1) {
        return OUT_OF_RANGE;
      }
      nanoseconds = seconds * NANOSECONDS_PER_SECOND + fraction(units);
    } else if (multiplier != 1) {
      if (units < 0 || units > Long.MAX_VALUE / multiplier) {
        return OUT_OF_RANGE;
      }
      nanoseconds = units * multiplier;
    } else {
      nanoseconds = divisor == 1 ? units : Long.divideUnsigned(units, divisor);
      if (nanoseconds < 0) {
        return OUT_OF_RANGE;
      }
    }
    return offsetSeconds == 0 ? nanoseconds : withOffset(nanoseconds);
  }

  /** The part of a binary time below one second: units mod 2^exponent, times 10^9 / 2^exponent. */
  private long fraction(long units) {
    if (exponent == 0) {
      return 0;
    }
    long fraction = units & ((1L << exponent) - 1);
    long low = fraction * NANOSECONDS_PER_SECOND;
    long high = Math.multiplyHigh(fraction, NANOSECONDS_PER_SECOND);
    return (high << (64 - exponent)) | (low >>> exponent);
  }

  private long withOffset(long nanoseconds) {
    try {
      return Math.addExact(nanoseconds, Math.multiplyExact(offsetSeconds, NANOSECONDS_PER_SECOND));
    } catch (ArithmeticException e) {
      return OUT_OF_RANGE;
    }
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
