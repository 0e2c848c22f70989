package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTest {
  private final StreamMeter meter =
      new StreamMeter(StreamMeterSettings.ofWholeStream(90_000, true));
  private long arrivalNs = 1_700_000_000_000_000_000L;

  @Test
  void packetsOfOneTimestampAreOneFrame() {
    packet(1, 0, 0);
    packet(2, 0, 0);
    packet(3, 3_600, 0);
    assertThat(meter.total().frames()).isEqualTo(2);
    assertThat(meter.total().keyFrames()).isZero();
  }

  @Test
  void aFrameWhosePacketComesLateIsNotCountedAgain() {
    packet(1, 0, PacketFacts.KEY_FRAME);
    packet(3, 3_600, 0);
    packet(4, 7_200, 0);
    packet(2, 0, PacketFacts.KEY_FRAME);
    packet(5, 7_200, 0);
    assertThat(meter.total().frames()).isEqualTo(3);
    assertThat(meter.total().keyFrames()).isEqualTo(1);
  }

  @Test
  void aWholeFrameThatComesLateIsCounted() {
    packet(1, 0, 0);
    packet(3, 7_200, 0);
    packet(2, 3_600, PacketFacts.KEY_FRAME);
    packet(4, 7_200, 0);
    assertThat(meter.total().frames()).isEqualTo(3);
    assertThat(meter.total().keyFrames()).isEqualTo(1);
  }

  @Test
  void framesInDecodingOrderHaveTimestampsThatGoBack() {
    int sequence = 0;
    for (int group = 0; group < 40; group++) {
      for (int order : new int[] {0, 3, 1, 2}) {
        packet(sequence++, (group * 4 + order) * 3_600, 0);
        packet(sequence++, (group * 4 + order) * 3_600, 0);
      }
    }
    assertThat(meter.total().frames()).isEqualTo(160);
  }

  @Test
  void aDuplicateOfAnyAgeMakesNoFrame() {
    for (int i = 0; i < 500; i++) {
      packet(i, i * 160, 0);
    }
    packet(0, 0, PacketFacts.KEY_FRAME);
    assertThat(meter.total().frames()).isEqualTo(500);
    assertThat(meter.total().keyFrames()).isZero();
  }

  @Test
  void aPacketLaterThanTheRememberedFramesMakesNoFrame() {
    packet(0, 0, 0);
    for (int i = 2; i < 200; i++) {
      packet(i, i * 3_600, 0);
    }
    packet(1, 0, 0);
    assertThat(meter.total().frames()).isEqualTo(199);
    assertThat(meter.total().reordered()).isEqualTo(1);
  }

  @Test
  void whichPacketTellsOfTheKeyFrameDoesNotMatter() {
    packet(1, 0, PacketFacts.FRAME_START);
    packet(2, 0, PacketFacts.KEY_FRAME);
    packet(3, 0, PacketFacts.KEY_FRAME | PacketFacts.MARKER);
    assertThat(meter.total().frames()).isEqualTo(1);
    assertThat(meter.total().keyFrames()).isEqualTo(1);
  }

  private void packet(int sequence, int timestamp, int flags) {
    arrivalNs += 1_000_000;
    meter.observe(arrivalNs, sequence, timestamp, 1_000, 1_054, flags);
  }
}
