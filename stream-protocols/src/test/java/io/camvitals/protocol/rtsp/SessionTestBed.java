package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A scripted camera, a session to be started against it, and the end of both. */
@Timeout(20)
abstract class SessionTestBed {
  static final RtspTimeouts TIMEOUTS =
      new RtspTimeouts(
          Duration.ofSeconds(2),
          Duration.ofMillis(600),
          Duration.ofMillis(1500),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(100));
  static final RtspRetries RETRIES =
      new RtspRetries(
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(30),
          Duration.ofSeconds(40),
          Duration.ofSeconds(80),
          3);

  final RecordedSession seen = new RecordedSession();
  final LoopbackUdpPorts udpPorts = new LoopbackUdpPorts();
  ScriptedCamera camera;
  RtspClientSession session;
  Thread thread;

  @BeforeEach
  void startCamera() throws IOException {
    camera = new ScriptedCamera();
  }

  @AfterEach
  void end() throws Exception {
    if (session != null) {
      session.close();
      thread.join(2000);
      assertThat(thread.isAlive()).isFalse();
    }
    camera.close();
    assertThat(udpPorts.pairs).allMatch(LoopbackUdpPorts.Pair::isClosed);
    assertThat(seen.internalErrors).isEmpty();
  }

  void start(TransportMode mode) {
    start(camera.url(), mode);
  }

  void start(String url, TransportMode mode) {
    start(RtspSessionSettings.of(RtspUrl.parse(url), mode).with(TIMEOUTS).with(RETRIES));
  }

  void start(RtspSessionSettings settings) {
    start(settings, seen);
  }

  void start(RtspSessionSettings settings, RtspSessionListener listener) {
    session = new RtspClientSession(settings, udpPorts, listener);
    thread = new Thread(session, "session");
    thread.start();
  }

  /** The camera's URL with a user and password in it. */
  String urlWith(String credentials) {
    return camera.url().replace("//", "//" + credentials + "@");
  }

  /** How long the session takes to end, in milliseconds. */
  long closeMs() {
    long start = System.nanoTime();
    session.close();
    return (System.nanoTime() - start) / 1_000_000;
  }
}
