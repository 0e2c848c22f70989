package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.CapturedHosts.frame;
import static io.camvitals.agent.source.CapturedHosts.message;
import static io.camvitals.agent.source.CapturedHosts.request;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.TestTraffic.Connection;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.RtspEvent.Kind;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpObservationTest {
  private static final String CAMERA = CapturedHosts.CAMERA + ":80";
  private static final String GET =
      message(
          "", "GET /live HTTP/1.0", "x-sessioncookie: c0", "Accept: application/x-rtsp-tunnelled");
  private static final String POST =
      message(
          "",
          "POST /live HTTP/1.0",
          "x-sessioncookie: c0",
          "Content-Type: application/x-rtsp-tunnelled",
          "Content-Length: 32767");
  private static final String OPENED =
      message("", "HTTP/1.0 200 OK", "Content-Type: application/x-rtsp-tunnelled");

  private final CapturedHosts hosts = new CapturedHosts();

  private String viewer(int port) {
    return CapturedHosts.VIEWER + ":" + port;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  /** A tunnel whose two connections are these; the requests in one piece of Base64 each. */
  private void play(Connection get, Connection post, int firstSequence, int packets) {
    post.client(encoded(request("DESCRIBE", RtspDialogues.URL, 1)));
    get.server(
        CapturedHosts.described(RtspDialogues.SDP, 1, "Content-Base: " + RtspDialogues.URL + "/"));
    post.client(
        encoded(
            request(
                "SETUP",
                RtspDialogues.URL + "/trackID=1",
                2,
                "Transport: RTP/AVP/TCP;unicast;interleaved=0-1")));
    get.server(
        CapturedHosts.answer(2, "Session: 9", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
    post.client(encoded(request("PLAY", RtspDialogues.URL, 3, "Session: 9")));
    get.server(CapturedHosts.answer(3, "Session: 9"));
    for (int i = 0; i < packets; i++) {
      get.server(frame(0, rtp(96, firstSequence + i, i * 3600, 0x1111, 500)));
    }
  }

  private Connection openGet(int port) {
    Connection get = hosts.traffic.connect(viewer(port), CAMERA);
    get.client(GET);
    get.server(OPENED);
    return get;
  }

  private Connection openPost(int port) {
    Connection post = hosts.traffic.connect(viewer(port), CAMERA);
    post.client(POST);
    return post;
  }

  @Test
  void rtspWithinHttpIsReadAsAnyOther() {
    Connection get = openGet(40_000);
    Connection post = openPost(40_001);
    play(get, post, 0, 20);
    post.finish(0).finish(1);
    get.finish(0).finish(1);
    hosts.agent.close();

    assertThat(hosts.streams.all()).hasSize(1);
    assertThat(hosts.streams.all().get(0).sequences())
        .isEqualTo(IntStream.range(0, 20).boxed().toList());
    assertThat(hosts.streams.all().get(0).identity().getChannel())
        .isEqualTo("rtsp://192.0.2.7/live trackID=1");
    assertThat(hosts.told.dialogues).hasSize(1);
    assertThat(hosts.told.dialogues.get(0).tunnel()).isEqualTo("http");
    assertThat(hosts.told.dialogues.get(0).requests()).isEqualTo(3);
    assertThat(hosts.told.dialogues.get(0).unanswered()).isZero();
    assertThat(hosts.told.rtsp(Kind.KIND_EXCHANGE))
        .extracting(RtspEvent::getStatusCode)
        .containsOnly(200);
    assertThat(hosts.told.connections)
        .extracting(TcpConnectionReport::protocol)
        .containsOnly("rtsp-over-http");
    assertThat(hosts.told.connections).allMatch(TcpConnectionReport::protocolByContent);
    assertThat(hosts.frames.snapshot().rejected()).isEmpty();
  }

  /** Each request may come in a POST of its own, which is closed behind it. */
  @Test
  void aTunnelOutlivesItsPosts() {
    Connection get = openGet(40_000);
    Connection first = openPost(40_001);
    first.client(encoded(request("OPTIONS", RtspDialogues.URL, 1)));
    get.server(CapturedHosts.answer(1));
    first.finish(0).finish(1);
    Connection second = openPost(40_002);
    play(get, second, 0, 5);
    hosts.agent.close();
    assertThat(hosts.streams.all()).hasSize(1);
    assertThat(hosts.told.dialogues).hasSize(1);
    assertThat(hosts.told.dialogues.get(0).requests()).isEqualTo(4);
  }

  /** Some clients name every tunnel alike. */
  @Test
  void aCookieThatComesAgainIsAnotherTunnel() {
    for (int i = 0; i < 3; i++) {
      Connection get = openGet(40_000 + 2 * i);
      Connection post = openPost(40_001 + 2 * i);
      play(get, post, 100 * i, 5);
      post.finish(0).finish(1);
      get.finish(0).finish(1);
    }
    hosts.agent.close();
    assertThat(hosts.streams.all()).hasSize(3);
    assertThat(hosts.told.dialogues).hasSize(3);
  }

  @Test
  void theSameCookieOfTwoViewersIsTwoTunnels() {
    Connection get = openGet(40_000);
    Connection post = openPost(40_001);
    Connection otherGet = hosts.traffic.connect("192.0.2.99:40000", CAMERA);
    otherGet.client(GET);
    otherGet.server(OPENED);
    Connection otherPost = hosts.traffic.connect("192.0.2.99:40001", CAMERA);
    otherPost.client(POST);
    play(get, post, 0, 5);
    play(otherGet, otherPost, 100, 5);
    hosts.agent.close();
    assertThat(hosts.streams.all()).hasSize(2);
    assertThat(hosts.told.dialogues)
        .allSatisfy(dialogue -> assertThat(dialogue.requests()).isEqualTo(3));
  }

  @Test
  void aGapInATunnelIsItsGap() {
    Connection get = openGet(40_000);
    Connection post = openPost(40_001);
    play(get, post, 0, 5);
    get.missed(1, 4 + 12 + 500 + 37);
    hosts.traffic.pause(100);
    byte[] cut = frame(0, rtp(96, 6, 0, 0x1111, 500));
    get.server(java.util.Arrays.copyOfRange(cut, 37, cut.length));
    for (int i = 7; i < 20; i++) {
      get.server(frame(0, rtp(96, i, i * 3600, 0x1111, 500)));
    }
    hosts.agent.close();
    assertThat(hosts.streams.all()).hasSize(1);
    assertThat(hosts.streams.all().get(0).sequences())
        .containsExactly(0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(hosts.streams.all().get(0).dropped()).isEqualTo(2);
  }

  @Test
  void aTunnelOfWhichOneHalfWasSeenEndsWithTheCapture() {
    Connection post = openPost(40_001);
    post.client(encoded(request("OPTIONS", RtspDialogues.URL, 1)));
    post.finish(0).finish(1);
    hosts.agent.close();
    assertThat(hosts.told.dialogues).hasSize(1);
    assertThat(hosts.told.dialogues.get(0).unanswered()).isEqualTo(1);
    assertThat(hosts.told.dialogues.get(0).end()).isEqualTo("capture-ended");
  }

  private void answered(String expected, String request, String head, byte[] body) {
    CapturedHosts others = new CapturedHosts();
    Connection connection = others.traffic.connect(CapturedHosts.VIEWER + ":40000", CAMERA);
    connection.client(request);
    connection.server(concat(bytes(head), body));
    others.agent.close();
    assertThat(others.told.connections.get(0).protocol()).as(head).isEqualTo(expected);
    assertThat(others.told.connections.get(0).protocolByContent()).isTrue();
  }

  private static String ok(String type) {
    return message("", "HTTP/1.1 200 OK", "Content-Type: " + type);
  }

  @Test
  void videoOverHttpIsNamedByItsTypeOrItsBeginning() {
    String get = message("", "GET /video?user=u&pwd=s3cret HTTP/1.1", "Host: 192.0.2.7");
    answered("http-mjpeg", get, ok("multipart/x-mixed-replace; boundary=b"), bytes("--b\r\n"));
    answered("http-flv", get, ok("video/x-flv"), bytes("FLV"));
    answered("http-flv", get, ok("application/octet-stream"), bytes("FLV\1\5\0\0\0\11"));
    answered("http-mpeg-ts", get, ok("video/mp2t"), new byte[0]);
    byte[] ts = new byte[376];
    ts[0] = 0x47;
    ts[188] = 0x47;
    answered("http-mpeg-ts", get, message("", "HTTP/1.1 200 OK"), ts);
    answered("http-video", get, ok("video/mp4"), new byte[0]);
    answered("http-video", get, ok("application/vnd.apple.mpegurl"), bytes("#EXTM3U"));
    answered("http", get, ok("text/html"), bytes("<html>"));
    answered("http", get, message("", "HTTP/1.1 401 Unauthorized"), new byte[0]);
    answered(
        "onvif",
        message("<s/>", "POST /onvif/device_service HTTP/1.1", "Content-Type: text/xml"),
        message("<s/>", "HTTP/1.1 200 OK", "Content-Type: application/soap+xml"),
        new byte[0]);
    answered(
        "websocket",
        message("", "GET /ws HTTP/1.1", "Upgrade: websocket"),
        message("", "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket"),
        new byte[0]);
  }

  @Test
  void aPageBeforeTheVideoDoesNotHideIt() {
    Connection connection = hosts.traffic.connect(viewer(40_000), CAMERA);
    connection.client(message("", "GET / HTTP/1.1", "Host: h"));
    connection.server(message("<html/>", "HTTP/1.1 200 OK", "Content-Type: text/html"));
    connection.client(message("", "GET /video HTTP/1.1", "Host: h"));
    connection.server(ok("multipart/x-mixed-replace;boundary=x"));
    hosts.agent.close();
    assertThat(hosts.told.connections.get(0).protocol()).isEqualTo("http-mjpeg");
  }
}
