package io.camvitals.jobs.quality;

/** A record that holds no packets of the stream that its key names. */
final class RejectedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reasons, as they are counted. */
  enum Reason {
    NO_VALUE("no-value"),
    UNDECODABLE("undecodable"),
    INVALID_IDENTITY("invalid-identity"),
    WRONG_KEY("wrong-key"),
    INVALID_ARRIVAL("invalid-arrival");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private final Reason reason;

  RejectedRecordException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
