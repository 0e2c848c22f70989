package io.camvitals.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtsp.BasicAuthorization;
import io.camvitals.protocol.rtsp.Credentials;
import io.camvitals.protocol.rtsp.RtpInfo;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.SessionDescription;
import io.camvitals.simulator.RunningSimulator;
import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.plan.Access;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtspServerTest {
  private static final Credentials VIEWER = new Credentials("viewer", "secret");

  @TempDir private Path directory;
  private RunningSimulator simulator;
  private RtspTestClient client;

  @BeforeEach
  void start() throws IOException {
    simulator =
        new RunningSimulator(
            directory,
            CameraPlan.of("open", VideoProfile.LOW_1M, false, List.of()),
            CameraPlan.of("tcp", VideoProfile.LOW_1M, true, List.of()),
            camera("basic", 60, Access.Scheme.BASIC),
            camera("digest", 60, Access.Scheme.DIGEST),
            camera("digest-sha-256", 60, Access.Scheme.DIGEST_SHA_256),
            new CameraPlan(
                "short",
                VideoProfile.LOW_1M,
                false,
                0.6,
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of()),
            dying("closing", Fault.DeathMode.CLOSED),
            dying("silent", Fault.DeathMode.SILENT));
    client = new RtspTestClient(simulator.port());
  }

  private static CameraPlan camera(String id, int timeout, Access.Scheme scheme) {
    return new CameraPlan(
        id,
        VideoProfile.LOW_1M,
        false,
        0.6,
        Duration.ofSeconds(timeout),
        Optional.of(new Access(scheme, VIEWER)),
        List.of());
  }

  private static CameraPlan dying(String id, Fault.DeathMode mode) {
    ScheduledFault death =
        new ScheduledFault(
            new Fault.Dead(mode),
            Duration.ofMillis(200),
            Optional.of(Duration.ofMillis(800)),
            Optional.empty());
    return CameraPlan.of(id, VideoProfile.LOW_1M, false, List.of(death));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    simulator.close();
  }

  private String setup(String camera) throws IOException {
    RtspResponse response =
        client.ask(
            "SETUP",
            simulator.url(camera) + "/track1",
            "Transport",
            "RTP/AVP/TCP;unicast;interleaved=0-1");
    assertThat(response.status()).isEqualTo(200);
    return response.header("Session").orElseThrow().split(";", 2)[0];
  }

  @Test
  void optionsListWhatIsAnswered() throws IOException {
    RtspResponse response = client.ask("OPTIONS", "*");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.cSeq()).hasValue(1);
    assertThat(response.header("Public"))
        .contains("OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN");
  }

  @Test
  void theDescriptionHoldsOneH264Track() throws Exception {
    RtspResponse response = client.ask("DESCRIBE", simulator.url("open"));

    assertThat(response.header("Content-Base")).contains(simulator.url("open") + "/");
    SessionDescription description = SessionDescription.parse(response.bodyText());
    assertThat(description.media()).hasSize(1);
    MediaDescription video = description.media().get(0);
    assertThat(video.media()).isEqualTo("video");
    assertThat(video.rtpMaps().get(96).toString()).contains("H264", "90000");
    assertThat(video.formatParameters().get(96))
        .contains("packetization-mode=1", "profile-level-id=42C01E", "sprop-parameter-sets=Z0");
    assertThat(video.control()).isEqualTo("track1");
  }

  @Test
  void playTellsWhatTheFirstPacketWillBe() throws IOException {
    String session = setup("open");
    RtspResponse response = client.ask("PLAY", simulator.url("open"), "Session", session);

    RtpInfo info = RtpInfo.parse(response.header("RTP-Info").orElseThrow()).get(0);
    assertThat(info.url()).isEqualTo(simulator.url("open") + "/track1");
    while (client.frames().stream().noneMatch(frame -> frame[0] == 0)) {
      client.receive();
    }
    byte[] first =
        client.frames().stream().filter(frame -> frame[0] == 0).findFirst().orElseThrow();
    ByteBuffer packet = ByteBuffer.wrap(first, 1, first.length - 1).slice();
    assertThat(packet.getShort(2) & 0xffff).isEqualTo(info.sequenceNumber().orElseThrow());
    assertThat(packet.getInt(4)).isEqualTo(info.timestamp().orElseThrow());
    assertThat(client.ask("TEARDOWN", simulator.url("open"), "Session", session).status())
        .isEqualTo(200);
    assertThat(client.ask("PLAY", simulator.url("open"), "Session", session).status())
        .isEqualTo(454);
  }

  @Test
  void udpGoesToTheClientFromTheAnnouncedPort() throws IOException {
    try (DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket rtcp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      rtp.setSoTimeout(10_000);
      rtcp.setSoTimeout(10_000);
      RtspResponse response =
          client.ask(
              "SETUP",
              simulator.url("open") + "/track1",
              "Transport",
              "RTP/AVP;unicast;client_port=" + rtp.getLocalPort() + "-" + rtcp.getLocalPort());
      TransportHeader transport =
          TransportHeader.parse(response.header("Transport").orElseThrow()).get(0);
      assertThat(transport.serverPorts().orElseThrow().rtp() % 2).isZero();
      String session = response.header("Session").orElseThrow().split(";", 2)[0];
      client.ask("PLAY", simulator.url("open"), "Session", session);

      DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
      rtp.receive(packet);
      assertThat(packet.getPort()).isEqualTo(transport.serverPorts().orElseThrow().rtp());
      assertThat(ByteBuffer.wrap(packet.getData()).getInt(8))
          .isEqualTo(transport.ssrc().orElseThrow());
      rtcp.receive(packet);
      assertThat(packet.getPort()).isEqualTo(transport.serverPorts().orElseThrow().rtcp());
      assertThat(packet.getData()[1]).isEqualTo((byte) 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DESCRIBE, nobody, 404",
    "PLAY, open, 454",
    "TEARDOWN, open, 454",
    "PAUSE, open, 405",
    "DANCE, open, 501",
    "GET_PARAMETER, open, 200",
    "SETUP, open, 461",
    "DESCRIBE, basic, 401",
    "DESCRIBE, digest, 401"
  })
  void whatCannotBeAnsweredGetsItsStatus(String method, String camera, int status)
      throws IOException {
    assertThat(client.ask(method, simulator.url(camera)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RTP/AVP;multicast;port=5000-5001",
        "RTP/SAVP;unicast;client_port=5000-5001",
        "RTP/AVP;unicast",
        "nonsense",
        ""
      })
  void otherTransportsAreRefused(String transport) throws IOException {
    assertThat(client.ask("SETUP", simulator.url("open"), "Transport", transport).status())
        .isEqualTo(461);
  }

  @Test
  void aTcpCameraTakesTheFirstTransportThatIsNotUdp() throws IOException {
    String udp = "RTP/AVP;unicast;client_port=5000-5001";
    assertThat(client.ask("SETUP", simulator.url("tcp"), "Transport", udp).status()).isEqualTo(461);
    RtspResponse response =
        client.ask("SETUP", simulator.url("tcp"), "Transport", udp + ",RTP/AVP/TCP;unicast");
    assertThat(response.header("Transport").orElseThrow()).contains("interleaved=0-1");
  }

  @Test
  void twoCamerasCanShareAConnectionOnDifferentChannels() throws IOException {
    setup("open");
    String taken = "RTP/AVP/TCP;unicast;interleaved=1-2";
    assertThat(client.ask("SETUP", simulator.url("tcp"), "Transport", taken).status())
        .isEqualTo(461);
    RtspResponse free =
        client.ask("SETUP", simulator.url("tcp"), "Transport", "RTP/AVP/TCP;unicast");
    assertThat(free.header("Transport").orElseThrow()).contains("interleaved=2-3");
  }

  @Test
  void basicAuthenticationOpensTheDoor() throws IOException {
    RtspResponse refused = client.ask("DESCRIBE", simulator.url("basic"));
    assertThat(refused.header("WWW-Authenticate")).contains("Basic realm=\"camvitals simulator\"");
    String wrong = BasicAuthorization.format(new Credentials("viewer", "wrong"));
    assertThat(client.ask("DESCRIBE", simulator.url("basic"), "Authorization", wrong).status())
        .isEqualTo(401);
    String right = BasicAuthorization.format(VIEWER);
    assertThat(client.ask("DESCRIBE", simulator.url("basic"), "Authorization", right).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"digest, MD5, MD5", "digest-sha-256, SHA-256, SHA-256"})
  void digestAuthenticationOpensTheDoor(String camera, String token, String hash) throws Exception {
    String url = simulator.url(camera);
    String challenge = client.ask("DESCRIBE", url).header("WWW-Authenticate").orElseThrow();
    assertThat(challenge).contains("algorithm=" + token);
    String nonce = challenge.replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
    for (String password : List.of("wrong", "secret")) {
      // RFC 7616 section 3.4.1
      String a1 = hash(hash, "viewer:camvitals simulator:" + password);
      String a2 = hash(hash, "DESCRIBE:" + url);
      String response = hash(hash, a1 + ":" + nonce + ":00000001:c:auth:" + a2);
      String header =
          "Digest username=\"viewer\", realm=\"camvitals simulator\", nonce=\"%s\", uri=\"%s\","
              + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"c\", response=\"%s\"";
      assertThat(
              client
                  .ask(
                      "DESCRIBE",
                      url,
                      "Authorization",
                      header.formatted(nonce, url, token, response))
                  .status())
          .isEqualTo(password.equals("secret") ? 200 : 401);
    }
  }

  private static String hash(String algorithm, String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aSilentClientLosesItsSessionWithAGoodbye() throws Exception {
    String session = setup("short");
    client.ask("PLAY", simulator.url("short"), "Session", session);
    boolean goodbye = false;
    while (!goodbye) {
      client.receive();
      for (byte[] frame : client.frames()) {
        goodbye |=
            frame[0] == 1
                && RtcpCompound.parse(ByteBuffer.wrap(frame), 1, frame.length - 1)
                        .all(Goodbye.class)
                        .count()
                    == 1;
      }
      client.frames().clear();
    }
    assertThat(client.ask("GET_PARAMETER", simulator.url("short"), "Session", session).status())
        .isEqualTo(454);
  }

  @Test
  void aCameraThatDiesClosesItsConnectionsAndComesBack() throws IOException {
    String session = setup("closing");
    client.ask("PLAY", simulator.url("closing"), "Session", session);
    assertThatThrownBy(
            () -> {
              while (true) {
                client.receive();
              }
            })
        .isInstanceOfAny(EOFException.class, SocketException.class);
    int refused = 0;
    while (true) {
      try (RtspTestClient next = new RtspTestClient(simulator.port())) {
        assertThat(next.ask("DESCRIBE", simulator.url("closing")).status()).isEqualTo(200);
        break;
      } catch (EOFException | SocketException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(simulator.truth().where(line -> line.get("dead").asBoolean()).lines()).isNotEmpty();
  }

  @Test
  void aSilentCameraLeavesRequestsUnansweredAndComesBack() throws Exception {
    String session = setup("silent");
    client.ask("PLAY", simulator.url("silent"), "Session", session);
    try (RtspTestClient other = new RtspTestClient(simulator.port())) {
      other.socket().setSoTimeout(100);
      int unanswered = 0;
      boolean back = false;
      while (!back) {
        try {
          assertThat(other.ask("DESCRIBE", simulator.url("silent")).status()).isEqualTo(200);
          back = unanswered > 0;
        } catch (SocketTimeoutException e) {
          assertThat(++unanswered).isLessThan(100);
        }
      }
    }
    assertThat(client.ask("GET_PARAMETER", simulator.url("silent"), "Session", session).status())
        .isEqualTo(200);
  }

  @Test
  void requestsWithoutSequenceNumberOrInAnotherVersionAreRefused() throws IOException {
    client.sendText("OPTIONS * RTSP/1.0\r\n\r\n");
    assertThat(client.response().status()).isEqualTo(400);
    client.sendText("OPTIONS * RTSP/2.0\r\nCSeq: 1\r\n\r\n");
    assertThat(client.response().status()).isEqualTo(505);
  }

  @Test
  void whatIsNoRtspEndsTheConnectionAndNothingElse() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[random.nextInt(1, 3000)];
      random.nextBytes(garbage);
      try (RtspTestClient vandal = new RtspTestClient(simulator.port())) {
        vandal.sendBytes(garbage);
      } catch (SocketException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
    assertThat(client.ask("OPTIONS", "*").status()).isEqualTo(200);
  }

  @Test
  void aQuiescedCameraSendsNothingButAnswers() throws Exception {
    String session = setup("open");
    client.ask("PLAY", simulator.url("open"), "Session", session);
    simulator.quiesce();
    long sent = simulator.truth().sum("packets_sent");
    assertThat(sent).isPositive();
    assertThat(client.ask("GET_PARAMETER", simulator.url("open"), "Session", session).status())
        .isEqualTo(200);
    long received = client.frames().stream().filter(frame -> frame[0] == 0).count();
    assertThat(received).isEqualTo(sent);
    client.close();
    simulator.close();
    assertThat(simulator.truth().sum("packets_sent")).isEqualTo(sent);
  }
}
