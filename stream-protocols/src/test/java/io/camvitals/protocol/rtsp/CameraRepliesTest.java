package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Sessions with the replies of cameras of several makes. */
class CameraRepliesTest extends SessionTestBed {
  private String base;

  @Test
  void hikvision() throws IOException {
    RtspTrack track = play("hikvision.txt", "/live");

    assertThat(track.url())
        .isEqualTo(base + "/live/trackID=1?transportmode=unicast&profile=Profile_1");
    assertThat(track.codec()).isEqualTo("H264");
    assertThat(track.ssrc()).hasValue(0x5b6f3e27);
    assertThat(track.firstTimestamp()).hasValue(1120134000);
    assertThat(camera.last("PLAY").orElseThrow().header("Session")).hasValue("1046152541");
    assertThat(camera.last("PLAY").orElseThrow().uri()).isEqualTo(base + "/live/");
    assertThat(camera.last("PLAY").orElseThrow().header("Authorization").orElseThrow())
        .startsWith("Digest ");
  }

  @Test
  void dahua() throws IOException {
    RtspTrack track = play("dahua.txt", "/cam/realmonitor?channel=1&subtype=0");

    assertThat(track.url()).isEqualTo(base + "/cam/realmonitor?channel=1&subtype=0/trackID=0");
    assertThat(track.codec()).isEqualTo("H265");
    assertThat(track.payloadType()).isEqualTo(98);
    assertThat(track.firstSequenceNumber()).hasValue(0);
    assertThat(track.firstTimestamp()).hasValue(2217154);
    assertThat(seen.exchanges.get(1).serverName()).isEqualTo("Rtsp Server/2.0");
  }

  @Test
  void axis() throws IOException {
    RtspTrack track = play("axis.txt", "/axis-media/media.amp?videocodec=h264");

    assertThat(track.url()).isEqualTo(base + "/axis-media/media.amp/stream=0?videocodec=h264");
    assertThat(track.ssrc()).hasValue(0xC7D9F0A1);
    assertThat(track.firstTimestamp()).hasValue((int) 3545544129L);
    assertThat(camera.last("PLAY").orElseThrow().uri())
        .isEqualTo(base + "/axis-media/media.amp?videocodec=h264");
    assertThat(camera.last("PLAY").orElseThrow().header("Authorization").orElseThrow())
        .contains("algorithm=SHA-256");
  }

  @Test
  void geovision() throws IOException {
    camera.beforePlay =
        peer -> peer.frame(1, new byte[] {(byte) 0x80, (byte) 200, 0, 6, 0, 0, 0, 1});
    RtspTrack track = play("geovision.txt", "/media/video1");

    assertThat(track.url()).isEqualTo(base + "/media/video1/video");
    assertThat(track.payloadType()).isEqualTo(105);
    assertThat(track.ssrc()).isEmpty();
    assertThat(track.firstSequenceNumber()).isEmpty();
    assertThat(seen.reports).hasSize(1);
    assertThat(camera.last("PLAY").orElseThrow().uri()).isEqualTo(base + "/media/video1");
    assertThat(camera.last("PLAY").orElseThrow().header("Authorization").orElseThrow())
        .startsWith("Basic ");
  }

  private RtspTrack play(String resource, String path) throws IOException {
    base = "rtsp://127.0.0.1:" + camera.port();
    new CameraReplies(resource).apply(camera);
    start(base.replace("//", "//admin:secret@") + path, TransportMode.TCP);
    await().until(() -> !seen.packets.isEmpty());
    assertThat(seen.malformed).isEmpty();
    assertThat(seen.disconnects).isEmpty();
    return seen.tracks.get(0);
  }
}
