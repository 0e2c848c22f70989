package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.answer;
import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.CapturedHosts.frame;
import static io.camvitals.agent.source.CapturedHosts.request;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.RecordedStreams.Stream;
import io.camvitals.agent.source.TestTraffic.Connection;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.TcpEvent.ProtocolEvidence;
import io.camvitals.event.v1.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RtspObservationTest {
  private static final String CAMERA = CapturedHosts.CAMERA + ":554";
  private static final String VIEWER = CapturedHosts.VIEWER + ":40000";
  private static final int VIDEO = 0x1111;
  private static final int AUDIO = 0x2222;

  private final CapturedHosts hosts = new CapturedHosts();

  private static byte[] video(int sequence) {
    return frame(0, rtp(96, sequence, sequence * 3600, VIDEO, 600));
  }

  private static byte[] audio(int sequence) {
    return frame(2, rtp(0, sequence, sequence * 160, AUDIO, 160));
  }

  private List<Stream> streams() {
    return hosts.streams.all();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void interleavedTracksAreStreamsFromTheirFirstPacketOn() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    for (int i = 0; i < 20; i++) {
      connection.server(concat(video(i), audio(i)));
    }
    connection.server(frame(1, hex("80c80006 00001111" + "00".repeat(20))));
    connection.client(frame(3, hex("81c90007 99999999 00002222" + "00".repeat(20))));
    hosts.agent.close();

    assertThat(streams()).hasSize(2);
    StreamIdentity first = streams().get(0).identity();
    assertThat(first.getTransport()).isEqualTo(Transport.TRANSPORT_TCP_INTERLEAVED);
    assertThat(first.getCodec()).isEqualTo("H264");
    assertThat(first.getClockRate()).isEqualTo(90_000);
    assertThat(first.getSsrc()).isEqualTo(VIDEO);
    assertThat(first.getSignalled()).isTrue();
    assertThat(first.getRtspUrl()).isEqualTo(RtspDialogues.URL);
    assertThat(first.getControl()).isEqualTo("trackID=1");
    assertThat(first.getChannel()).isEqualTo("rtsp://192.0.2.7/live trackID=1");
    assertThat(first.getDirection()).isEqualTo(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
    assertThat(first.getSource().getPort()).isEqualTo(554);
    assertThat(streams().get(1).identity().getCodec()).isEqualTo("PCMU");
    assertThat(streams().get(1).identity().getInterleavedChannel()).isEqualTo(2);
    assertThat(streams()).allSatisfy(s -> assertThat(s.sequences()).isEqualTo(numbers(0, 20)));
    assertThat(streams()).allSatisfy(s -> assertThat(s.rtcp()).isEqualTo(1));
    assertThat(streams()).allSatisfy(s -> assertThat(s.dropped()).isZero());
    assertThat(hosts.frames.snapshot().rejected()).isEmpty();
  }

  /** Messages and frames may be cut anywhere into segments. */
  @Test
  void segmentsMayCutAnywhere() {
    for (int size = 1; size < 80; size += size < 8 ? 1 : 7) {
      CapturedHosts others = new CapturedHosts();
      Connection connection = others.traffic.connect(VIEWER, CAMERA);
      RtspDialogues.playInterleaved(connection);
      List<byte[]> sent = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        sent.add(concat(video(i), audio(i)));
      }
      sent.add(bytes(answer(6, "Session: 77")));
      sent.add(video(10));
      connection.say(1, concat(sent.toArray(byte[][]::new)), size);
      others.agent.close();
      assertThat(others.streams.all().get(0).sequences()).as("size %s", size).hasSize(11);
      assertThat(others.streams.all().get(1).sequences()).as("size %s", size).hasSize(10);
      assertThat(others.frames.snapshot().rejected()).as("size %s", size).isEmpty();
    }
  }

  @Test
  void rtspIsKnownByItsContentOnAnyPort() {
    for (int port : new int[] {554, 8554, 10_554, 1935, 37_777, 34_567, 5060, 443, 80}) {
      CapturedHosts others = new CapturedHosts();
      Connection connection = others.traffic.connect(VIEWER, CapturedHosts.CAMERA + ":" + port);
      RtspDialogues.playInterleaved(connection);
      connection.server(video(1));
      others.agent.close();
      assertThat(others.streams.all()).as("port %s", port).hasSize(1);
      assertThat(others.told.connections.get(0).protocol()).isEqualTo("rtsp");
      assertThat(others.told.connections.get(0).protocolByContent()).isTrue();
      assertThat(others.told.windows.get(others.told.windows.size() - 1).getProtocolEvidence())
          .isEqualTo(ProtocolEvidence.PROTOCOL_EVIDENCE_CONTENT);
    }
  }

  /** What the capture missed is its own loss, and frames are found again behind it. */
  @Test
  void framesAreFoundAgainBehindAGap() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    for (int i = 0; i < 10; i++) {
      connection.server(concat(video(i), audio(i)));
    }
    byte[] half = concat(video(10), audio(10));
    connection.server(java.util.Arrays.copyOf(half, 300));
    connection.missed(1, half.length - 300 + concat(video(11), audio(11)).length + 100);
    byte[] next = concat(video(12), audio(12));
    hosts.traffic.pause(100);
    connection.server(java.util.Arrays.copyOfRange(next, 100, next.length));
    for (int i = 13; i < 30; i++) {
      connection.server(concat(video(i), audio(i)));
    }
    hosts.agent.close();

    assertThat(streams()).hasSize(2);
    // Of the tenth the head was captured, and with it all that is measured.
    assertThat(streams().get(0).sequences())
        .containsAll(numbers(0, 10))
        .containsAll(numbers(13, 30));
    assertThat(streams().get(0).sequences()).doesNotHaveDuplicates().isSorted();
    assertThat(streams().get(1).sequences())
        .containsAll(numbers(0, 10))
        .containsAll(numbers(13, 30));
    for (Stream stream : streams()) {
      int missing = 30 - stream.sequences().size();
      assertThat(stream.dropped()).as("capture loss").isEqualTo(missing);
    }
    assertThat(hosts.told.connections.get(0).fromServer().gaps()).isEqualTo(1);
  }

  /** Without its beginning a connection is known by a chain of frames. */
  @Test
  void aConnectionIsUnderstoodFromItsMiddle() {
    Connection connection = hosts.traffic.joined(VIEWER, CAMERA);
    byte[] begun = video(99);
    connection.server(java.util.Arrays.copyOfRange(begun, 200, begun.length));
    for (int i = 0; i < 60; i++) {
      connection.server(concat(video(100 + i), audio(100 + i)));
    }
    hosts.agent.close();
    assertThat(streams()).hasSize(2);
    for (Stream stream : streams()) {
      assertThat(stream.sequences()).isSubsetOf(numbers(99, 160)).hasSizeGreaterThan(55);
      assertThat(stream.sequences()).isSorted().contains(159);
      assertThat(stream.identity().getDirection())
          .isEqualTo(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
    }
    assertThat(hosts.told.connections.get(0).protocol()).isEqualTo("rtsp");
  }

  @Test
  void aNamedClockRateDoesNotKeepTheCodecOfATrackFromBeingLookedFor() {
    CapturedHosts named = new CapturedHosts(CaptureLimits.AGENT, Map.of(96, 90_000));
    StreamIdentity identity = joinedH264(named, 90_000);
    assertThat(identity.getCodec()).isEqualTo("H264");
    assertThat(identity.getClockRate()).isEqualTo(90_000);
    assertThat(identity.getClockRateSource())
        .isEqualTo(ClockRateSource.CLOCK_RATE_SOURCE_CONFIGURED);
  }

  @Test
  void theClockRateOfATracksCodecIsNotTakenAgainstTheTimestamps() {
    StreamIdentity usual = joinedH264(new CapturedHosts(), 90_000);
    assertThat(usual.getCodec()).isEqualTo("H264");
    assertThat(usual.getClockRate()).isEqualTo(90_000);
    StreamIdentity microseconds = joinedH264(new CapturedHosts(), 1_000_000);
    assertThat(microseconds.getCodec()).isEqualTo("H264");
    assertThat(microseconds.getClockRate()).isZero();
  }

  /** A connection that was joined midway, with frames of 40 ms. */
  private static StreamIdentity joinedH264(CapturedHosts others, int clockRate) {
    Connection connection = others.traffic.joined(VIEWER, CAMERA);
    for (int i = 0; i < 60; i++) {
      byte[] payload =
          hex(i % 20 == 15 ? "6742c01eda0280" : i % 20 == 16 ? "68ce3c80" : "419a2012");
      connection.server(frame(0, rtp(96, false, 100 + i, i * (clockRate / 25), VIDEO, payload)));
      others.traffic.pause(40);
    }
    others.agent.close();
    assertThat(others.streams.all()).hasSize(1);
    return others.streams.all().get(0).identity();
  }

  @Test
  void tracksOverUdpAreKnownBeforeTheirFirstPacket() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.describe(connection, RtspDialogues.SDP);
    RtspDialogues.setUp(
        connection, 3, "trackID=1", "RTP/AVP;unicast;client_port=6000-6001;server_port=5000-5001");
    RtspDialogues.play(connection, 4);
    hosts.traffic.udp(
        "192.0.2.7:5001", "192.0.2.1:6001", hex("80c80006 00001111" + "00".repeat(20)));
    hosts.traffic.udp("192.0.2.7:5000", "192.0.2.1:6000", rtp(96, 9, 0, VIDEO, 100));
    hosts.agent.close();
    assertThat(streams()).hasSize(1);
    assertThat(streams().get(0).sequences()).containsExactly(9);
    assertThat(streams().get(0).rtcp()).isEqualTo(1);
    assertThat(streams().get(0).identity().getCodec()).isEqualTo("H264");
    assertThat(streams().get(0).identity().getChannel())
        .isEqualTo("rtsp://192.0.2.7/live trackID=1");
    assertThat(hosts.packets.snapshot().rejected()).containsOnlyKeys("tcp");
  }

  /** A translator between viewer and camera changes the port to which the camera sends. */
  @Test
  void aTrackIsKnownByTheCamerasPortWhenNatChangedTheOther() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.describe(connection, RtspDialogues.SDP);
    RtspDialogues.setUp(
        connection, 3, "trackID=1", "RTP/AVP;unicast;client_port=6000-6001;server_port=5000-5001");
    RtspDialogues.play(connection, 4);
    hosts.traffic.udp("192.0.2.7:5000", "192.0.2.1:61234", rtp(96, 9, 0, VIDEO, 100));
    hosts.agent.close();
    assertThat(streams()).hasSize(1);
    assertThat(streams().get(0).identity().getRtspUrl()).isEqualTo(RtspDialogues.URL);
  }

  @Test
  void aDialogueIsToldRequestByRequest() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    connection.client(request("OPTIONS", RtspDialogues.URL, 1, "User-Agent: watcher/1.0"));
    hosts.traffic.pause(30);
    connection.server(answer(1, "Public: DESCRIBE", "Server: cam/2.0"));
    connection.client(request("DESCRIBE", RtspDialogues.URL, 2));
    connection.server(answer("404 Not Found", 2));
    connection.client(request("DESCRIBE", RtspDialogues.URL + "2", 3));
    connection.finish(0).finish(1);
    hosts.agent.close();

    List<RtspEvent> exchanges = hosts.told.rtsp(Kind.KIND_EXCHANGE);
    assertThat(exchanges)
        .extracting(event -> event.getMethod() + " " + event.getStatusCode())
        .containsExactly("OPTIONS 200", "DESCRIBE 404", "DESCRIBE 0");
    // The acknowledgement of the request takes a millisecond of its own.
    assertThat(exchanges.get(0).getResponseTimeNs()).isEqualTo(32_000_000);
    assertThat(exchanges.get(1).getServerName()).isEqualTo("cam/2.0");
    assertThat(exchanges.get(1).getUserAgent()).isEqualTo("watcher/1.0");
    assertThat(hosts.told.rtsp(Kind.KIND_DISCONNECTED))
        .extracting(RtspEvent::getReason)
        .containsExactly("closed-by-client");
    RtspDialogueReport dialogue = hosts.told.dialogues.get(0);
    assertThat(dialogue.requests()).isEqualTo(3);
    assertThat(dialogue.unanswered()).isEqualTo(1);
    assertThat(dialogue.failures()).isEqualTo(1);
    assertThat(dialogue.exchanges()).hasSize(3);
    assertThat(dialogue.exchanges().get(0).responseTimeNs()).isEqualTo(32_000_000);
    assertThat(dialogue.exchanges().get(2).responseTimeNs()).isEqualTo(-1);
  }

  @Test
  void aFirstChallengeIsNoFailureAndARefusalIs() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    String challenge = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"";
    String authorization = "Authorization: Digest username=\"viewer\", response=\"c0ffee\"";
    connection.client(request("DESCRIBE", RtspDialogues.URL, 1));
    connection.server(answer("401 Unauthorized", 1, challenge));
    assertThat(hosts.told.rtsp(Kind.KIND_AUTHENTICATION_FAILED)).isEmpty();
    connection.client(request("DESCRIBE", RtspDialogues.URL, 2, authorization));
    connection.server(answer("401 Unauthorized", 2, challenge + ", stale=TRUE"));
    assertThat(hosts.told.rtsp(Kind.KIND_AUTHENTICATION_FAILED)).isEmpty();
    connection.client(request("DESCRIBE", RtspDialogues.URL, 3, authorization));
    connection.server(answer("401 Unauthorized", 3, challenge));
    assertThat(hosts.told.rtsp(Kind.KIND_AUTHENTICATION_FAILED)).hasSize(1);
    hosts.agent.close();

    assertThat(hosts.told.dialogues.get(0).authenticationFailures()).isEqualTo(1);
    assertThat(hosts.told.dialogues.get(0).failures()).isEqualTo(1);
    assertThat(hosts.told.toString()).doesNotContain("c0ffee").doesNotContain("viewer");
  }

  @Test
  void theSessionsLengthAndWhyItEndedAreTold() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    connection.server(video(1));
    hosts.traffic.pause(30_000);
    connection.client(request("TEARDOWN", RtspDialogues.URL, 6, "Session: 77"));
    connection.server(answer(6));
    connection.finish(0).finish(1);
    hosts.agent.close();

    RtspEvent end = hosts.told.rtsp(Kind.KIND_DISCONNECTED).get(0);
    assertThat(end.getReason()).isEqualTo("teardown");
    assertThat(end.getSessionNs()).isBetween(30_000_000_000L, 30_020_000_000L);
    assertThat(end.getSessionTimeoutS()).isEqualTo(60);
    assertThat(end.getKeepAlivesMissed()).isZero();
    assertThat(hosts.told.rtsp(Kind.KIND_PLAYING)).hasSize(1);
    assertThat(hosts.told.rtsp(Kind.KIND_CONNECTED)).hasSize(1);
  }

  @Test
  void keepAlivesThatDoNotComeAreCounted() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    hosts.traffic.pause(59_000);
    connection.client(request("GET_PARAMETER", RtspDialogues.URL, 6, "Session: 77"));
    connection.server(answer(6));
    for (int i = 0; i < 130; i++) {
      hosts.traffic.pause(1_000);
      connection.server(video(i));
    }
    connection.reset(1);
    hosts.agent.close();

    RtspEvent end = hosts.told.rtsp(Kind.KIND_DISCONNECTED).get(0);
    assertThat(end.getKeepAlivesMissed()).isEqualTo(2);
    assertThat(end.getReason()).isEqualTo("reset");
  }

  /** Of time in which nothing of a session was captured nothing is told. */
  @Test
  void aSessionEndsWithWhatWasLastSeenOfIt() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    for (int i = 0; i < 5; i++) {
      hosts.traffic.pause(1_000);
      connection.server(video(i));
    }
    hosts.traffic.pause(400_000_000_000L);
    hosts.traffic.udp("192.0.2.9:5000", "192.0.2.8:6000", new byte[100]);
    hosts.agent.close();

    RtspDialogueReport dialogue = hosts.told.dialogues.get(0);
    assertThat(dialogue.playedNs()).isBetween(5_000_000_000L, 5_100_000_000L);
    assertThat(dialogue.keepAlivesMissed()).isZero();
    assertThat(dialogue.lastNs() - dialogue.firstNs()).isLessThan(6_000_000_000L);
    RtspEvent end = hosts.told.rtsp(Kind.KIND_DISCONNECTED).get(0);
    assertThat(end.getSessionNs()).isEqualTo(dialogue.playedNs());
    assertThat(end.getTimeNs()).isEqualTo(dialogue.lastNs());
  }

  @Test
  void mediaOverUdpShowThatASessionGoesOn() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.describe(connection, RtspDialogues.SDP);
    RtspDialogues.setUp(
        connection, 3, "trackID=1", "RTP/AVP;unicast;client_port=6000-6001;server_port=5000-5001");
    RtspDialogues.play(connection, 4);
    for (int i = 0; i < 130; i++) {
      hosts.traffic.pause(999);
      hosts.traffic.udp("192.0.2.7:5000", "192.0.2.1:6000", rtp(96, i, i * 90_000, VIDEO, 100));
    }
    hosts.traffic.pause(400_000_000_000L);
    hosts.traffic.udp("192.0.2.9:5000", "192.0.2.8:6000", new byte[100]);
    hosts.agent.close();

    RtspDialogueReport dialogue = hosts.told.dialogues.get(0);
    assertThat(dialogue.playedNs()).isBetween(129_000_000_000L, 131_000_000_000L);
    assertThat(dialogue.keepAlivesMissed()).isEqualTo(2);
  }

  @Test
  void aSessionThatWasJoinedPlaysFromItsFirstPacketOnAndDidNotConnect() {
    Connection connection = hosts.traffic.joined(VIEWER, CAMERA);
    for (int i = 0; i < 60; i++) {
      hosts.traffic.pause(99);
      connection.server(video(i));
    }
    connection.client(request("OPTIONS", RtspDialogues.URL, 57, "Session: 77"));
    connection.server(answer(57));
    hosts.agent.close();

    assertThat(hosts.told.dialogues.get(0).playedNs()).isBetween(5_000_000_000L, 6_100_000_000L);
    assertThat(hosts.told.rtsp(Kind.KIND_CONNECTED)).isEmpty();
    assertThat(hosts.told.rtsp(Kind.KIND_EXCHANGE)).hasSize(1);
  }

  @Test
  void ofASessionThatWasJoinedWithoutMediaItIsNotKnownWhetherItPlayed() {
    Connection connection = hosts.traffic.joined(VIEWER, CAMERA);
    connection.client(request("GET_PARAMETER", RtspDialogues.URL, 57, "Session: 77"));
    connection.server(answer(57));
    hosts.agent.close();

    assertThat(hosts.told.dialogues.get(0).playedNs()).isEqualTo(-1);
    assertThat(hosts.told.rtsp(Kind.KIND_CONNECTED)).isEmpty();
    assertThat(hosts.told.rtsp(Kind.KIND_DISCONNECTED).get(0).getSessionNs()).isZero();
  }

  @Test
  void aSessionWhoseFirstRequestWasSeenHasConnected() {
    Connection connection = hosts.traffic.joined(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    hosts.agent.close();
    assertThat(hosts.told.rtsp(Kind.KIND_CONNECTED)).hasSize(1);
  }

  /** A side that has nothing more to say may have said so before the other is understood. */
  @Test
  void aSideThatClosedBeforeItWasUnderstoodHasClosed() {
    Connection connection = hosts.traffic.joined(VIEWER, CAMERA);
    connection.finish(0);
    for (int i = 0; i < 60; i++) {
      connection.server(video(i));
    }
    connection.finish(1);
    assertThat(hosts.told.dialogues).hasSize(1);
    assertThat(streams()).hasSize(1).allMatch(Stream::closed);
  }

  @Test
  void aServerThatClosesIsSaidToHaveDoneSo() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    connection.finish(1);
    connection.reset(0);
    hosts.agent.close();
    assertThat(hosts.told.rtsp(Kind.KIND_DISCONNECTED))
        .extracting(RtspEvent::getReason)
        .containsExactly("closed-by-server");
  }

  @Test
  void aReconnectIsTheSameChannelAndToldAsAChange() {
    Connection before = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(before);
    for (int i = 0; i < 50; i++) {
      before.server(video(i));
      hosts.traffic.pause(40);
    }
    before.reset(1);
    hosts.traffic.pause(3_000);
    Connection after = hosts.traffic.connect(CapturedHosts.VIEWER + ":40002", CAMERA);
    RtspDialogues.playInterleaved(after);
    for (int i = 0; i < 80; i++) {
      after.server(frame(0, rtp(96, 7_000 + i, i * 3600, 0x3333, 100)));
      hosts.traffic.pause(40);
    }
    hosts.agent.close();

    assertThat(streams())
        .extracting(s -> s.identity().getChannel())
        .containsOnly("rtsp://192.0.2.7/live trackID=1");
    assertThat(hosts.told.changes).hasSize(1);
    assertThat(hosts.told.changes.get(0).getKind())
        .isEqualTo(io.camvitals.event.v1.StreamChangeEvent.Kind.KIND_SESSION);
    assertThat(hosts.told.changes.get(0).getInterruptionNs())
        .isBetween(3_000_000_000L, 3_200_000_000L);
  }

  @Test
  void talkBackAndMetadataAreToldFromThePicture() {
    String sdp =
        RtspDialogues.SDP.replace("a=control:trackID=1", "a=recvonly\r\na=control:trackID=1")
            + """
            a=recvonly
            m=audio 0 RTP/AVP 0
            a=sendonly
            a=control:trackID=3
            m=application 0 RTP/AVP 107
            a=rtpmap:107 vnd.onvif.metadata/90000
            a=recvonly
            a=control:trackID=4
            """
                .replace("\n", "\r\n");
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    connection.client(
        request("DESCRIBE", RtspDialogues.URL, 1, "Require: www.onvif.org/ver20/backchannel"));
    connection.server(CapturedHosts.described(sdp, 1, "Content-Base: " + RtspDialogues.URL + "/"));
    for (int track = 1; track <= 4; track++) {
      int channel = 2 * (track - 1);
      RtspDialogues.setUp(
          connection,
          1 + track,
          "trackID=" + track,
          "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1));
    }
    RtspDialogues.play(connection, 6);
    for (int i = 0; i < 4; i++) {
      connection.server(concat(video(i), audio(i)));
      connection.server(frame(6, rtp(107, i, 0, 0x4444, 300)));
      connection.client(frame(4, rtp(0, i, i * 160, 0x5555, 160)));
    }
    hosts.agent.close();

    assertThat(streams())
        .extracting(
            s ->
                s.identity().getMedia()
                    + " "
                    + s.identity().getCodec()
                    + " "
                    + s.identity().getDirection()
                    + " from "
                    + s.identity().getSource().getPort())
        .containsExactlyInAnyOrder(
            "video H264 MEDIA_DIRECTION_FROM_CAMERA from 554",
            "audio PCMU MEDIA_DIRECTION_FROM_CAMERA from 554",
            "audio PCMU MEDIA_DIRECTION_TO_CAMERA from 40000",
            "application VND.ONVIF.METADATA MEDIA_DIRECTION_FROM_CAMERA from 554");
    assertThat(streams()).allSatisfy(s -> assertThat(s.sequences()).hasSize(4));
    assertThat(hosts.told.dialogues.get(0).tracks())
        .extracting(RtspDialogueReport.Track::backChannel)
        .containsExactly(false, false, true, false);
  }

  @Test
  void talkBackOverUdpGoesToTheCamera() {
    String sdp =
        RtspDialogues.SDP
            + """
            m=audio 0 RTP/AVP 0
            a=sendonly
            a=control:trackID=3
            """
                .replace("\n", "\r\n");
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    connection.client(
        request("DESCRIBE", RtspDialogues.URL, 1, "Require: www.onvif.org/ver20/backchannel"));
    connection.server(CapturedHosts.described(sdp, 1, "Content-Base: " + RtspDialogues.URL + "/"));
    RtspDialogues.setUp(
        connection, 2, "trackID=3", "RTP/AVP;unicast;client_port=6000-6001;server_port=5000-5001");
    RtspDialogues.play(connection, 3);
    hosts.traffic.udp("192.0.2.1:6000", "192.0.2.7:5000", rtp(0, 1, 0, 0x5555, 160));
    hosts.agent.close();
    assertThat(streams()).hasSize(1);
    assertThat(streams().get(0).identity().getDirection())
        .isEqualTo(MediaDirection.MEDIA_DIRECTION_TO_CAMERA);
    assertThat(streams().get(0).identity().getControl()).isEqualTo("trackID=3");
  }

  /** Many servers say "sendonly" of what they send themselves (RFC 8866 section 6.7). */
  @Test
  void sendonlyWithoutABackChannelAskedForIsTheCamerasOwn() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.describe(
        connection, RtspDialogues.SDP.replace("a=control:", "a=sendonly\r\na=control:"));
    RtspDialogues.setUp(connection, 3, "trackID=1", "RTP/AVP/TCP;unicast;interleaved=0-1");
    RtspDialogues.play(connection, 4);
    connection.server(video(1));
    hosts.agent.close();
    assertThat(streams().get(0).identity().getDirection())
        .isEqualTo(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
    assertThat(streams().get(0).identity().getSource().getPort()).isEqualTo(554);
  }

  /** A client that publishes sends the media (RFC 2326 sections 10.3 and 10.11). */
  @Test
  void whatAClientPublishesIsOfTheCamera() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    connection.client(
        CapturedHosts.message(
            RtspDialogues.SDP,
            "ANNOUNCE " + RtspDialogues.URL + " RTSP/1.0",
            "CSeq: 1",
            "Content-Type: application/sdp"));
    connection.server(answer(1));
    RtspDialogues.setUp(
        connection, 2, "trackID=1", "RTP/AVP/TCP;unicast;interleaved=0-1;mode=record");
    connection.client(request("RECORD", RtspDialogues.URL, 3, "Session: 77"));
    connection.server(answer(3));
    for (int i = 0; i < 5; i++) {
      connection.client(video(i));
    }
    hosts.agent.close();
    assertThat(streams()).hasSize(1);
    assertThat(streams().get(0).sequences()).hasSize(5);
    assertThat(streams().get(0).identity().getSource().getPort()).isEqualTo(40_000);
    assertThat(streams().get(0).identity().getDirection())
        .isEqualTo(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
    assertThat(hosts.told.rtsp(Kind.KIND_PLAYING)).hasSize(1);
    assertThat(hosts.told.dialogues.get(0).tracks().get(0).backChannel()).isFalse();
  }

  @Test
  void whatIsNoRtpWithinFramesIsCounted() {
    Connection connection = hosts.traffic.connect(VIEWER, CAMERA);
    RtspDialogues.playInterleaved(connection);
    connection.server(
        concat(frame(0, new byte[20]), frame(9, new byte[20]), frame(0, new byte[0])));
    connection.server(video(1));
    hosts.agent.close();
    assertThat(streams()).hasSize(1);
    assertThat(hosts.frames.snapshot().rejected())
        .isEqualTo(Map.of("interleaved-wrong-version", 1L, "not-rtp", 1L, "interleaved-empty", 1L));
  }
}
