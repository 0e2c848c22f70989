package io.camvitals.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnexBTest {
  @Test
  void unitsAreFoundBehindLongAndShortStartCodes() {
    byte[] stream = {0, 0, 0, 1, 0x67, 5, 0, 0, 1, 0x68, 0, 0, 3, 1, 0, 0, 0, 0, 1, 0x65, 7};

    assertThat(AnnexB.split(stream))
        .containsExactly(new byte[] {0x67, 5}, new byte[] {0x68, 0, 0, 3, 1}, new byte[] {0x65, 7});
  }

  @Test
  void thereIsNothingInBytesWithoutStartCode() {
    assertThat(AnnexB.split(new byte[] {0x67, 0, 0, 2, 1})).isEmpty();
    assertThat(AnnexB.split(new byte[] {0, 0, 1})).isEmpty();
    assertThat(AnnexB.split(new byte[0])).isEmpty();
  }
}
