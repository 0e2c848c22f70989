package io.camvitals.agent.analyze.wireshark;

/**
 * Bytes were asked for that the packet does not have. Wireshark gives up what is left of a frame
 * then; what it has found before stays. Thrown and caught within this package only.
 */
final class EndOfDissection extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final EndOfDissection INSTANCE = new EndOfDissection();

  private EndOfDissection() {
    super("the packet is shorter than its headers say", null, false, false);
  }
}
