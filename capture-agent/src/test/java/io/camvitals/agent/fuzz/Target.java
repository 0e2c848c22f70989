package io.camvitals.agent.fuzz;

import java.util.Random;

/** Takes one damaged input, which it makes from the random numbers. */
@FunctionalInterface
public interface Target {
  void accept(Random random) throws Exception;
}
