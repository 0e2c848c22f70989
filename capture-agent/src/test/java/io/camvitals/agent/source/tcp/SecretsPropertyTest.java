package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.answer;
import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.CapturedHosts.described;
import static io.camvitals.agent.source.CapturedHosts.frame;
import static io.camvitals.agent.source.CapturedHosts.request;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.TestTraffic.Connection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** What cameras and viewers say of passwords stays between them. */
class SecretsPropertyTest {
  private static final String SECRET = "s3cret";
  private static final String CAMERA = CapturedHosts.CAMERA + ":554";

  @Property(tries = 300)
  void nothingThatIsToldHoldsAPassword(
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({':', '/', '?', '#', '&', '!', '%', '=', '_'})
          @StringLength(max = 10)
          String before,
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({'@', ':', '/', '?', '#', '!', '%', '='})
          @StringLength(max = 10)
          String after) {
    String password = before + SECRET + after;
    String url =
        "rtsp://hidden:" + password + "@camera.example:554/live?user=hidden&pwd=" + SECRET + after;
    String sdp =
        """
        v=0
        o=- 1 1 IN IP4 0.0.0.0
        s=cam
        t=0 0
        a=control:%s
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=control:%s/trackID=1
        """
            .formatted(url, url)
            .replace("\n", "\r\n");
    String basic =
        Base64.getEncoder().encodeToString(("hidden:" + password).getBytes(StandardCharsets.UTF_8));
    String authorization = "Authorization: Basic " + basic;
    CapturedHosts hosts = new CapturedHosts();
    Connection connection = hosts.traffic.connect(CapturedHosts.VIEWER + ":40000", CAMERA);
    connection.client(request("DESCRIBE", url, 1, authorization));
    connection.server(answer("401 Unauthorized", 1, "WWW-Authenticate: Basic realm=\"r\""));
    connection.client(request("DESCRIBE", url, 2, authorization));
    connection.server(described(sdp, 2, "Content-Base: " + url));
    connection.client(
        request(
            "SETUP",
            url + "/trackID=1",
            3,
            authorization,
            "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
    connection.server(answer(3, "Session: 1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
    connection.client(request("PLAY", url, 4, authorization));
    connection.server(answer(4, "Session: 1"));
    connection.server(frame(0, rtp(96, 1, 0, 1, 10)));
    connection.client(request("PAUSE", url, 5, authorization));
    connection.finish(0).finish(1);
    Connection http = hosts.traffic.connect(CapturedHosts.VIEWER + ":40002", CAMERA);
    http.client(bytes("GET /video?pwd=" + SECRET + " HTTP/1.1\r\n" + authorization + "\r\n\r\n"));
    hosts.agent.close();

    StringBuilder told = new StringBuilder(hosts.told.toString());
    hosts.streams.all().forEach(stream -> told.append(stream.identity()));
    assertThat(hosts.streams.all()).hasSize(1);
    assertThat(hosts.told.rtsp).hasSizeGreaterThan(6);
    assertThat(told.toString()).doesNotContain(SECRET).doesNotContain(basic);
  }
}
