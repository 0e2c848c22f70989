package io.camvitals.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlUriTest {
  @ParameterizedTest
  @CsvSource({
    "rtsp://c/live, trackID=1, rtsp://c/live/trackID=1",
    "rtsp://c/live/, trackID=1, rtsp://c/live/trackID=1",
    "rtsp://c/live, /trackID=1, rtsp://c/live/trackID=1",
    "rtsp://c/live/, /trackID=1, rtsp://c/live/trackID=1",
    "rtsp://c:554, trackID=1, rtsp://c:554/trackID=1",
    "rtsp://c/live, *, rtsp://c/live",
    "rtsp://c/live/, *, rtsp://c/live/",
    "rtsp://c/live/, '', rtsp://c/live/",
    // A query belongs to the base: Dahua, Hikvision.
    "rtsp://c/cam/realmonitor?channel=1&subtype=0, trackID=0,"
        + " rtsp://c/cam/realmonitor?channel=1&subtype=0/trackID=0",
    "rtsp://c/cam/realmonitor?channel=1&subtype=0/, trackID=0,"
        + " rtsp://c/cam/realmonitor?channel=1&subtype=0/trackID=0",
    "rtsp://c/live, ?ctype=video, rtsp://c/live?ctype=video",
    "rtsp://c/live/, ?ctype=video, rtsp://c/live/?ctype=video",
    "rtsp://c/a, rtsp://d:1554/b?x=1, rtsp://d:1554/b?x=1",
    "rtsp://c/a, RTSPS://d/b, RTSPS://d/b",
    // What URI refuses is escaped; an escape that is there stays.
    "rtsp://c/a, my track|1%20, rtsp://c/a/my%20track%7C1%20",
    "rtsp://c/a, rtsp://c/my track, rtsp://c/my%20track",
    "rtsp://my_camera/a, b, rtsp://my_camera/a/b",
    "rtsp://[2001:db8::7]:554/a, b, rtsp://[2001:db8::7]:554/a/b",
  })
  void resolves(URI base, String control, String resolved) throws Exception {
    SessionDescription session =
        SessionDescription.parse("m=video 0 RTP/AVP 96\na=control:" + control);
    assertThat(session.media().get(0).controlUri(base)).hasToString(resolved);
    assertThat(
            SessionDescription.parse("a=control:" + control + "\nm=video 0 RTP/AVP 96")
                .controlUri(base))
        .hasToString(resolved);
  }

  @Property(tries = 1000)
  void whateverParsesResolves(@ForAll String control) {
    URI base = URI.create("rtsp://camera/live?channel=1");
    try {
      SessionDescription session =
          SessionDescription.parse("m=video 0 RTP/AVP 96\na=control:" + control);
      assertThat(session.media().get(0).controlUri(base)).isNotNull();
    } catch (SdpFormatException e) {
      assertThat(e.reason()).isNotBlank();
    }
  }
}
