package io.camvitals.event;

/** Kafka's topics could not be made what they should be. The message says where and why. */
public final class TopicInstallationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TopicInstallationException(String message, Throwable cause) {
    super(message, cause);
  }
}
