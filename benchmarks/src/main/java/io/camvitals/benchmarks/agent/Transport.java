package io.camvitals.benchmarks.agent;

import java.util.Locale;

/** How the packets travel, in the words of the simulator, the agent and ffmpeg. */
enum Transport {
  UDP,
  TCP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
