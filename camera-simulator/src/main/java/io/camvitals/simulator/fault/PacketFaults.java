package io.camvitals.simulator.fault;

import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides the fate of one stream's packets, in the order in which the camera makes them. The same
 * random source and the same times give the same fates: every fault draws from a source of its own,
 * once a packet, while it holds.
 */
public final class PacketFaults {
  private final List<Draw> draws = new ArrayList<>();

  /** For one stream; the random source is used up here. */
  public PacketFaults(List<ScheduledFault> faults, SplittableRandom random) {
    for (ScheduledFault scheduled : faults) {
      draws.add(new Draw(scheduled, random.split()));
    }
  }

  /** The fate of the next packet, made at this time in nanoseconds of the plan. */
  public PacketFate next(long timeNs) {
    boolean lost = false;
    long delayNs = 0;
    int overtakers = 0;
    boolean duplicated = false;
    for (Draw draw : draws) {
      if (!draw.scheduled.activeAt(timeNs)) {
        continue;
      }
      Fault fault = draw.scheduled.fault();
      if (fault instanceof Fault.RandomLoss loss) {
        lost |= draw.hits(loss.ratio());
      } else if (fault instanceof Fault.BurstLoss) {
        lost |= draw.bursts.loses();
      } else if (fault instanceof Fault.Jitter jitter) {
        delayNs += draw.random.nextLong(jitter.maximum().toNanos() + 1);
      } else if (fault instanceof Fault.Reordering reordering) {
        overtakers = draw.hits(reordering.ratio()) ? reordering.distance() : overtakers;
      } else if (fault instanceof Fault.Duplication duplication) {
        duplicated |= draw.hits(duplication.ratio());
      }
    }
    return new PacketFate(lost, delayNs, overtakers, duplicated);
  }

  private static final class Draw {
    final ScheduledFault scheduled;
    final SplittableRandom random;
    final GilbertElliott bursts;

    Draw(ScheduledFault scheduled, SplittableRandom random) {
      this.scheduled = scheduled;
      this.random = random;
      this.bursts =
          scheduled.fault() instanceof Fault.BurstLoss loss
              ? new GilbertElliott(loss.ratio(), loss.meanBurst(), random)
              : null;
    }

    boolean hits(double ratio) {
      return random.nextDouble() < ratio;
    }
  }
}
