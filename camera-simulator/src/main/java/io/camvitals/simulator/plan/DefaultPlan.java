package io.camvitals.simulator.plan;

import io.camvitals.simulator.media.VideoProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cameras to simulate when no plan says otherwise. Every second camera has a fault; from the
 * ninth on the faults are those that the first eight do not have.
 */
public final class DefaultPlan {
  private static final List<List<FaultPreset>> FAULTS =
      List.of(
          List.of(FaultPreset.RANDOM_LOSS),
          List.of(FaultPreset.BURST_LOSS),
          List.of(FaultPreset.JITTER_REORDER),
          List.of(FaultPreset.DUPLICATION, FaultPreset.RESTART),
          List.of(FaultPreset.FROZEN, FaultPreset.REORDERING),
          List.of(FaultPreset.BITRATE_DROP, FaultPreset.CLOCK_DRIFT),
          List.of(FaultPreset.FRAME_RATE_DROP, FaultPreset.BLACK),
          List.of(FaultPreset.DEAD_AND_BACK));

  private DefaultPlan() {}

  /** Cameras {@code cam-1} to {@code cam-count}. */
  public static List<CameraPlan> cameras(int count, long seed) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> camera(number, seed)).toList();
  }

  private static CameraPlan camera(int number, long seed) {
    List<ScheduledFault> faults = new ArrayList<>();
    if (number % 2 == 0) {
      for (FaultPreset preset : FAULTS.get((number / 2 - 1) % FAULTS.size())) {
        faults.addAll(preset.draw(seed, id(number)));
      }
    }
    return camera(number, faults);
  }

  private static CameraPlan camera(int number, List<ScheduledFault> faults) {
    return switch ((number - 1) % 8 + 1) {
      case 3 -> CameraPlan.of(id(number), VideoProfile.LOW_1M, true, faults);
      case 5 -> CameraPlan.of(id(number), VideoProfile.HIGH_4M, false, faults);
      case 6 -> CameraPlan.of(id(number), VideoProfile.LOW_4M, false, faults);
      case 7 -> CameraPlan.of(id(number), VideoProfile.LOW_4M, true, faults);
      default -> CameraPlan.of(id(number), VideoProfile.LOW_1M, false, faults);
    };
  }

  private static String id(int number) {
    return "cam-" + number;
  }
}
