package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.BasicAuthorization;
import io.camvitals.protocol.rtsp.DigestAlgorithm;
import io.camvitals.protocol.rtsp.DigestVerifier;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.simulator.plan.Access;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the clients of one camera for its password. */
final class Authenticator {
  private static final String REALM = "camvitals simulator";
  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);

  private final Access access;
  private final DigestVerifier digest;

  Authenticator(Access access) {
    this.access = access;
    this.digest =
        new DigestVerifier(
            REALM,
            access.credentials(),
            List.of(
                access.scheme() == Access.Scheme.DIGEST_SHA_256
                    ? DigestAlgorithm.SHA_256
                    : DigestAlgorithm.MD5),
            NONCE_LIFETIME.toNanos(),
            new SecureRandom(),
            System::nanoTime);
  }

  /** Empty when the request may be answered, else the challenges to give with 401. */
  Optional<List<String>> challenges(RtspRequest request) {
    if (access.scheme() == Access.Scheme.BASIC) {
      boolean right =
          request
              .header("Authorization")
              .flatMap(BasicAuthorization::parse)
              .filter(access.credentials()::equals)
              .isPresent();
      return right ? Optional.empty() : Optional.of(List.of("Basic realm=\"" + REALM + "\""));
    }
    DigestVerifier.Verdict verdict = digest.verify(request);
    return verdict == DigestVerifier.Verdict.ACCEPTED
        ? Optional.empty()
        : Optional.of(digest.challenges(verdict == DigestVerifier.Verdict.STALE));
  }
}
