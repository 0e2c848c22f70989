package io.camvitals.simulator.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Faults by name, with strength and times drawn at random within limits. */
public enum FaultPreset {
  RANDOM_LOSS(
      "random-loss", random -> stays(random, new Fault.RandomLoss(random.nextDouble(0.005, 0.03)))),
  BURST_LOSS(
      "burst-loss",
      random ->
          stays(
              random, new Fault.BurstLoss(random.nextDouble(0.01, 0.03), random.nextDouble(3, 8)))),
  JITTER_REORDER(
      "jitter-reorder",
      random -> stays(random, new Fault.Jitter(Duration.ofMillis(random.nextLong(20, 61))))),
  REORDERING(
      "reordering",
      random ->
          stays(
              random, new Fault.Reordering(random.nextDouble(0.005, 0.02), random.nextInt(1, 6)))),
  DUPLICATION(
      "duplication", random -> stays(random, new Fault.Duplication(random.nextDouble(0.01, 0.05)))),
  RESTART(
      "restart",
      random ->
          List.of(
              new ScheduledFault(
                  new Fault.Restart(),
                  start(random),
                  Optional.of(Duration.ofSeconds(1)),
                  Optional.of(Duration.ofMillis(random.nextLong(20_000, 40_000)))))),
  CLOCK_DRIFT(
      "clock-drift",
      random ->
          stays(
              random,
              new Fault.ClockDrift((random.nextBoolean() ? 1 : -1) * random.nextDouble(50, 500)))),
  BITRATE_DROP("bitrate-drop", random -> comesAndGoes(random, new Fault.BitrateDrop())),
  FRAME_RATE_DROP("frame-rate-drop", random -> comesAndGoes(random, new Fault.FrameRateDrop())),
  FROZEN("frozen", random -> comesAndGoes(random, new Fault.FrozenPicture())),
  BLACK("black", random -> comesAndGoes(random, new Fault.BlackPicture())),
  DEAD_AND_BACK(
      "dead-and-back", random -> comesAndGoes(random, new Fault.Dead(Fault.DeathMode.CLOSED))),
  SILENT_AND_BACK(
      "silent-and-back", random -> comesAndGoes(random, new Fault.Dead(Fault.DeathMode.SILENT)));

  private final String title;
  private final Function<SplittableRandom, List<ScheduledFault>> recipe;

  FaultPreset(String title, Function<SplittableRandom, List<ScheduledFault>> recipe) {
    this.title = title;
    this.recipe = recipe;
  }

  /**
   * The preset of this name.
   *
   * @throws IllegalArgumentException when there is none; the message lists them all
   */
  public static FaultPreset named(String title) {
    return Arrays.stream(values())
        .filter(preset -> preset.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of " + titles() + ": " + title));
  }

  /** All names, for messages and help. */
  public static String titles() {
    return Arrays.stream(values()).map(FaultPreset::title).collect(Collectors.joining(", "));
  }

  /** Name in plans and on the command line. */
  public String title() {
    return title;
  }

  /** The faults as one camera gets them with one seed. */
  public List<ScheduledFault> draw(long seed, String camera) {
    return recipe.apply(Seeds.random(seed, camera, title));
  }

  private static List<ScheduledFault> stays(SplittableRandom random, Fault fault) {
    return List.of(ScheduledFault.from(fault, start(random)));
  }

  private static List<ScheduledFault> comesAndGoes(SplittableRandom random, Fault fault) {
    return List.of(
        new ScheduledFault(
            fault,
            start(random),
            Optional.of(Duration.ofMillis(random.nextLong(5_000, 12_000))),
            Optional.of(Duration.ofMillis(random.nextLong(30_000, 50_000)))));
  }

  private static Duration start(SplittableRandom random) {
    return Duration.ofMillis(random.nextLong(3_000, 9_000));
  }
}
