package io.camvitals.simulator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the elements of {@code faults} in a plan: a preset's name, or a fault with its settings.
 */
final class FaultReader {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration SHORTEST = Duration.ofMillis(40);
  private static final Duration LONGEST_JITTER = Duration.ofMillis(500);
  private static final int FARTHEST = 100;
  private static final int LONGEST_BURST = 200;
  private static final String NAMES =
      "random-loss, burst-loss, jitter, reordering, duplication, restart, clock-drift,"
          + " bitrate-drop, frame-rate-drop, frozen, black, dead";

  private final long seed;
  private final String camera;

  FaultReader(long seed, String camera) {
    this.seed = seed;
    this.camera = camera;
  }

  List<ScheduledFault> read(String path, JsonNode element) throws PlanException {
    if (element.isTextual()) {
      return preset(path, element.textValue());
    }
    PlanNode node = new PlanNode(path, element);
    Fault fault = fault(node, node.requiredText("fault"));
    Duration from = node.duration("from", Duration.ZERO, LONGEST).orElse(Duration.ZERO);
    Optional<Duration> length = node.duration("for", SHORTEST, LONGEST);
    Optional<Duration> every = node.duration("every", SHORTEST, LONGEST);
    node.finish();
    if (every.isPresent() && length.isPresent() && every.get().compareTo(length.get()) < 0) {
      throw node.error("every", "must not be shorter than for");
    }
    return List.of(new ScheduledFault(fault, from, length, every));
  }

  private List<ScheduledFault> preset(String path, String name) throws PlanException {
    try {
      return FaultPreset.named(name).draw(seed, camera);
    } catch (IllegalArgumentException e) {
      throw new PlanException(path, e.getMessage());
    }
  }

  private static Fault fault(PlanNode node, String name) throws PlanException {
    return switch (name) {
      case "random-loss" -> new Fault.RandomLoss(node.ratio("ratio", 0, 1).orElse(0.01));
      case "burst-loss" ->
          new Fault.BurstLoss(
              node.ratio("ratio", 0, 0.9).orElse(0.02),
              node.number("mean_burst", 1, LONGEST_BURST).orElse(5.0));
      case "jitter" ->
          new Fault.Jitter(
              node.duration("maximum", Duration.ZERO, LONGEST_JITTER)
                  .orElse(Duration.ofMillis(40)));
      case "reordering" ->
          new Fault.Reordering(
              node.ratio("ratio", 0, 1).orElse(0.01),
              node.number("distance", 1, FARTHEST).orElse(3.0).intValue());
      case "duplication" -> new Fault.Duplication(node.ratio("ratio", 0, 1).orElse(0.02));
      case "restart" -> new Fault.Restart();
      case "clock-drift" ->
          new Fault.ClockDrift(node.number("parts_per_million", -100_000, 100_000).orElse(200.0));
      case "bitrate-drop" -> new Fault.BitrateDrop();
      case "frame-rate-drop" -> new Fault.FrameRateDrop();
      case "frozen" -> new Fault.FrozenPicture();
      case "black" -> new Fault.BlackPicture();
      case "dead" -> new Fault.Dead(mode(node));
      default -> throw node.error("fault", "is none of " + NAMES + ": " + name);
    };
  }

  private static Fault.DeathMode mode(PlanNode node) throws PlanException {
    String mode = node.text("mode").orElse("closed");
    return switch (mode) {
      case "closed" -> Fault.DeathMode.CLOSED;
      case "silent" -> Fault.DeathMode.SILENT;
      default -> throw node.error("mode", "is none of closed, silent: " + mode);
    };
  }
}
