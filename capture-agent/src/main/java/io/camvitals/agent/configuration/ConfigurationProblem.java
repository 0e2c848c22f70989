package io.camvitals.agent.configuration;

import java.util.regex.Pattern;

/**
 * One thing that is wrong.
 *
 * @param line from 1; 0 when it cannot be said
 * @param path such as {@code cameras[2].url}; empty for the file as a whole
 * @param message what is wrong and what is expected; never a secret
 */
public record ConfigurationProblem(int line, String path, String message) {
  /** A user and a password in front of a host, wherever somebody put them by mistake. */
  private static final Pattern CREDENTIALS = Pattern.compile("[^\\s\"/@]+:[^\\s\"@]+@");

  /** Masks credentials that stand where none are expected. */
  public ConfigurationProblem {
    path = CREDENTIALS.matcher(path).replaceAll("***@");
    message = CREDENTIALS.matcher(message).replaceAll("***@");
  }

  /** In one line, after the file's name. */
  String text(String file) {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
