package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 7235 section 4.1) that this library can
 * answer.
 */
sealed interface AuthenticationChallenge {
  /** RFC 7617. */
  record Basic(String realm) implements AuthenticationChallenge {}

  /**
   * RFC 7616.
   *
   * @param algorithmToken as the server wrote it; empty when it named none, which means MD5
   * @param qopAuth true when "auth" is offered, false when no qop is
   * @param opaque to be returned as it is
   * @param stale true when only the nonce was too old
   */
  record Digest(
      String realm,
      String nonce,
      DigestAlgorithm algorithm,
      Optional<String> algorithmToken,
      boolean qopAuth,
      Optional<String> opaque,
      boolean stale)
      implements AuthenticationChallenge {}

  /** A scheme, and behind it the first of its parameters. */
  Pattern BEGINNING = Pattern.compile("([A-Za-z][\\w-]*)(?:\\s+([^=\\s].*))?");

  /** The strongest of all challenges that can be answered: Digest by its algorithm, then Basic. */
  static Optional<AuthenticationChallenge> strongest(List<String> headerValues) {
    return headerValues.stream()
        .flatMap(value -> parse(value).stream())
        .max(Comparator.comparingInt(AuthenticationChallenge::strength));
  }

  private static int strength(AuthenticationChallenge challenge) {
    return challenge instanceof Digest digest ? digest.algorithm().ordinal() + 1 : 0;
  }

  /** The challenges of one header; several may stand in it, separated by commas. */
  static List<AuthenticationChallenge> parse(String value) {
    List<AuthenticationChallenge> challenges = new ArrayList<>();
    String scheme = "";
    List<String> parameters = new ArrayList<>();
    for (String part : HeaderText.split(value, ',')) {
      Matcher beginning = BEGINNING.matcher(part);
      if (beginning.matches()) {
        add(challenges, scheme, parameters);
        scheme = beginning.group(1);
        parameters.clear();
        part = beginning.group(2) == null ? "" : beginning.group(2);
      }
      parameters.add(part);
    }
    add(challenges, scheme, parameters);
    return challenges;
  }

  private static void add(
      List<AuthenticationChallenge> challenges, String scheme, List<String> parts) {
    HeaderParameters parameters = HeaderParameters.parse(parts);
    if (scheme.equalsIgnoreCase("Basic")) {
      challenges.add(new Basic(parameters.get("realm").orElse("")));
    } else if (scheme.equalsIgnoreCase("Digest")) {
      digest(parameters).ifPresent(challenges::add);
    }
  }

  private static Optional<AuthenticationChallenge> digest(HeaderParameters parameters) {
    Optional<String> token = parameters.get("algorithm").filter(text -> !text.isEmpty());
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(token.orElse("MD5"));
    Optional<String> nonce = parameters.get("nonce");
    List<String> qop = Arrays.asList(parameters.get("qop").orElse("").strip().split("[,\\s]+", -1));
    boolean qopAuth = qop.stream().anyMatch("auth"::equalsIgnoreCase);
    boolean noQop = qop.stream().allMatch(String::isEmpty);
    if (algorithm.isEmpty() || nonce.isEmpty() || !qopAuth && !noQop) {
      return Optional.empty();
    }
    return Optional.of(
        new Digest(
            parameters.get("realm").orElse(""),
            nonce.get(),
            algorithm.get(),
            token,
            qopAuth,
            parameters.get("opaque"),
            parameters.get("stale").orElse("").equalsIgnoreCase("true")));
  }
}
