package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RtspClientSessionTest extends SessionTestBed {
  @Test
  void playsOverTcpAndTearsDown() {
    start(TransportMode.TCP);
    await().until(() -> seen.packets.size() >= 20);
    session.close();

    assertThat(seen.events)
        .startsWith(
            "connected",
            "OPTIONS 200",
            "DESCRIBE 200",
            "described",
            "SETUP 200",
            "PLAY 200",
            "playing")
        .endsWith("TEARDOWN 200", "disconnected");
    assertThat(seen.disconnects).containsExactly("closed");
    RtspTrack track = seen.tracks.get(0);
    assertThat(track.codec()).isEqualTo("H264");
    assertThat(track.clockRate()).isEqualTo(90000);
    assertThat(track.payloadType()).isEqualTo(96);
    assertThat(track.ssrc()).hasValue(0xcafe);
    assertThat(track.firstSequenceNumber()).hasValue(0);
    assertThat(track.url()).isEqualTo(camera.url() + "/track1");
    assertThat(track.transport())
        .isInstanceOfSatisfying(
            TrackTransport.Interleaved.class,
            interleaved -> {
              assertThat(interleaved.channels()).isEqualTo(new RtpRtcpPair(0, 1));
              assertThat(interleaved.server().getPort()).isEqualTo(camera.port());
            });
    assertThat(sequenceNumbers(20)).isEqualTo(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void playsOverUdp() {
    camera.transportAnswer = "RTP/AVP;unicast;server_port=9-10;source=127.0.0.2";
    start(TransportMode.UDP);
    await().until(() -> !udpPorts.pairs.isEmpty() && udpPorts.pairs.get(0).receivedPackets() > 9);
    session.close();

    TrackTransport.Udp udp = (TrackTransport.Udp) seen.tracks.get(0).transport();
    assertThat(udp.server().getPort()).isEqualTo(9);
    assertThat(udp.server().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
    assertThat(udp.serverRtcp().getPort()).isEqualTo(10);
    assertThat(udp.client().getPort()).isEqualTo(udpPorts.pairs.get(0).rtpPort());
    assertThat(udpPorts.pairs.get(0).sentRtp).containsExactly(12);
    assertThat(udpPorts.pairs.get(0).sentRtcp).isNotEmpty();
    assertThat(seen.events).endsWith("TEARDOWN 200", "disconnected");
  }

  @Test
  void takesTheTimeOfArrivalFromTheGivenClock() {
    RtspSessionSettings settings =
        RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP);
    session = new RtspClientSession(settings, udpPorts, seen, () -> 4711, new Random(1));
    thread = new Thread(session);
    thread.start();
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.packets.get(0).arrivalNs()).isEqualTo(4711);
    assertThat(seen.exchanges).allMatch(exchange -> exchange.timeNs() == 4711);
  }

  @Test
  void tellsHowLongEachAnswerTook() {
    camera.on(
        "DESCRIBE",
        (request, peer) -> {
          // The answer's first byte comes at once, its last byte later.
          byte[] answer =
              RtspMessageWriter.encode(ScriptedCamera.description(request, camera.url()));
          peer.send(new byte[] {answer[0]});
          pause(400);
          peer.send(Arrays.copyOfRange(answer, 1, answer.length));
        });
    start(TransportMode.TCP);
    await().until(() -> !seen.tracks.isEmpty());

    RtspExchange describe = seen.exchanges.get(1);
    assertThat(describe.method()).isEqualTo("DESCRIBE");
    assertThat(describe.url()).isEqualTo(camera.url());
    assertThat(describe.responseTimeNs()).isBetween(1L, 350_000_000L);
  }

  @Test
  void playsOnlyTheMediaThatAreWanted() {
    start(
        RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP)
            .with(TIMEOUTS)
            .with(RETRIES)
            .with(Set.of("audio")));
    await().until(() -> !seen.disconnects.isEmpty());

    assertThat(seen.disconnects.get(0)).isEqualTo("the camera describes no track that is wanted");
    assertThat(camera.count("SETUP")).isZero();
  }

  @Test
  void sendsReceiverReports() {
    start(TransportMode.TCP);
    await().until(() -> camera.frames.size() >= 3);

    RecordedMessages.Frame report = camera.frames.get(0);
    assertThat(report.channel()).isEqualTo(1);
    assertThat(report.payload()).startsWith("80c90001").contains("81ca");
  }

  @Test
  void keepsTheSessionAliveWithinItsTimeout() {
    camera.session = "1;timeout=1";
    camera.on(
        "OPTIONS",
        (request, peer) ->
            peer.ok(
                request, RtspHeaders.of("Public", "OPTIONS,PLAY").and("public", "GET_PARAMETER")));
    start(TransportMode.TCP);
    await().until(() -> camera.count("GET_PARAMETER") >= 2);

    RtspRequest keepAlive = camera.last("GET_PARAMETER").orElseThrow();
    assertThat(keepAlive.header("Session")).hasValue("1");
    assertThat(keepAlive.uri()).isEqualTo(camera.url() + "/");
    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void keepsTheSessionAliveByOptionsWhereGetParameterIsUnknownOrRefused() {
    camera.session = "1;timeout=1";
    start(TransportMode.TCP);
    await().until(() -> camera.count("OPTIONS") >= 3);
    assertThat(camera.count("GET_PARAMETER")).isZero();
    session.close();

    camera.on(
        "OPTIONS", (request, peer) -> peer.ok(request, RtspHeaders.of("Public", "GET_PARAMETER")));
    camera.onStatus("GET_PARAMETER", 405);
    start(TransportMode.TCP);
    await().until(() -> camera.count("OPTIONS") >= 7);
    assertThat(camera.count("GET_PARAMETER")).isEqualTo(1);
  }

  @Test
  void goesOnWhenAKeepAliveIsNotAnswered() {
    camera.session = "1;timeout=1";
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());
    camera.on("OPTIONS", (request, peer) -> {});
    await().until(() -> seen.events.contains("OPTIONS 0"));
    int packets = seen.packets.size();
    await().until(() -> seen.packets.size() > packets + 10);

    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void closesAtOnceWhileItWaitsForAnAnswer() {
    camera.on("DESCRIBE", (request, peer) -> {});
    start(
        RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP)
            .with(RtspTimeouts.DEFAULT));
    await().until(() -> camera.count("DESCRIBE") == 1);

    assertThat(closeMs()).isLessThan(1000);
    assertThat(seen.disconnects).containsExactly("closed");
    assertThat(camera.count("TEARDOWN")).isZero();
  }

  @Test
  void closesInBoundedTimeWhenTearDownIsNotAnswered() {
    camera.on("TEARDOWN", (request, peer) -> {});
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(closeMs()).isBetween(400L, 1500L);
    assertThat(camera.count("TEARDOWN")).isEqualTo(1);
    assertThat(seen.events).endsWith("TEARDOWN 0", "disconnected");
  }

  @Test
  void closesAtOnceWhileItWaitsToReconnect() {
    camera.onStatus("OPTIONS", 200).onStatus("DESCRIBE", 401);
    start(TransportMode.TCP);
    await().until(() -> !seen.delays.isEmpty());

    assertThat(closeMs()).isLessThan(800);
  }

  @Test
  void runReturnsWhenClosedBefore() throws Exception {
    session =
        new RtspClientSession(
            RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP), udpPorts, seen);
    session.close();
    thread = new Thread(session);
    thread.start();
    thread.join(2000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(seen.events).isEmpty();
  }

  @Test
  void reportsAFaultOfItsListenerAndGoesOn() {
    RecordedSession faulty =
        new RecordedSession() {
          @Override
          public void playing(List<RtspTrack> playing) {
            super.playing(playing);
            if (camera.connections.get() == 1) {
              throw new IllegalStateException("fault");
            }
          }
        };
    start(
        RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP)
            .with(TIMEOUTS)
            .with(RETRIES),
        faulty);
    await().until(() -> !faulty.packets.isEmpty());

    assertThat(faulty.internalErrors).hasSize(1);
    assertThat(faulty.disconnects).containsExactly("internal error: IllegalStateException");
    assertThat(camera.count("TEARDOWN")).isEqualTo(1);
  }

  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Integer> sequenceNumbers(int count) {
    RtpPacket packet = new RtpPacket();
    return seen.packets.stream()
        .limit(count)
        .map(
            received -> {
              byte[] bytes = HexFormat.of().parseHex(received.bytes());
              assertThat(packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length))
                  .isEqualTo(RtpParseResult.OK);
              return packet.sequenceNumber();
            })
        .toList();
  }
}
