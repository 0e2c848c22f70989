package io.camvitals.simulator.fault;

import java.util.SplittableRandom;

/**
 * Loss in bursts: Gilbert's model of 1960, which is Elliott's with no loss in the good state and
 * nothing but loss in the bad one.
 */
final class GilbertElliott {
  private final double goodToBad;
  private final double badToGood;
  private final SplittableRandom random;
  private boolean bad;

  /**
   * A model in its good state.
   *
   * @param ratio share of packets to lose in the long run, 0 to below 1
   * @param meanBurst mean length of a run of lost packets, 1 or more
   */
  GilbertElliott(double ratio, double meanBurst, SplittableRandom random) {
    this.badToGood = 1 / meanBurst;
    this.goodToBad = Math.min(1, badToGood * ratio / (1 - ratio));
    this.random = random;
  }

  /** Whether the next packet is lost. */
  boolean loses() {
    bad = bad ? random.nextDouble() >= badToGood : random.nextDouble() < goodToBad;
    return bad;
  }
}
