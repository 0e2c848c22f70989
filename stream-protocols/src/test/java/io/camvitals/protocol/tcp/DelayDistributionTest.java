package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DelayDistributionTest {
  @Test
  void knowsNothingBeforeTheFirst() {
    DelayDistribution delays = new DelayDistribution();

    assertThat(delays.minimumNs()).isEqualTo(-1);
    assertThat(delays.meanNs()).isEqualTo(-1);
    assertThat(delays.percentileNs(0.5)).isEqualTo(-1);
  }

  @Property(tries = 300)
  void percentilesAreWithinABucketOfTheExactOnes(
      @ForAll @Size(min = 1, max = 200)
          List<@LongRange(min = 1_024, max = 60_000_000_000L) Long> delays) {
    long[] values = delays.stream().mapToLong(Long::longValue).toArray();
    DelayDistribution first = new DelayDistribution();
    DelayDistribution second = new DelayDistribution();
    for (int i = 0; i < values.length; i++) {
      (i % 2 == 0 ? first : second).add(values[i]);
    }
    first.add(second);
    Arrays.sort(values);

    assertThat(first.count()).isEqualTo(values.length);
    assertThat(first.minimumNs()).isEqualTo(values[0]);
    assertThat(first.maximumNs()).isEqualTo(values[values.length - 1]);
    assertThat((double) first.meanNs())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1.0));
    for (double share : new double[] {0.05, 0.5, 0.95, 1}) {
      long exact = values[(int) Math.max(0, Math.ceil(share * values.length) - 1)];
      assertThat((double) first.percentileNs(share))
          .isCloseTo(exact, Percentage.withPercentage(13));
    }
  }
}
