package io.camvitals.jobs.elasticsearch;

/** What Elasticsearch said of one document. */
sealed interface BulkOutcome {
  /** It is written. */
  record Accepted() implements BulkOutcome {}

  /** A newer state of it is there (409). */
  record Superseded() implements BulkOutcome {}

  /** It will never be written: another 4xx. */
  record Rejected(String type, String reason) implements BulkOutcome {}

  /** Not now: 429 or 5xx. */
  record Postponed(String reason) implements BulkOutcome {}

  /**
   * Sorts an answer.
   *
   * @param status HTTP status of the document
   * @param type Elasticsearch's name of the error
   * @param reason its explanation
   */
  static BulkOutcome of(int status, String type, String reason) {
    if (status < 300) {
      return new Accepted();
    }
    String words = status + " " + type + ": " + reason;
    if (status == 429 || status >= 500) {
      return new Postponed(words);
    }
    return status == 409 ? new Superseded() : new Rejected(type, words);
  }
}
