package io.camvitals.simulator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduledFaultTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aFaultWithoutLengthStays() {
    ScheduledFault fault = ScheduledFault.from(new Fault.BlackPicture(), Duration.ofSeconds(3));

    assertThat(fault.activeAt(3 * SECOND - 1)).isFalse();
    assertThat(fault.activeAt(3 * SECOND)).isTrue();
    assertThat(fault.activeAt(3_000_000 * SECOND)).isTrue();
    assertThat(fault.begunBy(3_000_000 * SECOND)).isEqualTo(1);
  }

  @Test
  void aFaultComesAgain() {
    ScheduledFault fault =
        new ScheduledFault(
            new Fault.Restart(),
            Duration.ofSeconds(3),
            Optional.of(Duration.ofSeconds(1)),
            Optional.of(Duration.ofSeconds(10)));

    assertThat(fault.activeAt(4 * SECOND - 1)).isTrue();
    assertThat(fault.activeAt(4 * SECOND)).isFalse();
    assertThat(fault.activeAt(13 * SECOND)).isTrue();
    assertThat(fault.begunBy(13 * SECOND - 1)).isEqualTo(1);
    assertThat(fault.begunBy(13 * SECOND)).isEqualTo(2);
  }
}
