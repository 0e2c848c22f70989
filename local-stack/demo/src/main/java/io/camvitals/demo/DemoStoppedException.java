package io.camvitals.demo;

/** The person asked the demo to end while it was starting. */
final class DemoStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoStoppedException() {
    super("stopped while starting");
  }
}
