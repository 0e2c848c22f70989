package io.camvitals.protocol.rtsp;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The server's side of Digest authentication (RFC 7616): gives challenges and checks the answers.
 * Each nonce serves for a limited time; with qop each nonce count serves once.
 *
 * <p>Safe for use by several threads.
 */
public final class DigestVerifier {
  private static final int MOST_NONCES = 1000;

  private final String realm;
  private final Credentials credentials;
  private final List<DigestAlgorithm> algorithms;
  private final long nonceLifetimeNs;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final Map<String, Nonce> nonces = new LinkedHashMap<>();

  /** What an {@code Authorization} header is worth. */
  public enum Verdict {
    ACCEPTED,
    /** Right, but its nonce is too old: challenge again with {@code stale}. */
    STALE,
    REFUSED
  }

  private static final class Nonce {
    final long createdNs;
    int highestCount;

    Nonce(long createdNs) {
      this.createdNs = createdNs;
    }
  }

  /**
   * A verifier for one user.
   *
   * @param algorithms one challenge is given for each, in this order
   * @param nonceLifetimeNs nanoseconds
   * @param nanoTime a clock that never goes back, as {@link System#nanoTime}
   */
  public DigestVerifier(
      String realm,
      Credentials credentials,
      List<DigestAlgorithm> algorithms,
      long nonceLifetimeNs,
      RandomGenerator random,
      LongSupplier nanoTime) {
    this.realm = realm;
    this.credentials = credentials;
    this.algorithms = List.copyOf(algorithms);
    this.nonceLifetimeNs = nonceLifetimeNs;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Values of the {@code WWW-Authenticate} headers of an answer 401, with a new nonce. */
  public synchronized List<String> challenges(boolean stale) {
    String nonce =
        HexFormat.of().toHexDigits(random.nextLong())
            + HexFormat.of().toHexDigits(random.nextLong());
    if (nonces.size() == MOST_NONCES) {
      nonces.remove(nonces.keySet().iterator().next());
    }
    nonces.put(nonce, new Nonce(nanoTime.getAsLong()));
    return algorithms.stream()
        .map(
            algorithm ->
                "Digest realm="
                    + HeaderText.quote(realm)
                    + ", qop=\"auth\", algorithm="
                    + algorithm.token()
                    + ", nonce=\""
                    + nonce
                    + '"'
                    + (stale ? ", stale=true" : ""))
        .toList();
  }

  /** Checks the request's {@code Authorization} header. */
  public Verdict verify(RtspRequest request) {
    Optional<String> header =
        request.header("Authorization").filter(v -> v.regionMatches(true, 0, "Digest ", 0, 7));
    if (header.isEmpty()) {
      return Verdict.REFUSED;
    }
    HeaderParameters given =
        HeaderParameters.parse(HeaderText.split(header.get().substring(7), ','));
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(given.get("algorithm").orElse("MD5")).filter(algorithms::contains);
    if (algorithm.isEmpty()
        || !given.get("username").equals(Optional.of(credentials.user()))
        || !given.get("realm").equals(Optional.of(realm))
        || !given.get("uri").equals(Optional.of(request.uri()))) {
      return Verdict.REFUSED;
    }
    DigestComputation computation =
        new DigestComputation(
            algorithm.get(),
            realm,
            given.get("nonce").orElse(""),
            given.get("qop"),
            given.get("nc").orElse(""),
            given.get("cnonce").orElse(""));
    String expected = computation.response(credentials, request.method(), request.uri());
    if (!expected.equalsIgnoreCase(given.get("response").orElse(""))) {
      return Verdict.REFUSED;
    }
    return use(computation);
  }

  private synchronized Verdict use(DigestComputation computation) {
    Nonce nonce = nonces.get(computation.nonce());
    if (nonce == null || nanoTime.getAsLong() - nonce.createdNs > nonceLifetimeNs) {
      nonces.remove(computation.nonce());
      return Verdict.STALE;
    }
    if (computation.qop().isEmpty()) {
      return Verdict.ACCEPTED;
    }
    if (!computation.nonceCount().matches("[0-9a-fA-F]{8}")) {
      return Verdict.REFUSED;
    }
    int count = Integer.parseUnsignedInt(computation.nonceCount(), 16);
    if (Integer.compareUnsigned(count, nonce.highestCount) <= 0) {
      return Verdict.STALE;
    }
    nonce.highestCount = count;
    return Verdict.ACCEPTED;
  }
}
