package io.camvitals.simulator;

import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.DefaultPlan;
import io.camvitals.simulator.plan.FaultPreset;
import io.camvitals.simulator.plan.PlanException;
import io.camvitals.simulator.plan.PlanFile;
import io.camvitals.simulator.plan.ScheduledFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cameras there are and what befalls them. */
final class CameraOptions {
  private static final int DEFAULT_CAMERAS = 8;
  private static final long DEFAULT_SEED = 1;
  private static final int MOST_CAMERAS = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      description =
          "How many cameras, named cam-1 to cam-N: some over TCP, one of 1080p in eight, faults on"
              + " every second one (default: 8, or all of the plan).")
  private Integer cameras;

  @Option(
      names = "--seed",
      description =
          "All chance hangs on this number: with the same plan and seed the same packets are lost"
              + " (default: the plan's, else 1).")
  private Long seed;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "YAML or JSON file with cameras and faults; see docs/simulator.md.")
  private Path plan;

  @Option(names = "--clean", description = "No faults but those of --fault.")
  private boolean clean;

  @Option(
      names = "--fault",
      paramLabel = "CAMERA=NAME",
      description =
          "Faults for a camera by name, instead of those that it has by default; may be given"
              + " several times, also for one camera. Names: random-loss, burst-loss,"
              + " jitter-reorder, reordering, duplication, restart, clock-drift, bitrate-drop,"
              + " frame-rate-drop, frozen, black, dead-and-back, silent-and-back.")
  private List<String> faults = List.of();

  /** What the options come to. */
  record Choice(List<CameraPlan> cameras, long seed) {}

  /**
   * The cameras and the seed.
   *
   * @throws PlanException when the plan's file cannot be used
   */
  Choice choose() throws PlanException {
    if (cameras != null && (cameras < 1 || cameras > MOST_CAMERAS)) {
      throw wrong("--cameras must be 1 to " + MOST_CAMERAS + ", but is " + cameras);
    }
    if (plan == null) {
      long inUse = seed == null ? DEFAULT_SEED : seed;
      int count = cameras == null ? DEFAULT_CAMERAS : cameras;
      return new Choice(withFaults(DefaultPlan.cameras(count, inUse), inUse), inUse);
    }
    PlanFile file = PlanFile.read(plan);
    long inUse = seed == null ? file.seed().orElse(DEFAULT_SEED) : seed;
    List<CameraPlan> planned = file.cameras(inUse);
    if (cameras != null && cameras > planned.size()) {
      throw wrong("--cameras " + cameras + ": the plan has " + planned.size() + " cameras only");
    }
    List<CameraPlan> chosen = cameras == null ? planned : planned.subList(0, cameras);
    return new Choice(withFaults(chosen, inUse), inUse);
  }

  private List<CameraPlan> withFaults(List<CameraPlan> planned, long inUse) {
    Map<String, List<ScheduledFault>> named = new LinkedHashMap<>();
    for (String option : faults) {
      String[] parts = option.split("=", 2);
      if (parts.length < 2 || planned.stream().noneMatch(each -> each.id().equals(parts[0]))) {
        throw wrong("--fault " + option + ": must be CAMERA=NAME with a camera that there is");
      }
      named
          .computeIfAbsent(parts[0], camera -> new ArrayList<>())
          .addAll(preset(option, parts[1]).draw(inUse, parts[0]));
    }
    return planned.stream()
        .map(
            each ->
                each.withFaults(named.getOrDefault(each.id(), clean ? List.of() : each.faults())))
        .toList();
  }

  private FaultPreset preset(String option, String name) {
    try {
      return FaultPreset.named(name);
    } catch (IllegalArgumentException e) {
      throw wrong("--fault " + option + ": " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
