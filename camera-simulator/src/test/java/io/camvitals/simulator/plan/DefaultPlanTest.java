package io.camvitals.simulator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefaultPlanTest {
  @Test
  void eightCamerasShowWhatCanBeMeasured() {
    List<CameraPlan> cameras = DefaultPlan.cameras(8, 7);

    assertThat(cameras).extracting(CameraPlan::transport).contains("udp", "tcp");
    assertThat(cameras)
        .filteredOn(camera -> camera.profile().resolution().equals("1920x1080"))
        .hasSize(1);
    assertThat(cameras).filteredOn(camera -> !camera.faults().isEmpty()).hasSize(4);
    assertThat(cameras.stream().flatMap(camera -> camera.faultNames().stream()))
        .containsExactlyInAnyOrder("random-loss", "burst-loss", "jitter", "duplication", "restart");
  }

  @Test
  void sixteenCamerasHaveEveryFault() {
    assertThat(
            DefaultPlan.cameras(16, 7).stream()
                .flatMap(camera -> camera.faultNames().stream())
                .distinct())
        .hasSize(12);
  }

  @Test
  void faultsBeginSomeSecondsAfterPlayAndVaryWithTheSeed() {
    List<Long> starts =
        IntStream.range(0, 50)
            .mapToObj(seed -> DefaultPlan.cameras(8, seed).get(1).faults().get(0).from().toMillis())
            .toList();

    assertThat(starts).allSatisfy(start -> assertThat(start).isBetween(3_000L, 9_000L));
    assertThat(starts.stream().distinct().count()).isGreaterThan(40);
  }
}
