package io.camvitals.protocol.rtsp;

import java.util.Optional;

/**
 * All that goes into a Digest response (RFC 7616 section 3.4.1; without qop, RFC 2617 section
 * 3.2.2.1).
 *
 * @param qop "auth"; empty for servers of RFC 2069, which know neither it nor the next two
 * @param nonceCount eight hexadecimal digits
 */
record DigestComputation(
    DigestAlgorithm algorithm,
    String realm,
    String nonce,
    Optional<String> qop,
    String nonceCount,
    String clientNonce) {
  String response(Credentials credentials, String method, String uri) {
    String first = credentials.user() + ":" + realm + ":" + credentials.password();
    String hash1 = algorithm.hash(first);
    if (algorithm.session()) {
      hash1 = algorithm.hash(hash1 + ":" + nonce + ":" + clientNonce);
    }
    String hash2 = algorithm.hash(method + ":" + uri);
    String middle =
        qop.map(value -> nonce + ":" + nonceCount + ":" + clientNonce + ":" + value).orElse(nonce);
    return algorithm.hash(hash1 + ":" + middle + ":" + hash2);
  }
}
