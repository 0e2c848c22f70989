package io.camvitals.agent.source.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.v1.MediaDirection;
import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

class DescribedTracksTest {
  private static final String URL = "rtsp://192.0.2.7:554/live/";

  private static DescribedTracks of(boolean published, boolean asked, String... lines)
      throws SdpFormatException {
    String sdp = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\nt=0 0\r\n" + String.join("\r\n", lines);
    return DescribedTracks.of(SessionDescription.parse(sdp + "\r\n"), URL, URL, published, asked);
  }

  private static String control(DescribedTracks tracks, String setupUrl) {
    return tracks.find(setupUrl).map(SignalledTrack::control).orElse("none");
  }

  @Test
  void aTrackIsFoundByItsUrlOrItsEnd() throws SdpFormatException {
    DescribedTracks tracks =
        of(
            false,
            false,
            "m=video 0 RTP/AVP 96",
            "a=control:trackID=1",
            "m=audio 0 RTP/AVP 0",
            "a=control:rtsp://192.0.2.7/live/audio?user=u&pwd=s3cret",
            "m=application 0 RTP/AVP 107",
            "a=control:trackID=11");
    assertThat(control(tracks, "rtsp://192.0.2.7:554/live/trackID=1")).isEqualTo("trackID=1");
    assertThat(control(tracks, "rtsp://192.0.2.7:554/live/trackID=1/")).isEqualTo("trackID=1");
    assertThat(control(tracks, "rtsp://u:p@192.0.2.7:554/live/trackID=1")).isEqualTo("trackID=1");
    assertThat(control(tracks, "rtsp://other/x/trackID=11")).isEqualTo("trackID=11");
    assertThat(control(tracks, "rtsp://192.0.2.7/live/audio?user=u&pwd=s3cret"))
        .isEqualTo("rtsp://192.0.2.7/live/audio?user=***&pwd=***");
    assertThat(control(tracks, "rtsp://other/x/trackID=2")).isEqualTo("none");
    assertThat(control(DescribedTracks.none(), URL)).isEqualTo("none");
    assertThat(tracks.all())
        .extracting(SignalledTrack::channel)
        .containsExactly(
            "rtsp://192.0.2.7/live trackID=1",
            "rtsp://192.0.2.7/live/audio?user=***&pwd=***",
            "rtsp://192.0.2.7/live trackID=11");
  }

  @Test
  void theOnlyTrackIsFoundByAnyUrl() throws SdpFormatException {
    assertThat(of(false, false, "m=video 0 RTP/AVP 96").find("rtsp://192.0.2.7/whatever"))
        .isPresent();
  }

  @Test
  void encryptionIsTold() throws SdpFormatException {
    assertThat(of(false, false, "m=video 0 RTP/SAVPF 96").all().get(0).encryption())
        .isEqualTo("srtp");
  }

  private static MediaDirection first(boolean published, boolean asked, String... lines)
      throws SdpFormatException {
    return of(published, asked, lines).all().get(0).direction();
  }

  @Test
  void sendonlyIsTalkBackWhereItCanMeanTheClient() throws SdpFormatException {
    String[] alone = {"m=audio 0 RTP/AVP 0", "a=sendonly"};
    String[] besideReceived = {
      "m=audio 0 RTP/AVP 0", "a=sendonly", "m=video 0 RTP/AVP 96", "a=recvonly"
    };
    MediaDirection to = MediaDirection.MEDIA_DIRECTION_TO_CAMERA;
    MediaDirection from = MediaDirection.MEDIA_DIRECTION_FROM_CAMERA;
    assertThat(first(false, true, alone)).isEqualTo(to);
    assertThat(first(false, false, besideReceived)).isEqualTo(to);
    assertThat(first(false, false, alone)).isEqualTo(from);
    assertThat(first(true, true, alone)).isEqualTo(from);
    assertThat(first(false, true, "m=audio 0 RTP/AVP 0")).isEqualTo(from);
  }
}
