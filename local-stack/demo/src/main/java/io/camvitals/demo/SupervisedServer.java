package io.camvitals.demo;

import java.util.function.BooleanSupplier;

/**
 * Starts a server again when it died, on the same port and with the same data, so that a failure of
 * one server does not end the demo and the rest can show that it recovers.
 */
final class SupervisedServer {
  private final String name;
  private final BooleanSupplier isAlive;
  private final Runnable restart;
  private int restarts;

  SupervisedServer(String name, BooleanSupplier isAlive, Runnable restart) {
    this.name = name;
    this.isAlive = isAlive;
    this.restart = restart;
  }

  /** Starts the server again if it is dead, and says so. */
  void check(Console console) {
    if (isAlive.getAsBoolean()) {
      return;
    }
    console.step(name + " has died; starting it again with its data");
    double before = console.elapsedSeconds();
    restart.run();
    restarts++;
    console.step(
        String.format("%s answers again after %.1f s", name, console.elapsedSeconds() - before));
  }

  /** The server's name. */
  String name() {
    return name;
  }

  /** How often it was started again. */
  int restarts() {
    return restarts;
  }
}
