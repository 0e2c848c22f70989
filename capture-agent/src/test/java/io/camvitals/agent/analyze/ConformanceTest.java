package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What docs/conformance.md claims of the reference captures: each figure of tshark's is found, what
 * differs from it has a reason, and what is known of the captures is what we measure. Skipped where
 * the captures are not at hand; {@code -Dcamvitals.conformance.write=true} renews the document.
 */
class ConformanceTest {
  /** RTP at a port that Wireshark gives to another protocol. */
  private static final String RTP_THAT_TSHARK_MISSES = "rtpproxy__DLT_NULL.a.rtp.pcap";

  /** A gap of 3,000 packets and more is told as a restart, without a number of lost packets. */
  private static final List<String> NOT_MET = List.of("44_long_loss_over_wrap");

  @Test
  void everyDifferenceHasItsReason() throws IOException {
    Path folder = SharedCaptures.find().orElse(null);
    assumeTrue(folder != null, "no shared captures beside the repository");
    List<ReferenceCapture> captures = ReferenceCapture.all(folder);
    List<EdgeTruth.Figure> truth = EdgeTruth.of(folder);
    if (Boolean.getBoolean("camvitals.conformance.write")) {
      Path document = Path.of("..", "docs", "conformance.md");
      Files.writeString(
          document, new ConformanceDocument(captures, truth).renewed(Files.readString(document)));
    }
    assertThat(captures).isNotEmpty();
    for (ReferenceCapture capture : captures) {
      assertThat(capture.compatible()).as(capture.name()).isEqualTo(capture.tshark());
      for (ListedStream stream : capture.report().listedStreams()) {
        assertThat(stream.differences())
            .as("%s: SSRC %s", capture.name(), stream.ssrc())
            .extracting(Difference::reason)
            .doesNotContain(DifferenceReason.NONE_FOUND);
      }
    }
    assertThat(truth).isNotEmpty();
    assertThat(truth.stream().filter(figure -> !figure.isMet()))
        .extracting(EdgeTruth.Figure::capture)
        .containsExactlyElementsOf(NOT_MET);
  }

  @Test
  void noStreamsWhereThereAreNone() throws IOException {
    Path folder = SharedCaptures.find().orElse(null);
    assumeTrue(folder != null, "no shared captures beside the repository");
    long without = 0;
    for (ReferenceCapture capture : ReferenceCapture.all(folder)) {
      if (capture.tshark().isEmpty() && !capture.name().equals(RTP_THAT_TSHARK_MISSES)) {
        assertThat(capture.report().streams()).as(capture.name()).isEmpty();
        without++;
      }
    }
    assertThat(without).isPositive();
  }
}
