package io.camvitals.demo;

import io.camvitals.servers.FreePorts;

/** Takes the port that is wanted or, when someone else has it, a free one, and says so. */
final class ChosenPorts {
  private final Console console;

  ChosenPorts(Console console) {
    this.console = console;
  }

  /** The port for a service. */
  int choose(String service, int wanted) {
    if (wanted == 0) {
      return FreePorts.next();
    }
    if (FreePorts.isFree(wanted)) {
      return wanted;
    }
    int other = FreePorts.next();
    console.step(
        "port " + wanted + ", wanted for " + service + ", is in use; taking " + other + " instead");
    return other;
  }
}
