package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Cameras that do it otherwise than RFC 2326 says. */
class RtspSessionQuirksTest extends SessionTestBed {
  @Test
  void keepsPacketsThatComeBeforeTheAnswerToPlay() {
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.frame(0, peer.packet());
          peer.frame(1, new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1});
          peer.frame(0, peer.packet());
          peer.play(request);
        });
    start(TransportMode.TCP);
    await().until(() -> seen.packets.size() > 5);

    for (int sequence = 0; sequence < 5; sequence++) {
      assertThat(seen.packets.get(sequence).bytes()).startsWith("8060000" + sequence);
    }
    assertThat(seen.reports).hasSize(1);
    assertThat(seen.events).noneMatch(event -> event.startsWith("dropped"));
  }

  @Test
  void takesOtherChannelsThanItAskedFor() {
    camera.transportAnswer = "RTP/AVP/TCP;interleaved=6-7;ssrc=12AB";
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.ok(request, RtspHeaders.EMPTY);
          peer.frame(6, peer.packet());
          peer.frame(0, peer.packet());
          peer.frame(7, new byte[8]);
        });
    start(TransportMode.TCP);
    await().until(() -> !seen.reports.isEmpty());

    assertThat(seen.packets).hasSize(1);
    assertThat(seen.events).contains("dropped 0 16");
    assertThat(seen.tracks.get(0).ssrc()).hasValue(0x12ab);
  }

  @Test
  void takesAMissingTransportHeaderAsAgreement() {
    camera.on("SETUP", (request, peer) -> peer.ok(request, RtspHeaders.of("Session", "1")));
    start(TransportMode.UDP);
    await().until(() -> !seen.tracks.isEmpty());

    TrackTransport.Udp udp = (TrackTransport.Udp) seen.tracks.get(0).transport();
    assertThat(udp.server().getPort()).isZero();
    assertThat(udp.server().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void passesOverASourceThatCannotBe() {
    for (String source : new String[] {"0.0.0.0", "camera", "239.1.2.3", "999.1.1.1", "1.2"}) {
      seen.tracks.clear();
      camera.transportAnswer = "RTP/AVP;unicast;server_port=6000;source=" + source;
      start(TransportMode.UDP);
      await().until(() -> !seen.tracks.isEmpty());
      session.close();

      TrackTransport.Udp udp = (TrackTransport.Udp) seen.tracks.get(0).transport();
      assertThat(udp.server().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(udp.serverRtcp().getPort()).isEqualTo(6001);
    }
  }

  @Test
  void takesTcpFromACameraThatWasAskedForUdp() {
    camera.transportAnswer = "RTP/AVP/TCP;unicast;interleaved=0-1";
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.ok(request, RtspHeaders.EMPTY);
          peer.frame(0, peer.packet());
        });
    start(TransportMode.UDP);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(udpPorts.pairs).hasSize(1).allMatch(LoopbackUdpPorts.Pair::isClosed);
  }

  @Test
  void refusesAnswersThatCannotBeUsed() {
    camera.transportAnswer = "RTP/AVP;unicast;client_port=1-2;server_port=3-4";
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());
    session.close();
    assertThat(seen.disconnects.get(0)).isEqualTo("the camera answers with UDP when asked for TCP");

    seen.disconnects.clear();
    camera.transportAnswer = "RTP/AVP;multicast;destination=239.0.0.1;port=1-2";
    start(TransportMode.UDP);
    await().until(() -> !seen.disconnects.isEmpty());
    assertThat(seen.disconnects.get(0)).isEqualTo("the camera answers with multicast");
  }

  @Test
  void refusesToMixTwoTracksOnOneChannel() {
    describeTwoTracks();
    camera.transportAnswer = "RTP/AVP/TCP;unicast;interleaved=0-1";
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());

    assertThat(seen.disconnects.get(0)).isEqualTo("the camera gives two tracks the channels 0-1");
  }

  @Test
  void asksForTwoTracksOnTheirOwnChannels() {
    describeTwoTracks();
    start(TransportMode.TCP);
    await().until(() -> !seen.tracks.isEmpty());

    assertThat(seen.tracks).extracting(RtspTrack::media).containsExactly("video", "audio");
    assertThat(seen.tracks.get(1).codec()).isEqualTo("PCMU");
    assertThat(seen.tracks.get(1).clockRate()).isEqualTo(8000);
    assertThat(((TrackTransport.Interleaved) seen.tracks.get(1).transport()).channels())
        .isEqualTo(new RtpRtcpPair(2, 3));
    assertThat(camera.last("SETUP").orElseThrow().header("Session")).hasValue("4711");
  }

  @Test
  void playsTheOthersWhenOneTrackIsRefused() {
    describeTwoTracks();
    camera.on(
        "SETUP",
        (request, peer) -> {
          if (request.uri().endsWith("track1")) {
            peer.setUp(request);
          } else {
            peer.send(new RtspResponse(404, ScriptedCamera.echo(request)));
          }
        });
    start(TransportMode.UDP);
    await().until(() -> !seen.tracks.isEmpty());

    assertThat(seen.tracks).hasSize(1);
    assertThat(udpPorts.pairs.get(1).isClosed()).isTrue();
    assertThat(udpPorts.pairs.get(0).isClosed()).isFalse();
  }

  @Test
  void playsEachTrackWhereTheWholeCannotBePlayed() {
    camera.on(
        "PLAY",
        (request, peer) -> {
          if (request.uri().endsWith("/track1")) {
            peer.play(request);
          } else {
            peer.send(new RtspResponse(459, ScriptedCamera.echo(request)));
          }
        });
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void believesAnswersWithoutOrWithAWrongSequenceNumber() {
    camera.on("OPTIONS", (request, peer) -> peer.send("RTSP/1.0 200 OK\r\n\r\n"));
    camera.on(
        "DESCRIBE",
        (request, peer) -> {
          RtspResponse right = ScriptedCamera.description(request, camera.url());
          peer.send("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
          peer.send(new RtspResponse(200, right.headers().with("cseq", "77"), right.body()));
        });
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void readsADescriptionWithoutLengthOnceTheCameraIsSilent() {
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                "RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Type: application/sdp\r\n\r\n"
                    + ScriptedCamera.SDP));
    start(RtspSessionSettings.of(RtspUrl.parse(camera.url()), TransportMode.TCP).with(RETRIES));
    await().until(() -> !seen.packets.isEmpty());

    assertThat(camera.last("SETUP").orElseThrow().uri()).isEqualTo(camera.url() + "/track1");
  }

  @Test
  void readsADescriptionWithoutLengthWhenTheCameraClosesBehindIt() {
    camera.on(
        "DESCRIBE",
        (request, peer) -> {
          peer.send(
              "RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Type: application/sdp\r\n\r\n"
                  + ScriptedCamera.SDP);
          peer.hangUp();
        });
    start(TransportMode.TCP);
    await().until(() -> seen.events.contains("described"));

    assertThat(seen.events).contains("DESCRIBE 200");
  }

  @Test
  void usesAbsoluteControlUrlsWithoutTheirCredentials() {
    String absolute = "rtsp://admin:secret@127.0.0.1:" + camera.port() + "/other/trackID=1?a=b";
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                new RtspResponse(
                    200,
                    ScriptedCamera.echo(request).and("Content-Type", "application/sdp"),
                    ScriptedCamera.SDP.replace("track1", absolute).getBytes(UTF_8))));
    start(TransportMode.TCP);
    await().until(() -> !seen.tracks.isEmpty());

    assertThat(seen.tracks.get(0).url())
        .isEqualTo("rtsp://127.0.0.1:" + camera.port() + "/other/trackID=1?a=b");
    assertThat(camera.last("PLAY").orElseThrow().uri()).isEqualTo(camera.url());
  }

  @Test
  void asksForUrlsWithCharactersThatAreNoUris() {
    start(camera.url() + "/front door|1?x={2}", TransportMode.TCP);
    await().until(() -> !seen.tracks.isEmpty());

    assertThat(camera.last("DESCRIBE").orElseThrow().uri()).endsWith("/front door|1?x={2}");
  }

  @Test
  void answersWhatTheCameraAsks() {
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.play(request);
          peer.send("OPTIONS * RTSP/1.0\r\nCSeq: 900\r\n\r\n");
          peer.send("ANNOUNCE rtsp://c/ RTSP/1.0\r\nCSeq: 901\r\n\r\n");
          peer.send("RECORD rtsp://c/ RTSP/1.0\r\n\r\n");
        });
    start(TransportMode.TCP);
    await().until(() -> camera.responses.size() == 3);

    assertThat(camera.responses).extracting(RtspResponse::status).containsExactly(200, 200, 501);
    assertThat(camera.responses.get(0).cSeq()).hasValue(900);
    assertThat(camera.responses.get(0).header("Public")).isPresent();
    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void beginsAnewWhenTheCameraEndsTheSessionOrRedirects() {
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.play(request);
          if (peer.number == 1) {
            peer.send("TEARDOWN rtsp://c/ RTSP/1.0\r\nCSeq: 900\r\n\r\n");
          } else if (peer.number == 2) {
            peer.send("REDIRECT * RTSP/1.0\r\nLocation: " + camera.url() + "/b\r\n\r\n");
          }
        });
    start(TransportMode.TCP);
    await().until(() -> camera.count("PLAY") == 3);

    assertThat(seen.disconnects)
        .containsExactly("the camera ended the session", "redirected to " + camera.url() + "/b");
    assertThat(camera.last("DESCRIBE").orElseThrow().uri()).isEqualTo(camera.url() + "/b");
  }

  @Test
  void goesOnBehindBytesThatAreNoRtsp() {
    camera.on(
        "PLAY",
        (request, peer) -> {
          peer.ok(request, RtspHeaders.EMPTY);
          peer.frame(0, peer.packet());
          peer.send(new byte[] {1, 2, 3, 4});
          peer.startPackets();
        });
    start(TransportMode.TCP);
    await().until(() -> seen.packets.size() > 3);

    assertThat(seen.malformed)
        .extracting(RtspParseError::reason)
        .containsExactly(RtspParseError.Reason.UNEXPECTED_BYTE);
  }

  @Test
  void toleratesACameraThatRefusesOptions() {
    camera.onStatus("OPTIONS", 501);
    start(TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());

    assertThat(seen.disconnects).isEmpty();
  }

  @Test
  void saysWhyADescriptionCannotBeRead() {
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                new RtspResponse(
                    200, ScriptedCamera.echo(request), "v=0\r\ns=x\r\n".getBytes(UTF_8))));
    start(TransportMode.TCP);
    await().until(() -> !seen.disconnects.isEmpty());

    assertThat(seen.disconnects.get(0)).startsWith("the camera's description cannot be read: SDP");
  }

  private void describeTwoTracks() {
    String two = ScriptedCamera.SDP + "m=audio 0 RTP/AVP 0\r\na=control:track2\r\n";
    camera.on(
        "DESCRIBE",
        (request, peer) ->
            peer.send(
                new RtspResponse(
                    200,
                    ScriptedCamera.echo(request).and("Content-Base", camera.url() + "/"),
                    two.getBytes(UTF_8))));
  }
}
