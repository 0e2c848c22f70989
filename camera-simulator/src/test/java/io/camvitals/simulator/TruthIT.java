package io.camvitals.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import io.camvitals.simulator.stream.Recount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver on the network counts is what the simulator says it sent. */
class TruthIT {
  @TempDir private Path directory;

  private static CameraPlan camera(String id, Fault... faults) {
    List<ScheduledFault> scheduled =
        Arrays.stream(faults)
            .map(
                fault ->
                    new ScheduledFault(
                        fault,
                        Duration.ofMillis(500),
                        Optional.empty(),
                        fault instanceof Fault.Restart
                            ? Optional.of(Duration.ofSeconds(2))
                            : Optional.empty()))
            .toList();
    return CameraPlan.of(id, VideoProfile.LOW_1M, false, scheduled);
  }

  @Test
  void aReceiverCountsWhatTheTruthSays() throws Exception {
    CameraPlan[] cameras = {
      camera("clean"),
      camera("loss", new Fault.RandomLoss(0.05)),
      camera("bursts", new Fault.BurstLoss(0.05, 4)),
      camera("jitter", new Fault.Jitter(Duration.ofMillis(60))),
      camera("reordering", new Fault.Reordering(0.05, 3)),
      camera("duplicates", new Fault.Duplication(0.05), new Fault.Restart()),
      camera(
          "all",
          new Fault.RandomLoss(0.02),
          new Fault.BurstLoss(0.02, 3),
          new Fault.Jitter(Duration.ofMillis(40)),
          new Fault.Reordering(0.02, 4),
          new Fault.Duplication(0.03),
          new Fault.Restart())
    };
    Map<String, RecordingReceiver> receivers = new LinkedHashMap<>();
    try (RunningSimulator simulator = new RunningSimulator(directory, cameras)) {
      for (CameraPlan camera : cameras) {
        receivers.put(camera.id() + " udp", new RecordingReceiver(simulator, camera.id(), false));
        receivers.put(camera.id() + " tcp", new RecordingReceiver(simulator, camera.id(), true));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> receivers.values().stream().allMatch(each -> each.sequences().size() > 600));
      simulator.quiesce();
      RunningSimulator.Truth truth = simulator.truth();
      receivers.forEach((name, receiver) -> compare(name, receiver, truth.of(receiver.ssrc())));
    } finally {
      for (RecordingReceiver receiver : receivers.values()) {
        receiver.close();
      }
    }
  }

  private static void compare(
      String name, RecordingReceiver receiver, RunningSimulator.Truth truth) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(receiver.sequences()).as(name).hasSize((int) truth.sum("packets_sent")));
    Recount recount = Recount.ofNumbers(receiver.sequences());
    assertThat(recount)
        .as(name)
        .isEqualTo(
            new Recount(
                truth.sum("packets_lost"),
                truth.sum("reordered"),
                truth.sum("duplicates"),
                1 + (int) truth.sum("restarts")));
    if (name.startsWith("all")) {
      assertThat(recount.lost()).isPositive();
      assertThat(recount.reordered()).isPositive();
      assertThat(recount.duplicates()).isPositive();
      assertThat(recount.sequences()).isGreaterThan(1);
    }
    if (name.startsWith("clean")) {
      assertThat(recount).isEqualTo(new Recount(0, 0, 0, 1));
    }
  }
}
