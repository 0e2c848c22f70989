package io.camvitals.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FfmpegPeerTest {
  @Test
  void whatItCopiedIsReadFromItsLastWords() throws IOException {
    assertThat(
            FfmpegPeer.copiedBytes(
                "[out#0/null @ 0x55] video:1234KiB audio:0KiB subtitle:0KiB other streams:0KiB"))
        .isEqualTo(1_234 * 1_024);
    assertThat(FfmpegPeer.copiedBytes("video:99kB audio:0kB subtitle:0kB")).isEqualTo(99 * 1_024);
    assertThatIOException().isThrownBy(() -> FfmpegPeer.copiedBytes("Conversion failed!"));
  }

  @Test
  void everyCameraIsReceivedAndCopied() {
    assertThat(FfmpegPeer.command(List.of("rtsp://a", "rtsp://b"), Transport.UDP))
        .containsSequence("-rtsp_transport", "udp", "-i", "rtsp://b")
        .containsSequence("-map", "0", "-map", "1", "-c", "copy", "-f", "null", "-");
  }
}
