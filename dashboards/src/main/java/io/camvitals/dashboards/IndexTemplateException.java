package io.camvitals.dashboards;

/** The index templates could not be installed; the message says where and why. */
public final class IndexTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexTemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
