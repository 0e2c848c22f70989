package io.camvitals.protocol.rtsp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The client's side of Basic and Digest authentication over one connection: takes the server's
 * challenges and gives the {@code Authorization} of each request, with the nonce counted.
 */
final class ClientAuthenticator {
  private final Optional<Credentials> credentials;
  private final RandomGenerator random;
  private Optional<AuthenticationChallenge> challenge = Optional.empty();
  private int nonceCount;
  private boolean accepted;

  ClientAuthenticator(Optional<Credentials> credentials, RandomGenerator random) {
    this.credentials = credentials;
    this.random = random;
  }

  /** The header's value for a request; empty before the first challenge. */
  Optional<String> authorization(String method, String uri) {
    if (challenge.isEmpty() || credentials.isEmpty()) {
      return Optional.empty();
    }
    if (challenge.get() instanceof AuthenticationChallenge.Digest digest) {
      return Optional.of(answer(digest, credentials.get(), method, uri));
    }
    return Optional.of(BasicAuthorization.format(credentials.get()));
  }

  /** A request that carried the authorization was answered with other than 401. */
  void accepted() {
    accepted = challenge.isPresent();
  }

  /**
   * Takes the challenges of an answer 401. A second one for the same password is final, unless the
   * server says that the nonce was stale, or had accepted the password before and merely changed
   * its nonce, as cameras do that never say so.
   *
   * @throws RtspAuthenticationException when to ask again would be of no use
   */
  void challenged(List<String> headerValues) throws RtspAuthenticationException {
    AuthenticationChallenge next =
        AuthenticationChallenge.strongest(headerValues)
            .orElseThrow(
                () ->
                    new RtspAuthenticationException(
                        "the camera offers no authentication scheme that is known"));
    if (credentials.isEmpty()) {
      throw new RtspAuthenticationException("the camera asks for a password; none is configured");
    }
    boolean stale = next instanceof AuthenticationChallenge.Digest digest && digest.stale();
    boolean changed = !next.equals(challenge.orElse(null));
    if (challenge.isPresent() && !stale && !(accepted && changed)) {
      throw new RtspAuthenticationException("the camera refused the user or password");
    }
    challenge = Optional.of(next);
    nonceCount = 0;
    accepted = false;
  }

  private String answer(
      AuthenticationChallenge.Digest digest, Credentials pair, String method, String uri) {
    nonceCount++;
    String count = String.format(Locale.ROOT, "%08x", nonceCount);
    boolean usesClientNonce = digest.qopAuth() || digest.algorithm().session();
    String clientNonce = HexFormat.of().toHexDigits(random.nextLong());
    Optional<String> qop = digest.qopAuth() ? Optional.of("auth") : Optional.empty();
    DigestComputation computation =
        new DigestComputation(
            digest.algorithm(), digest.realm(), digest.nonce(), qop, count, clientNonce);
    StringBuilder out = new StringBuilder("Digest username=");
    out.append(HeaderText.quote(pair.user()));
    out.append(", realm=").append(HeaderText.quote(digest.realm()));
    out.append(", nonce=").append(HeaderText.quote(digest.nonce()));
    out.append(", uri=").append(HeaderText.quote(uri));
    out.append(", response=\"").append(computation.response(pair, method, uri)).append('"');
    digest.algorithmToken().ifPresent(token -> out.append(", algorithm=").append(token));
    digest.opaque().ifPresent(o -> out.append(", opaque=").append(HeaderText.quote(o)));
    if (digest.qopAuth()) {
      out.append(", qop=auth, nc=").append(count);
    }
    if (usesClientNonce) {
      out.append(", cnonce=\"").append(clientNonce).append('"');
    }
    return out.toString();
  }
}
