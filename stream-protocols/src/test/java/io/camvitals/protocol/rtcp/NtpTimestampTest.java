package io.camvitals.protocol.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NtpTimestampTest {
  private static long ns(String instant) {
    Instant at = Instant.parse(instant);
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  @Test
  void knowsBothEras() {
    assertThat(NtpTimestamp.toUnixNs(2_208_988_800L << 32)).isZero();
    assertThat(NtpTimestamp.toUnixNs(0x8000_0000_0000_0000L)).isEqualTo(ns("1968-01-20T03:14:08Z"));
    assertThat(NtpTimestamp.toUnixNs(0xffff_ffff_8000_0000L))
        .isEqualTo(ns("2036-02-07T06:28:15.5Z"));
    assertThat(NtpTimestamp.toUnixNs(0)).isEqualTo(ns("2036-02-07T06:28:16Z"));
    assertThat(NtpTimestamp.compact(0x1122_3344_5566_7788L)).isEqualTo(0x3344_5566);
  }

  @Property(tries = 500)
  void thereAndBackToTheNanosecond(
      @ForAll @LongRange(min = -60_000_000_000_000_000L, max = 4_200_000_000_000_000_000L)
          long unixNs) {
    assertThat(NtpTimestamp.toUnixNs(NtpTimestamp.fromUnixNs(unixNs))).isEqualTo(unixNs);
  }
}
