package io.camvitals.simulator.plan;

/** A plan that cannot be used; the message says where in it and why. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1;

  PlanException(String path, String reason) {
    super(path.isEmpty() ? reason : path + ": " + reason);
  }
}
