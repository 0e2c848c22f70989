package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.protocol.rtsp.DigestVerifier.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RtspSessionFailureTest extends SessionTestBed {
  private static final Credentials CREDENTIALS = new Credentials("admin", "p@ss:word");

  @Test
  void saysWhatTheCameraAnsweredAndTriesAgain() {
    for (int status : new int[] {404, 500, 403}) {
      seen.disconnects.clear();
      camera.onStatus("DESCRIBE", status);
      start(TransportMode.TCP);
      await().until(() -> seen.disconnects.size() >= 2);
      session.close();

      assertThat(seen.disconnects.get(0))
          .isEqualTo("DESCRIBE was answered " + status + " " + RtspStatus.reasonPhrase(status));
      assertThat(seen.events).contains("DESCRIBE " + status, "reconnecting");
    }
  }

  @Test
  void answersAChallenge() {
    protect(new Random(1), 60_000_000_000L);
    start(urlWith("admin:p@ss:word"), TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());
    session.close();

    assertThat(seen.events).containsSequence("OPTIONS 401", "OPTIONS 200", "DESCRIBE 200");
    assertThat(seen.events.stream().filter(event -> event.endsWith("401"))).hasSize(1);
    assertThat(seen.exchanges).noneMatch(exchange -> exchange.url().contains("admin"));
    assertThat(camera.requests).noneMatch(request -> request.uri().contains("admin"));
  }

  @Test
  void takesANewNonceWhenTheOldOneIsStale() {
    camera.session = "1;timeout=1";
    protect(new Random(1), 300_000_000L);
    start(urlWith("admin:p@ss:word"), TransportMode.TCP);
    await().until(() -> seen.events.stream().filter("OPTIONS 200"::equals).count() >= 4);

    assertThat(seen.events.stream().filter("OPTIONS 401"::equals).count())
        .isGreaterThanOrEqualTo(3);
    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void doesNotTryAWrongPasswordAgainAndAgain() {
    protect(new Random(1), 60_000_000_000L);
    start(urlWith("admin:wrong"), TransportMode.TCP);
    await().until(() -> !seen.delays.isEmpty());

    assertThat(seen.events)
        .containsExactly(
            "connected", "OPTIONS 401", "OPTIONS 401", "refused", "disconnected", "reconnecting");
    assertThat(seen.refusals).containsExactly("the camera refused the user or password");
    assertThat(seen.delays.get(0)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
    assertThat(camera.connections).hasValue(1);
  }

  @Test
  void doesNotFollowACameraThatFindsEveryNonceStale() {
    camera.on(
        "OPTIONS",
        (request, peer) ->
            peer.send(
                new RtspResponse(
                    401,
                    ScriptedCamera.echo(request)
                        .and("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", stale=true"))));
    start(urlWith("admin:x"), TransportMode.TCP);
    await().until(() -> !seen.refusals.isEmpty());

    assertThat(seen.refusals).containsExactly("the camera finds every nonce stale");
    assertThat(camera.count("OPTIONS")).isEqualTo(3);
  }

  @Test
  void saysThatAPasswordIsMissing() {
    protect(new Random(1), 60_000_000_000L);
    start(TransportMode.TCP);
    await().until(() -> !seen.refusals.isEmpty());

    assertThat(seen.refusals).containsExactly("the camera asks for a password; none is configured");
  }

  @Test
  void beginsAnewWhenTheSessionIsNotFound() {
    camera.session = "1;timeout=1";
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());
    camera.on(
        "OPTIONS",
        (request, peer) -> {
          boolean keepAlive = request.header("Session").isPresent();
          peer.send(new RtspResponse(keepAlive ? 454 : 200, ScriptedCamera.echo(request)));
        });
    await().until(() -> camera.count("PLAY") >= 2);

    assertThat(seen.disconnects.get(0)).isEqualTo("OPTIONS was answered 454 Session Not Found");
  }

  @Test
  void waitsAsLongAsABusyCameraAsksWithinItsLimit() {
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                new RtspResponse(503, ScriptedCamera.echo(request).and("Retry-After", "3600"))));
    start(TransportMode.TCP);
    await().until(() -> !seen.delays.isEmpty());

    assertThat(seen.delays.get(0)).isEqualTo(RETRIES.longest());
    assertThat(seen.disconnects.get(0)).isEqualTo("DESCRIBE was answered 503 Service Unavailable");
  }

  @Test
  void doesNotWaitForACameraThatStopsTalkingWithinABody() {
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send("RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 500\r\n\r\nv=0\r\n"));
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());

    assertThat(seen.disconnects.get(0)).isEqualTo("no answer to DESCRIBE in time");
    assertThat(seen.events).contains("DESCRIBE 0");
  }

  @Test
  void beginsAnewWhenTheCameraFallsSilentOrCloses() throws IOException {
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());
    camera.sends = false;
    await().until(() -> seen.disconnects.size() == 1);
    camera.sends = true;
    await().until(() -> camera.count("PLAY") == 2);
    assertThat(seen.disconnects.get(0)).isEqualTo("no packet for 1500 ms");
    assertThat(camera.count("TEARDOWN")).isEqualTo(1);

    camera.hangUpAll();
    await().until(() -> camera.count("PLAY") == 3);
    assertThat(seen.disconnects.get(1))
        .matches("the camera closed the connection|the connection broke: .*");
    assertThat(camera.count("TEARDOWN")).isEqualTo(1);
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    start("rtsp://user:secret@127.0.0.1:" + port + "/x", TransportMode.TCP);
    await().until(() -> seen.disconnects.size() >= 3);

    assertThat(seen.disconnects.get(0))
        .isEqualTo("no connection to /127.0.0.1:" + port + ": Connection refused");
    assertThat(seen.events).doesNotContain("connected");
  }

  @Test
  void saysThatAHostIsNotKnown() {
    start("rtsp://user:secret@camera.invalid/x", TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());

    assertThat(seen.disconnects.get(0)).isEqualTo("host camera.invalid is not known");
  }

  @Test
  void followsARedirectOfTheSameHostWithThePassword() throws IOException {
    try (ScriptedCamera other = new ScriptedCamera()) {
      redirectTo(other.url());
      protect(other, new Random(1), 60_000_000_000L);
      start(urlWith("admin:p@ss:word"), TransportMode.TCP);
      await().until(() -> !seen.packets.isEmpty());
      session.close();

      assertThat(seen.disconnects.get(0)).isEqualTo("redirected to " + other.url());
      assertThat(seen.delays).isEmpty();
      assertThat(other.count("PLAY")).isEqualTo(1);
    }
  }

  @Test
  void keepsThePasswordFromAnotherHost() throws IOException {
    try (ScriptedCamera other = new ScriptedCamera()) {
      redirectTo(other.url().replace("127.0.0.1", "localhost"));
      protect(other, new Random(1), 60_000_000_000L);
      start(urlWith("admin:p@ss:word"), TransportMode.TCP);
      await().until(() -> !seen.refusals.isEmpty());

      assertThat(other.requests).allMatch(request -> request.header("Authorization").isEmpty());
    }
  }

  @Test
  void followsOnlySoManyRedirects() {
    redirectTo(camera.url());
    start(TransportMode.TCP);
    await().until(() -> !seen.delays.isEmpty());

    List<String> firstRound = seen.events.subList(0, seen.events.indexOf("reconnecting"));
    assertThat(firstRound.stream().filter("DESCRIBE 302"::equals)).hasSize(1 + RETRIES.redirects());
  }

  @Test
  void doesNotFollowARedirectToAProxyOrToNoUrl() {
    camera.onStatus("DESCRIBE", 305);
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());
    session.close();
    assertThat(seen.disconnects.get(0)).isEqualTo("DESCRIBE was answered 305 Use Proxy");

    seen.disconnects.clear();
    redirectTo("http://example/");
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());
    assertThat(seen.disconnects.get(0)).isEqualTo("the camera redirects to no RTSP URL");
  }

  @Test
  void fallsBackToTcpWhenUdpIsRefused() {
    camera.on(
        "SETUP",
        (request, peer) -> {
          if (request.header("Transport").orElseThrow().contains("TCP")) {
            peer.setUp(request);
          } else {
            peer.send(new RtspResponse(461, ScriptedCamera.echo(request)));
          }
        });
    start(TransportMode.AUTO);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.disconnects).containsExactly("SETUP was answered 461 Unsupported Transport");
    assertThat(seen.delays).isEmpty();
    assertThat(camera.connections).hasValue(2);
  }

  @Test
  void fallsBackToTcpWhenNothingComesByUdp() {
    camera.on(
        "SETUP",
        (request, peer) -> {
          camera.sends = request.header("Transport").orElseThrow().contains("TCP");
          peer.setUp(request);
        });
    start(TransportMode.AUTO);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.disconnects).containsExactly("no packet for 500 ms by UDP");
    assertThat(camera.count("TEARDOWN")).isEqualTo(1);
    assertThat(udpPorts.pairs).hasSize(1);
  }

  @Test
  void asksForUdpAgainWhenTcpIsRefusedToo() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    camera.on(
        "SETUP",
        (request, peer) -> {
          if (refuses.get()) {
            peer.send(new RtspResponse(461, ScriptedCamera.echo(request)));
          } else {
            peer.setUp(request);
          }
        });
    start(TransportMode.AUTO);
    await().until(() -> camera.count("SETUP") >= 3);

    List<String> asked =
        camera.requests.stream()
            .filter(request -> request.method().equals("SETUP"))
            .map(request -> request.header("Transport").orElseThrow().substring(0, 11))
            .limit(3)
            .toList();
    assertThat(asked).containsExactly("RTP/AVP;uni", "RTP/AVP/TCP", "RTP/AVP;uni");
    assertThat(seen.delays).isNotEmpty();
    refuses.set(false);
  }

  @Test
  void doesNotFallBackWhereUdpAloneIsWanted() {
    camera.onStatus("SETUP", 461);
    start(TransportMode.UDP);
    await().until(() -> camera.count("SETUP") >= 2);

    assertThat(camera.requests.stream().filter(request -> request.method().equals("SETUP")))
        .noneMatch(request -> request.header("Transport").orElseThrow().contains("TCP"));
  }

  private void redirectTo(String location) {
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                new RtspResponse(302, ScriptedCamera.echo(request).and("Location", location))));
  }

  private void protect(Random random, long nonceLifetimeNs) {
    protect(camera, random, nonceLifetimeNs);
  }

  /** Lets the camera answer only requests that carry the right password. */
  private static void protect(ScriptedCamera camera, Random random, long nonceLifetimeNs) {
    DigestVerifier verifier =
        new DigestVerifier(
            "camera",
            CREDENTIALS,
            List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256),
            nonceLifetimeNs,
            random,
            System::nanoTime);
    camera.guard(
        (request, peer) -> {
          Verdict verdict = verifier.verify(request);
          if (verdict == Verdict.ACCEPTED) {
            return true;
          }
          RtspHeaders headers = ScriptedCamera.echo(request);
          for (String challenge : verifier.challenges(verdict == Verdict.STALE)) {
            headers = headers.and("WWW-Authenticate", challenge);
          }
          peer.send(new RtspResponse(401, headers));
          return false;
        });
  }
}
