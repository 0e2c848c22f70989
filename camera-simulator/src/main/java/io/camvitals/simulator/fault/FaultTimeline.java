package io.camvitals.simulator.fault;

import io.camvitals.simulator.media.ClipKind;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import java.util.List;
import java.util.Optional;

/** What the camera itself does at a time of its plan, in nanoseconds since it was first played. */
public final class FaultTimeline {
  private final List<ScheduledFault> faults;

  public FaultTimeline(List<ScheduledFault> faults) {
    this.faults = List.copyOf(faults);
  }

  public List<ScheduledFault> faults() {
    return faults;
  }

  /** Names of the faults that hold at a time, in the plan's order. */
  public List<String> namesAt(long timeNs) {
    return faults.stream()
        .filter(scheduled -> scheduled.activeAt(timeNs))
        .map(scheduled -> scheduled.fault().name())
        .distinct()
        .toList();
  }

  /** The clip to play; when several faults want another one, the one named first in the plan. */
  public ClipKind clipAt(long timeNs) {
    for (ScheduledFault scheduled : faults) {
      Optional<ClipKind> kind = scheduled.activeAt(timeNs) ? clip(scheduled) : Optional.empty();
      if (kind.isPresent()) {
        return kind.get();
      }
    }
    return ClipKind.MOVING;
  }

  private static Optional<ClipKind> clip(ScheduledFault scheduled) {
    Fault fault = scheduled.fault();
    if (fault instanceof Fault.FrozenPicture) {
      return Optional.of(ClipKind.FROZEN);
    } else if (fault instanceof Fault.BlackPicture) {
      return Optional.of(ClipKind.BLACK);
    } else if (fault instanceof Fault.BitrateDrop) {
      return Optional.of(ClipKind.LOW_BITRATE);
    } else if (fault instanceof Fault.FrameRateDrop) {
      return Optional.of(ClipKind.LOW_FRAME_RATE);
    }
    return Optional.empty();
  }

  /** Seconds of the camera's clock in one second: 1 when it runs right. */
  public double clockRateAt(long timeNs) {
    double rate = 1;
    for (ScheduledFault scheduled : faults) {
      if (scheduled.fault() instanceof Fault.ClockDrift drift && scheduled.activeAt(timeNs)) {
        rate += drift.partsPerMillion() / 1e6;
      }
    }
    return rate;
  }

  /** How many times the sequence numbers must have begun anew. */
  public long restartsBy(long timeNs) {
    long restarts = 0;
    for (ScheduledFault scheduled : faults) {
      restarts += scheduled.fault() instanceof Fault.Restart ? scheduled.begunBy(timeNs) : 0;
    }
    return restarts;
  }

  /** How the camera is dead; empty: it lives. */
  public Optional<Fault.DeathMode> deathAt(long timeNs) {
    for (ScheduledFault scheduled : faults) {
      if (scheduled.fault() instanceof Fault.Dead dead && scheduled.activeAt(timeNs)) {
        return Optional.of(dead.mode());
      }
    }
    return Optional.empty();
  }
}
