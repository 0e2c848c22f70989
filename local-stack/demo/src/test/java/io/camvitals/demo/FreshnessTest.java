package io.camvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  @Test
  void percentilesAreByNearestRank() {
    long[] delays = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();
    assertThat(Freshness.of(delays)).isEqualTo(new Freshness(200, 100, 198));
  }

  @Test
  void oneSampleIsEveryPercentile() {
    assertThat(Freshness.of(new long[] {7})).isEqualTo(new Freshness(1, 7, 7));
  }

  @Test
  void withoutSamplesNothingIsClaimed() {
    assertThat(Freshness.of(new long[0])).isEqualTo(new Freshness(0, -1, -1));
  }
}
