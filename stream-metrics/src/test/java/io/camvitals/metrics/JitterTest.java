package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final long MILLISECOND = 1_000_000L;

  private final StreamMeter meter =
      new StreamMeter(StreamMeterSettings.ofWholeStream(90_000, true));
  private int sequence = 65_530;

  /** RFC 3550 appendix A.8 by transit times, as the RFC's own code does it. */
  @Property(tries = 100)
  void jitterEqualsTheFilterOfTransitTimes(@ForAll long seed) {
    Random random = new Random(seed);
    JitterFilter filter = new JitterFilter(8_000);
    long arrivalNs = 1_700_000_000_000_000_000L;
    int timestamp = -500;
    long units = 0;
    double jitterUnits = 0;
    double transit = 0;
    for (int i = 0; i < 500; i++) {
      long jitterNs = filter.observe(arrivalNs, timestamp);
      double packetTransit = (arrivalNs - 1_700_000_000_000_000_000L) / 125_000.0 - units;
      if (i > 0) {
        jitterUnits += (Math.abs(packetTransit - transit) - jitterUnits) / 16;
        assertThat((double) jitterNs).isCloseTo(jitterUnits * 125_000, within(2.0));
      } else {
        assertThat(jitterNs).isEqualTo(JitterFilter.NO_SAMPLE);
      }
      transit = packetTransit;
      int step = random.nextInt(5) == 0 ? -160 : 160;
      timestamp += step;
      units += step;
      arrivalNs += random.nextInt(60_000_000);
    }
  }

  @Test
  void withoutAClockRateNoJitterIsKnown() {
    StreamMeter unknown = new StreamMeter(StreamMeterSettings.ofSeconds(0, true));
    unknown.observe(0, 1, 0, 1, 1, 0);
    unknown.observe(5 * MILLISECOND, 2, 90_000, 1, 1, 0);
    assertThat(unknown.total().jitterLastNs()).isEqualTo(-1);
    assertThat(unknown.total().jitterMeanNs()).isEqualTo(-1);
    assertThat(unknown.total().frameJitterMaxNs()).isEqualTo(-1);
  }

  @Test
  void jitterBeginsWithThePacketAfterTheClockRateBecameKnown() throws Exception {
    StreamMeter learning = new StreamMeter(StreamMeterSettings.ofSeconds(0, true));
    learning.observe(0, 1, 0, 1, 1, 0);
    learning.learnClockRate(90_000);
    learning.observe(1_000 * MILLISECOND, 2, 45_000, 1, 1, 0);
    assertThat(learning.total().jitterMaxNs()).isEqualTo(-1);
    learning.learnClockRate(8_000); // changes nothing
    learning.observe(2_000 * MILLISECOND, 3, 45_000 + 90_000 - 1_440, 1, 1, 0);
    assertThat(learning.clockRate()).isEqualTo(90_000);
    assertThat(learning.total().jitterLastNs()).isEqualTo(MILLISECOND);
    assertThat(learning.window(0).jitterMaxNs()).isEqualTo(-1);
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    learning.writeTo(new DataOutputStream(state));
    StreamMeter restored =
        StreamMeter.readFrom(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
    assertThat(restored.clockRate()).isEqualTo(90_000);
    assertThatThrownBy(() -> learning.learnClockRate(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstPacketGivesNoSampleAndTheSecondASixteenth() {
    packet(0, 0);
    assertThat(meter.total().jitterLastNs()).isEqualTo(-1);
    packet(56, 3_600);
    assertThat(meter.total().jitterLastNs()).isEqualTo(MILLISECOND);
    assertThat(meter.total().jitterMaxNs()).isEqualTo(MILLISECOND);
    assertThat(meter.total().jitterMeanNs()).isEqualTo(MILLISECOND);
  }

  @Test
  void packetsOfAFrameShareATimestampSoThatOnlyItsFirstIsOfTheFrameJitter() {
    for (int frame = 0; frame < 20; frame++) {
      for (int i = 0; i < 10; i++) {
        packet(frame * 40L + i, frame * 3_600);
      }
    }
    assertThat(meter.total().frameJitterMaxNs()).isZero();
    assertThat(meter.total().jitterMeanNs()).isGreaterThan(MILLISECOND);
  }

  @Test
  void aTimestampThatWrapsMakesNoJitter() {
    for (int frame = 0; frame < 20; frame++) {
      packet(frame * 40L, Integer.MAX_VALUE - 5_000 + frame * 3_600);
      packet(frame * 40L, Integer.MAX_VALUE - 5_000 + frame * 3_600);
    }
    assertThat(meter.total().jitterMaxNs()).isZero();
  }

  @Test
  void aNewTimestampBaseOrASteppingClockIsADiscontinuityAndNoJitter() {
    packet(0, 0);
    packet(56, 3_600);
    packet(96, 1_234_567_890);
    packet(136, 1_234_567_890 + 3_600);
    packet(136 - 3_600_000, 1_234_567_890 + 7_200);
    assertThat(meter.total().jitterMaxNs()).isEqualTo(MILLISECOND);
    assertThat(meter.total().jitterLastNs())
        .as("that of the latest arrival")
        .isEqualTo(MILLISECOND * 15 / 16);
  }

  @Test
  void aRestartOfTheSequenceBeginsTheJitterAnew() {
    packet(0, 0);
    packet(56, 3_600);
    sequence += 20_000;
    for (int i : List.of(0, 1, 2)) {
      packet(96 + i * 40L, 777_000 + i * 3_600);
    }
    assertThat(meter.total().restarts()).isEqualTo(1);
    assertThat(meter.total().jitterLastNs()).isZero();
    assertThat(meter.total().packets()).isEqualTo(5);
  }

  private void packet(long milliseconds, int timestamp) {
    meter.observe(
        1_700_000_000_000_000_000L + milliseconds * MILLISECOND,
        sequence++ & 0xffff,
        timestamp,
        1_000,
        1_054,
        0);
  }
}
