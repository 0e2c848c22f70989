package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.frame.FrameWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalsGradeTest {
  private static StreamQuality.Builder window(long lost, double jitterMs) {
    StreamQuality.Builder window =
        StreamQuality.newBuilder().setCaptureComplete(true).setExpected(100_000).setLost(lost);
    if (jitterMs >= 0) {
      window.setFrameJitterMeanNs((long) (jitterMs * 1e6));
    }
    return window;
  }

  private static FrameWindow frames(int whole, int damaged) {
    FrameWindow frames = new FrameWindow();
    for (int i = 0; i < whole + damaged; i++) {
      frames.take(FrameEvent.newBuilder().setPackets(1).setComplete(i < whole).build(), 0);
    }
    return frames;
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1, 10, 0, EXCELLENT, ''",
    "1, 20, 10, 0, EXCELLENT, ''",
    "2, 20, 10, 0, GOOD, loss",
    "100, 20, 10, 0, GOOD, loss",
    "101, 20, 10, 0, ACCEPTABLE, loss",
    "1001, 20, 10, 0, POOR, loss",
    "0, 20.1, 10, 0, GOOD, jitter",
    "0, 50.1, 10, 0, ACCEPTABLE, jitter",
    "2, 100.1, 10, 0, POOR, jitter",
    "2, 20, 99, 1, GOOD, loss",
    "0, 20, 99, 1, GOOD, frames",
    "2, 20, 95, 5, ACCEPTABLE, frames",
    "101, 20, 90, 10, POOR, frames"
  })
  void theWorstFigureDecidesAndIsNamed(
      long lost, double jitterMs, int whole, int damaged, VitalsGrade grade, String reason) {
    assertThat(VitalsGrade.of(window(lost, jitterMs).build(), frames(whole, damaged)))
        .contains(new VitalsGrade.Verdict(grade, reason));
  }

  @Test
  void aWindowOfWhichTheAgentMissedAPartHasNoGrade() {
    assertThat(VitalsGrade.of(window(0, 1).setCaptureComplete(false).build(), null)).isEmpty();
    assertThat(VitalsGrade.of(window(0, 1).setExpected(0).build(), null)).isEmpty();
    assertThat(VitalsGrade.of(window(0, -1).build(), null))
        .contains(new VitalsGrade.Verdict(VitalsGrade.EXCELLENT, ""));
  }
}
