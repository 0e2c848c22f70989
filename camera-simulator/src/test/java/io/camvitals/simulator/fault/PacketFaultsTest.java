package io.camvitals.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacketFaultsTest {
  private static final int PACKETS = 100_000;

  private static List<PacketFate> fates(long seed, Fault... faults) {
    List<ScheduledFault> scheduled =
        Arrays.stream(faults)
            .map(fault -> ScheduledFault.from(fault, Duration.ofSeconds(1)))
            .toList();
    PacketFaults packets = new PacketFaults(scheduled, new SplittableRandom(seed));
    return IntStream.range(0, PACKETS).mapToObj(i -> packets.next(i * 1_000_000L)).toList();
  }

  @Test
  void ratiosAreAsAsked() {
    List<PacketFate> fates =
        fates(
            3,
            new Fault.RandomLoss(0.02),
            new Fault.Duplication(0.05),
            new Fault.Reordering(0.1, 3),
            new Fault.Jitter(Duration.ofMillis(40)));

    assertThat(share(fates.stream().filter(PacketFate::lost).count()))
        .isCloseTo(0.02, within(0.002));
    assertThat(share(fates.stream().filter(PacketFate::duplicated).count()))
        .isCloseTo(0.05, within(0.003));
    assertThat(share(fates.stream().filter(fate -> fate.overtakers() == 3).count()))
        .isCloseTo(0.1, within(0.005));
    assertThat(fates.stream().mapToLong(PacketFate::delayNs).average().orElseThrow())
        .isCloseTo(20e6, within(0.5e6));
    assertThat(fates).allSatisfy(fate -> assertThat(fate.delayNs()).isBetween(0L, 40_000_000L));
  }

  private static double share(long count) {
    return (double) count / PACKETS;
  }

  @Test
  void nothingHappensBeforeAFaultBegins() {
    assertThat(fates(3, new Fault.RandomLoss(1)).subList(0, 1000))
        .containsOnly(new PacketFate(false, 0, 0, false));
    assertThat(fates(3, new Fault.RandomLoss(1)).get(1000).lost()).isTrue();
  }

  @Test
  void oneSeedGivesOneFate() {
    Fault loss = new Fault.RandomLoss(0.5);
    assertThat(fates(3, loss)).isEqualTo(fates(3, loss)).isNotEqualTo(fates(4, loss));
  }

  @Test
  void aFaultMoreDoesNotChangeTheOthers() {
    Fault loss = new Fault.RandomLoss(0.5);
    List<Boolean> alone = fates(3, loss).stream().map(PacketFate::lost).toList();
    assertThat(fates(3, loss, new Fault.Duplication(0.5)).stream().map(PacketFate::lost))
        .isEqualTo(alone);
  }
}
