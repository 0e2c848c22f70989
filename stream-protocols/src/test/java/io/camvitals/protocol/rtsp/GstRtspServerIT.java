package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.servers.RequiredTool;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session against a server that others wrote. */
@Timeout(60)
class GstRtspServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordedSession seen = new RecordedSession();
  private final LoopbackUdpPorts udpPorts = new LoopbackUdpPorts();
  private RtspClientSession session;
  private Thread thread;

  @BeforeAll
  static void requireServer() {
    assumeTrue(RequiredTool.gstRtspServer());
  }

  @AfterEach
  void end() throws Exception {
    if (session != null) {
      session.close();
      thread.join(5000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(udpPorts.pairs).allMatch(LoopbackUdpPorts.Pair::isClosed);
    assertThat(seen.internalErrors).isEmpty();
    assertThat(seen.malformed).isEmpty();
  }

  @Test
  void playsOverTcp() throws Exception {
    try (GstRtspServer server = new GstRtspServer()) {
      start(server.url("/live"), TransportMode.TCP);
      await().atMost(PATIENCE).until(() -> seen.packets.size() >= 100 && !seen.reports.isEmpty());
      session.close();

      assertThat(seen.events)
          .startsWith("connected", "OPTIONS 200", "DESCRIBE 200", "described", "SETUP 200")
          .endsWith("TEARDOWN 200", "disconnected");
      RtspTrack track = seen.tracks.get(0);
      assertThat(track.codec()).isEqualTo("H264");
      assertThat(track.clockRate()).isEqualTo(90000);
      assertThat(seen.exchanges.get(0).serverName()).contains("GStreamer");
      assertConsecutive(track);
    }
  }

  @Test
  void playsTwoTracksOverTcp() throws Exception {
    try (GstRtspServer server = new GstRtspServer()) {
      start(server.url("/both"), TransportMode.TCP);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  seen.packets.stream().anyMatch(packet -> packet.track() == 0)
                      && seen.packets.stream().anyMatch(packet -> packet.track() == 1));

      assertThat(seen.tracks).extracting(RtspTrack::codec).containsExactly("H264", "PCMU");
    }
  }

  @Test
  void playsOverUdp() throws Exception {
    try (GstRtspServer server = new GstRtspServer()) {
      start(server.url("/live"), TransportMode.UDP);
      await().atMost(PATIENCE).until(() -> udpPackets() >= 100);
      session.close();

      TrackTransport.Udp udp = (TrackTransport.Udp) seen.tracks.get(0).transport();
      assertThat(udp.server().getPort()).isPositive();
      assertThat(seen.tracks.get(0).ssrc()).isPresent();
      assertThat(seen.events).endsWith("TEARDOWN 200", "disconnected");
    }
  }

  /** The server ends a silent client's session six seconds after PLAY. */
  @Test
  void keepsTheSessionAliveByRequestsAlone() throws Exception {
    RtspTimeouts usual = RtspTimeouts.DEFAULT;
    RtspTimeouts withoutReports =
        new RtspTimeouts(
            usual.connect(),
            usual.response(),
            Duration.ofSeconds(2),
            usual.fallback(),
            usual.teardown(),
            Duration.ofHours(1));
    try (GstRtspServer server = new GstRtspServer("--timeout", "1")) {
      start(
          RtspSessionSettings.of(RtspUrl.parse(server.url("/live")), TransportMode.UDP)
              .with(withoutReports));
      await()
          .atMost(PATIENCE)
          .until(() -> seen.events.stream().filter("GET_PARAMETER 200"::equals).count() >= 20);
      long packets = udpPackets();
      await().atMost(PATIENCE).until(() -> udpPackets() > packets);

      assertThat(seen.disconnects).isEmpty();
    }
  }

  @Test
  void fallsBackToTcpWhenTheServerKnowsNoUdp() throws Exception {
    try (GstRtspServer server = new GstRtspServer("--transport", "tcp")) {
      start(server.url("/live"), TransportMode.AUTO);
      await().atMost(PATIENCE).until(() -> seen.packets.size() >= 20);

      // The server may answer 503 while it still takes down what it had made for the first attempt.
      assertThat(seen.disconnects.get(0)).isEqualTo("SETUP was answered 461 Unsupported transport");
      assertThat(seen.tracks.get(0).transport()).isInstanceOf(TrackTransport.Interleaved.class);
      assertThat(udpPorts.pairs).hasSize(1);
    }
  }

  @Test
  void answersBasicAndDigest() throws Exception {
    for (String scheme : List.of("basic", "digest")) {
      for (TransportMode mode : List.of(TransportMode.TCP, TransportMode.UDP)) {
        seen.packets.clear();
        try (GstRtspServer server = new GstRtspServer("--auth", scheme)) {
          start(with("admin:p@ss:word", server.url("/live")), mode);
          long before = udpPackets();
          await()
              .atMost(PATIENCE)
              .until(() -> seen.packets.size() >= 20 || udpPackets() - before >= 20);
          session.close();
        }
      }
    }
    assertThat(seen.refusals).isEmpty();
    assertThat(seen.exchanges).noneMatch(exchange -> exchange.url().contains("ss:word"));
  }

  @Test
  void doesNotTryAWrongPasswordAgain() throws Exception {
    for (String scheme : List.of("basic", "digest")) {
      seen.refusals.clear();
      seen.delays.clear();
      try (GstRtspServer server = new GstRtspServer("--auth", scheme)) {
        start(with("admin:wrong", server.url("/live")), TransportMode.TCP);
        await().atMost(PATIENCE).until(() -> !seen.delays.isEmpty());

        assertThat(seen.refusals).containsExactly("the camera refused the user or password");
        assertThat(seen.delays.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        session.close();
      }
    }
  }

  @Test
  void saysThatThereIsNoSuchStream() throws Exception {
    try (GstRtspServer server = new GstRtspServer()) {
      start(server.url("/none"), TransportMode.TCP);
      await().atMost(PATIENCE).until(() -> !seen.disconnects.isEmpty());

      assertThat(seen.disconnects.get(0)).startsWith("DESCRIBE was answered 404");
    }
  }

  @Test
  void comesBackWhenTheServerIsKilledAndAnotherStarts() throws Exception {
    try (GstRtspServer server = new GstRtspServer()) {
      start(server.url("/live"), TransportMode.TCP);
      await().atMost(PATIENCE).until(() -> !seen.packets.isEmpty());
    }
    await().atMost(PATIENCE).until(() -> seen.disconnects.size() >= 2);

    assertThat(seen.disconnects.get(0))
        .matches("the camera closed the connection|the connection broke: .*");
    assertThat(seen.disconnects.get(1)).contains("Connection refused");
  }

  private long udpPackets() {
    return udpPorts.pairs.stream().mapToLong(LoopbackUdpPorts.Pair::receivedPackets).sum();
  }

  private void assertConsecutive(RtspTrack track) {
    RtpPacket packet = new RtpPacket();
    int expected = track.firstSequenceNumber().orElseThrow();
    for (RecordedSession.Packet received : seen.packets) {
      byte[] bytes = HexFormat.of().parseHex(received.bytes());
      assertThat(packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length))
          .isEqualTo(RtpParseResult.OK);
      assertThat(packet.payloadType()).isEqualTo(track.payloadType());
      assertThat(packet.sequenceNumber()).isEqualTo(expected);
      expected = expected + 1 & 0xffff;
    }
  }

  private static String with(String credentials, String url) {
    return url.replace("//", "//" + credentials + "@");
  }

  private void start(String url, TransportMode mode) {
    start(RtspSessionSettings.of(RtspUrl.parse(url), mode));
  }

  private void start(RtspSessionSettings settings) {
    session = new RtspClientSession(settings, udpPorts, seen);
    thread = new Thread(session, "session");
    thread.start();
  }
}
