package io.camvitals.jobs.record;

/** A record that does not hold what its topic and key say. */
public final class RejectedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reasons, as they are counted. */
  public enum Reason {
    NO_VALUE("no-value"),
    UNDECODABLE("undecodable"),
    INVALID_IDENTITY("invalid-identity"),
    WRONG_KEY("wrong-key"),
    INVALID_ARRIVAL("invalid-arrival"),
    INVALID_EVENT("invalid-event");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private final Reason reason;

  public RejectedRecordException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
