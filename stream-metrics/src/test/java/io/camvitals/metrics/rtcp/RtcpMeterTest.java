package io.camvitals.metrics.rtcp;

import static io.camvitals.metrics.rtcp.RtcpFigure.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camvitals.metrics.Figures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RtcpMeterTest {
  private static final long MS = 1_000_000L;
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int RECEIVER = 9;

  private RtcpMeter meter = new RtcpMeter();
  private final Figures<RtcpFigure> figures = new Figures<>(RtcpFigure.class);

  private void report(int reporter, int highest, int lost, int fraction) {
    meter.receptionReport(START, reporter, fraction, lost, highest, 0, 0, 0, 0, figures);
  }

  @Test
  void lossIsThatBetweenTwoReportsOfAReceiver() {
    report(RECEIVER, 1_000, 50, 13);
    assertThat(figures.get(REMOTE_EXPECTED)).isZero();
    assertThat(RtcpFigure.remoteLossRatio(figures)).isNaN();
    report(RECEIVER, 1_200, 60, 13);
    report(RECEIVER, 1_200, 60, 13); // said again
    report(RECEIVER, 1_100, 55, 20); // came late
    report(8, 900, 0, 0); // another receiver
    report(8, 1_000, 0, 0);
    assertThat(figures.get(REMOTE_EXPECTED)).isEqualTo(300);
    assertThat(figures.get(REMOTE_LOST)).isEqualTo(10);
    assertThat(figures.get(REMOTE_FRACTION_MAX)).isEqualTo(20);
    assertThat(figures.get(RECEPTION_REPORTS)).isEqualTo(6);
    assertThat(RtcpFigure.remoteLossRatio(figures)).isEqualTo(10 / 300.0);
  }

  @Test
  void aRestartOfTheSenderTellsOfNoSpan() {
    report(RECEIVER, 1_000, 0, 0);
    report(RECEIVER, 1_000 + (1 << 24), 3, 0);
    report(RECEIVER, 1_100 + (1 << 24), 4, 0);
    assertThat(figures.get(REMOTE_EXPECTED)).isEqualTo(100);
    assertThat(figures.get(REMOTE_LOST)).isEqualTo(1);
  }

  @Test
  void duplicatesCountAgainstLoss() {
    report(RECEIVER, 1_000, 0, 0);
    report(RECEIVER, 1_100, -7, 0);
    assertThat(figures.get(REMOTE_LOST)).isEqualTo(-7);
    assertThat(RtcpFigure.remoteLossRatio(figures)).isZero();
  }

  @Property(tries = 200)
  void sumsOverManyReceiversAreExact(
      @ForAll @IntRange(min = 1, max = RemoteReceivers.CAPACITY) int receivers, @ForAll long seed) {
    Random random = new Random(seed);
    RtcpMeter its = new RtcpMeter();
    Figures<RtcpFigure> sum = new Figures<>(RtcpFigure.class);
    int[] highest = new int[receivers];
    int[] lost = new int[receivers];
    boolean[] known = new boolean[receivers];
    long expectedSum = 0;
    long lostSum = 0;
    for (int i = 0; i < 200; i++) {
      int receiver = random.nextInt(receivers);
      int step = random.nextInt(5_000);
      int lostNow = step == 0 ? 0 : random.nextInt(step);
      highest[receiver] += step;
      lost[receiver] += lostNow;
      if (known[receiver]) {
        expectedSum += step;
        lostSum += lostNow;
      }
      known[receiver] = true;
      its.receptionReport(START, receiver, 0, lost[receiver], highest[receiver], 0, 0, 0, 0, sum);
    }
    assertThat(sum.get(REMOTE_EXPECTED)).isEqualTo(expectedSum);
    assertThat(sum.get(REMOTE_LOST)).isEqualTo(lostSum);
  }

  @Test
  void jitterIsInTimeWhenTheClockRateIsKnown() {
    meter.receptionReport(START, 1, 0, 0, 5, 900, 90_000, 0, 0, figures);
    meter.receptionReport(START, 1, 0, 0, 5, 2_700, 90_000, 0, 0, figures);
    meter.receptionReport(START, 1, 0, 0, 5, 2_700, 0, 0, 0, figures);
    assertThat(figures.get(REMOTE_JITTER_MAX_NS)).isEqualTo(30 * MS);
    assertThat(RtcpFigure.mean(figures, REMOTE_JITTER_SUM_NS, REMOTE_JITTER_REPORTS))
        .isEqualTo(20 * MS);
  }

  @Test
  void roundTripToTheReceiver() {
    long ntp = 0xe900_1234_5678_0000L;
    meter.senderReport(START, ntp, figures);
    meter.senderReport(START + 5_000 * MS, ntp + (5L << 32), figures);
    // Kept for two seconds; seven milliseconds on the way from here and back.
    meter.receptionReport(
        START + 2_007 * MS, 1, 0, 0, 5, 0, 0, (int) (ntp >>> 16), 2 << 16, figures);
    assertThat(figures.get(RECEIVER_ROUND_TRIPS)).isEqualTo(1);
    assertThat(figures.get(RECEIVER_ROUND_TRIP_MIN_NS)).isEqualTo(7 * MS);
    assertThat(figures.get(RECEIVER_ROUND_TRIP_MAX_NS)).isEqualTo(7 * MS);
    assertThat(figures.get(SENDER_ROUND_TRIPS)).isZero();
  }

  @Test
  void whatCannotBeARoundTripIsNone() {
    long ntp = 0xe900_1234_5678_0000L;
    meter.senderReport(START, ntp, figures);
    int named = (int) (ntp >>> 16);
    meter.receptionReport(START + MS, 1, 0, 0, 5, 0, 0, named + 1, 0, figures);
    meter.receptionReport(START + MS, 1, 0, 0, 5, 0, 0, 0, 0, figures);
    meter.receptionReport(START + MS, 1, 0, 0, 5, 0, 0, named, 1 << 16, figures);
    meter.receptionReport(START + MS, 1, 0, 0, 5, 0, 0, named, 0xffff_ffffL, figures);
    meter.receptionReport(START + 90_000 * MS, 1, 0, 0, 5, 0, 0, named, 0, figures);
    assertThat(figures.get(RECEIVER_ROUND_TRIPS)).isZero();
  }

  @Test
  void roundTripToTheSender() {
    long ntp = 0xe900_1234_5678_0000L;
    meter.receiverReferenceTime(START, ntp);
    meter.answerToReceiver(START + 510 * MS, (int) (ntp >>> 16), 1 << 15, figures);
    assertThat(figures.get(SENDER_ROUND_TRIP_MAX_NS)).isEqualTo(10 * MS);
    assertThat(RtcpFigure.mean(figures, SENDER_ROUND_TRIP_SUM_NS, SENDER_ROUND_TRIPS))
        .isEqualTo(10 * MS);
  }

  @Test
  void theStateIsWrittenAndRead() throws IOException {
    long ntp = 0xe900_1234_5678_0000L;
    for (int i = 0; i < 20; i++) {
      meter.senderReport(START + i * 5_000L * MS, ntp + ((5L * i) << 32), figures);
    }
    report(RECEIVER, 1_000, 50, 13);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    meter.writeTo(new DataOutputStream(bytes));
    meter = RtcpMeter.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    report(RECEIVER, 1_100, 51, 13);
    assertThat(figures.get(REMOTE_EXPECTED)).isEqualTo(100);
    meter.receptionReport(
        START + 95_003 * MS, 1, 0, 0, 5, 0, 0, (int) (ntp + (95L << 32) >>> 16), 0, figures);
    assertThat(figures.get(RECEIVER_ROUND_TRIP_MAX_NS)).isEqualTo(3 * MS);
    assertThat(meter.senderClock().estimate().orElseThrow().driftPpm()).isCloseTo(0, within(0.1));
  }
}
