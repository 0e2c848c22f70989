package io.camvitals.simulator.plan;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on the simulation's seed and on what they are for, and on nothing
 * else.
 */
public final class Seeds {
  private Seeds() {}

  /** The source for one purpose, like a camera's name and the number of its session. */
  public static SplittableRandom random(long seed, Object... purpose) {
    long mixed = new SplittableRandom(seed).nextLong();
    for (Object part : purpose) {
      mixed = new SplittableRandom(mixed ^ part.hashCode()).nextLong();
    }
    return new SplittableRandom(mixed);
  }
}
