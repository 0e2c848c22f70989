package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H265ParameterSetsTest {
  private static final String SEQUENCE =
      "42010101600000030090000003000003003ca00d480f9c9265911a4932bc05a020000003002000000303c1";

  /** Written by x265; size, profile and level as ffprobe tells them. */
  @ParameterizedTest
  @CsvSource({
    "42010101600000030090000003000003003ca00b08048596566924caf0168080000003008000000c84, 1, 60, 352, 288, 25",
    "42010101600000030090000003000003003ca00d480f9c9265911a4932bc05a020000003002000000303c1, 1, 60, 418, 242, 30",
    "42010102200000030090000003000003007ba003c08010e4d96566924caf0168080000030008000003019040, 2, 123, 1920, 1080, 50",
    "4201010408000003009e0800000300005a9000a0403d3e7cb2b349265780b4040000030004000003003c20, 4, 90, 640, 482, 15", // 4:4:4
    "4201010408000003009d0800000300005ab005a20090596566924caf016808000003000800000300c840, 4, 90, 720, 576, 25", // 4:2:2
  })
  void tellsThePicturesSize(
      String nalUnit, int profile, int level, int width, int height, double frameRate) {
    assertThat(H265ParameterSets.sequence(hex(nalUnit)))
        .contains(new H265ParameterSets.Sequence(profile, level, width, height, frameRate));
  }

  @Test
  void whatIsCutShortTellsNothingOfTheSize() {
    byte[] nalUnit = hex(SEQUENCE);
    for (int length = 2; length < 18; length++) {
      assertThat(H265ParameterSets.sequence(Arrays.copyOf(nalUnit, length))).isEmpty();
    }
  }

  @Property(tries = 5_000)
  void mutatedSetsAreReadOrTellNothing(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] nalUnit = hex(SEQUENCE);
    for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
      nalUnit[2 + random.nextInt(nalUnit.length - 2)] = (byte) random.nextInt();
    }
    nalUnit = Arrays.copyOf(nalUnit, 2 + random.nextInt(nalUnit.length - 1));
    H265ParameterSets.sequence(nalUnit)
        .ifPresent(
            set -> {
              assertThat(set.width()).isBetween(1, 16_384);
              assertThat(set.height()).isBetween(1, 16_384);
            });
    H265ParameterSets.picture(nalUnit);
    H265ParameterSets.frameRate(nalUnit);
  }
}
