package io.camvitals.protocol.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticPayloadTypesTest {
  @ParameterizedTest
  @CsvSource({
    "0,PCMU,8000,1",
    "9,G722,8000,1",
    "10,L16,44100,2",
    "26,JPEG,90000,1",
    "33,MP2T,90000,1"
  })
  void knowsTheTableOfRfc3551(int type, String encoding, int clockRate, int channels) {
    assertThat(StaticPayloadTypes.isAssigned(type)).isTrue();
    assertThat(StaticPayloadTypes.encoding(type)).isEqualTo(encoding);
    assertThat(StaticPayloadTypes.clockRate(type)).isEqualTo(clockRate);
    assertThat(StaticPayloadTypes.channels(type)).isEqualTo(channels);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 2, 19, 24, 27, 30, 35, 72, 96, 127})
  void othersAreBoundBySignalling(int type) {
    assertThat(StaticPayloadTypes.isAssigned(type)).isFalse();
    assertThat(StaticPayloadTypes.encoding(type)).isEmpty();
    assertThat(StaticPayloadTypes.clockRate(type)).isZero();
    assertThat(StaticPayloadTypes.channels(type)).isZero();
  }

  @Test
  void assignsTwentyFourInAll() {
    int assigned = 0;
    for (int type = 0; type < 128; type++) {
      assigned += StaticPayloadTypes.isAssigned(type) ? 1 : 0;
    }
    assertThat(assigned).isEqualTo(24);
  }
}
