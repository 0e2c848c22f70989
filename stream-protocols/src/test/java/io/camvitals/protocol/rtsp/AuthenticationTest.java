package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.protocol.rtsp.DigestVerifier.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthenticationTest {
  private static final Credentials CREDENTIALS = new Credentials("ad\"min", "pass:wörd@");
  private static final String URI = "rtsp://camera/stream";

  private final AtomicLong now = new AtomicLong();

  /** The examples of RFC 2617 section 3.5 and RFC 7616 section 3.9.1. */
  @Test
  void computesTheExamplesOfTheRfcs() {
    DigestComputation rfc2617 =
        new DigestComputation(
            DigestAlgorithm.MD5,
            "testrealm@host.com",
            "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            Optional.of("auth"),
            "00000001",
            "0a4f113b");
    Credentials mufasa = new Credentials("Mufasa", "Circle Of Life");
    assertThat(rfc2617.response(mufasa, "GET", "/dir/index.html"))
        .isEqualTo("6629fae49393a05397450978507c4ef1");

    DigestComputation rfc7616 =
        new DigestComputation(
            DigestAlgorithm.SHA_256,
            "http-auth@example.org",
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            Optional.of("auth"),
            "00000001",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    assertThat(
            rfc7616.response(new Credentials("Mufasa", "Circle of Life"), "GET", "/dir/index.html"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  @ParameterizedTest
  @EnumSource
  void clientAndVerifierAgree(DigestAlgorithm algorithm) throws Exception {
    DigestVerifier verifier = verifier(List.of(algorithm));
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    client.challenged(verifier.challenges(false));

    assertThat(verifier.verify(request(client, "DESCRIBE"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(verifier.verify(request(client, "SETUP"))).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void verifierRefusesOtherPasswordsUrisAndReplays() throws Exception {
    DigestVerifier verifier = verifier(List.of(DigestAlgorithm.MD5));
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    List<String> challenges = verifier.challenges(false);
    client.challenged(challenges);
    RtspRequest right = request(client, "PLAY");
    ClientAuthenticator wrong = client(Optional.of(new Credentials(CREDENTIALS.user(), "guess")));
    wrong.challenged(challenges);

    assertThat(verifier.verify(request(wrong, "PLAY"))).isEqualTo(Verdict.REFUSED);
    assertThat(verifier.verify(new RtspRequest("PLAY", URI + "2", right.headers())))
        .isEqualTo(Verdict.REFUSED);
    assertThat(verifier.verify(new RtspRequest("PLAY", URI, RtspHeaders.EMPTY)))
        .isEqualTo(Verdict.REFUSED);
    assertThat(verifier.verify(right)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verifier.verify(right)).isEqualTo(Verdict.STALE);
  }

  @Test
  void aNonceGrowsStaleAndTheClientTakesTheNext() throws Exception {
    DigestVerifier verifier = verifier(List.of(DigestAlgorithm.SHA_256));
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    client.challenged(verifier.challenges(false));
    assertThat(verifier.verify(request(client, "PLAY"))).isEqualTo(Verdict.ACCEPTED);

    now.set(2_000_000_000L);
    assertThat(verifier.verify(request(client, "OPTIONS"))).isEqualTo(Verdict.STALE);
    client.challenged(verifier.challenges(true));

    assertThat(verifier.verify(request(client, "OPTIONS"))).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void answersTheStrongestChallenge() throws Exception {
    List<String> headers =
        List.of(
            "Basic realm=\"basic, Digest nonce=x\"",
            "Digest realm=\"r\", nonce=\"1\", algorithm=MD5, Digest realm=\"r\", nonce=\"2\","
                + " algorithm=SHA-256, qop=\"auth,auth-int\"",
            "Digest realm=\"r\", nonce=\"3\", algorithm=SHA-3");

    assertThat(authorizationFor(headers))
        .contains("nonce=\"2\"", "algorithm=SHA-256", "qop=auth", "nc=00000001", "cnonce=");
  }

  @Test
  void answersWithoutQopAsOldCamerasWantIt() throws Exception {
    assertThat(authorizationFor(List.of("Digest realm=\"r\",nonce=\"1\",opaque=\"\"")))
        .contains("opaque=\"\"")
        .doesNotContain("qop", "nc=", "cnonce", "algorithm");
  }

  @Test
  void answersBasic() throws Exception {
    String authorization = authorizationFor(List.of("basic realm=\"x\""));

    assertThat(BasicAuthorization.parse(authorization)).hasValue(CREDENTIALS);
    assertThat(BasicAuthorization.parse("Basic %%%")).isEmpty();
    assertThat(BasicAuthorization.parse("Digest x")).isEmpty();
  }

  @Test
  void givesUpWhenTheAnswerIsRefused() throws Exception {
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    client.challenged(List.of("Digest realm=\"r\", nonce=\"1\""));

    assertThatThrownBy(() -> client.challenged(List.of("Digest realm=\"r\", nonce=\"2\"")))
        .isInstanceOf(RtspAuthenticationException.class)
        .hasMessage("the camera refused the user or password");
  }

  @Test
  void takesANewNonceWithoutStaleOnceThePasswordWasAccepted() throws Exception {
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    client.challenged(List.of("Digest realm=\"r\", nonce=\"1\""));
    client.accepted();

    client.challenged(List.of("Digest realm=\"r\", nonce=\"2\""));

    assertThat(client.authorization("PLAY", URI).orElseThrow()).contains("nonce=\"2\"");
    assertThatThrownBy(() -> client.challenged(List.of("Digest realm=\"r\", nonce=\"3\"")))
        .isInstanceOf(RtspAuthenticationException.class);
  }

  @Test
  void saysWhenItHasNothingToAnswerWith() {
    assertThatThrownBy(() -> client(Optional.empty()).challenged(List.of("Basic realm=\"r\"")))
        .hasMessage("the camera asks for a password; none is configured");
    assertThatThrownBy(() -> client(Optional.of(CREDENTIALS)).challenged(List.of("Negotiate abc")))
        .hasMessage("the camera offers no authentication scheme that is known");
  }

  private DigestVerifier verifier(List<DigestAlgorithm> algorithms) {
    return new DigestVerifier(
        "a \"realm\"", CREDENTIALS, algorithms, 1_000_000_000L, new Random(1), now::get);
  }

  private static ClientAuthenticator client(Optional<Credentials> credentials) {
    return new ClientAuthenticator(credentials, new Random(2));
  }

  private static String authorizationFor(List<String> challenges) throws Exception {
    ClientAuthenticator client = client(Optional.of(CREDENTIALS));
    client.challenged(challenges);
    return client.authorization("DESCRIBE", URI).orElseThrow();
  }

  private static RtspRequest request(ClientAuthenticator client, String method) {
    String authorization = client.authorization(method, URI).orElseThrow();
    return new RtspRequest(method, URI, RtspHeaders.of("Authorization", authorization));
  }
}
