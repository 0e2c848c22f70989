package io.camvitals.simulator.stream;

import io.camvitals.simulator.fault.FaultTimeline;
import io.camvitals.simulator.media.ClipSet;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.Seeds;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One simulated camera. Its plan's time begins with the first PLAY and is the same for all its
 * sessions; each session has a stream of its own, which begins with the first picture.
 */
public final class Camera {
  private final CameraPlan plan;
  private final ClipSet clips;
  private final FaultTimeline timeline;
  private final long seed;
  private long sessions;
  private long firstPlayedNs = -1;

  public Camera(CameraPlan plan, ClipSet clips, long seed) {
    this.plan = plan;
    this.clips = clips;
    this.timeline = new FaultTimeline(plan.faults());
    this.seed = seed;
  }

  public CameraPlan plan() {
    return plan;
  }

  /** What it shows. */
  public ClipSet clips() {
    return clips;
  }

  FaultTimeline timeline() {
    return timeline;
  }

  /** The source of all chance in the next session. */
  public SplittableRandom nextSession() {
    return Seeds.random(seed, plan.id(), sessions++);
  }

  /** It is played; the first time starts the plan. */
  void played(long nowNs) {
    if (firstPlayedNs < 0) {
      firstPlayedNs = nowNs;
    }
  }

  /** Time of the plan; it has been played. */
  long planTime(long timeNs) {
    return timeNs - firstPlayedNs;
  }

  /** How it is dead now; empty: it lives. */
  public Optional<Fault.DeathMode> deathAt(long nowNs) {
    return firstPlayedNs < 0 ? Optional.empty() : timeline.deathAt(planTime(nowNs));
  }
}
