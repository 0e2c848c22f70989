package io.camvitals.agent.publish;

/** Words for an exception of the Kafka client, whose outermost message seldom says the cause. */
final class Causes {
  private Causes() {}

  /** Type and message of the innermost cause. */
  static String describe(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
  }
}
