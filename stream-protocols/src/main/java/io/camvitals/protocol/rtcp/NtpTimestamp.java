package io.camvitals.protocol.rtcp;

import java.util.concurrent.TimeUnit;

/**
 * NTP timestamps (RFC 3550 section 4): 32 bits of seconds since 1900-01-01, 32 bits of fraction.
 * When the highest bit is clear the seconds count from 2036-02-07 (RFC 4330 section 3), so that
 * 1968 to 2104 can be told. A sender without a wall clock may send any time at all, often one near
 * 1900 that then reads as 2036, or zero.
 */
public final class NtpTimestamp {
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
  private static final long SECONDS_OF_AN_ERA = 1L << 32;
  private static final long NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

  private NtpTimestamp() {}

  /** Nanoseconds since the Unix epoch, rounded to the nearest. */
  public static long toUnixNs(long ntpTimestamp) {
    long seconds = ntpTimestamp >>> 32;
    if (ntpTimestamp >= 0) {
      seconds += SECONDS_OF_AN_ERA;
    }
    long fraction = ntpTimestamp & 0xffff_ffffL;
    return (seconds - SECONDS_FROM_1900_TO_1970) * NANOSECONDS
        + (fraction * NANOSECONDS + (1L << 31) >>> 32);
  }

  /** The timestamp of an instant from 1968 to 2104; a fraction of 2^-32 s is finer than 1 ns. */
  public static long fromUnixNs(long unixNs) {
    long seconds = Math.floorDiv(unixNs, NANOSECONDS) + SECONDS_FROM_1900_TO_1970;
    long fraction = ((long) Math.floorMod(unixNs, NANOSECONDS) << 32) / NANOSECONDS;
    return seconds << 32 | fraction;
  }

  /** The middle 32 bits, as in {@link ReceptionReport#lastSenderReport()}: units of 1/65536 s. */
  public static int compact(long ntpTimestamp) {
    return (int) (ntpTimestamp >>> 16);
  }
}
