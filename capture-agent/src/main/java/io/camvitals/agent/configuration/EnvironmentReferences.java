package io.camvitals.agent.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the environment's values in place of {@code ${NAME}} and {@code ${NAME:-default}}. */
final class EnvironmentReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private final Map<String, String> environment;

  EnvironmentReferences(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The name of the first variable that the text refers to and that is not set. */
  Optional<String> missing(String text) {
    return REFERENCE
        .matcher(text)
        .results()
        .filter(match -> match.group(2) == null && !environment.containsKey(match.group(1)))
        .map(match -> match.group(1))
        .findFirst();
  }

  /** The text with each reference replaced. */
  String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    environment.getOrDefault(
                        match.group(1), match.group(2) == null ? "" : match.group(2))));
  }
}
