package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(3));

  @Test
  void doublesUpToTheLimitWithinTheUpperHalfOfEachSpan() {
    for (long span : new long[] {1000, 2000, 4000, 5000, 5000, 5000}) {
      assertThat(backoff.next().toMillis()).isBetween(span / 2, span);
    }
  }

  @Test
  void beginsAgainAfterReset() {
    backoff.next();
    backoff.next();
    backoff.reset();

    assertThat(backoff.next().toMillis()).isBetween(500L, 1000L);
  }
}
