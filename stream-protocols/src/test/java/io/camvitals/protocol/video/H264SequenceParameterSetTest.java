package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264SequenceParameterSetTest {
  private static final byte[] CROPPED_444 =
      hex("67f4000d919b282a33c7c5e022000003000200000300641e28532c");

  /** Written by x264 at 25 frames a second. */
  @ParameterizedTest
  @CsvSource({
    "6764001eacd940a02ff97011000003000100000300320f162d96, 100, 30, 640, 360",
    "67640028acd940780227e5c044000003000400000300c83c60c658, 100, 40, 1920, 1080",
    "6742c028d900780227e5c044000003000400000300c83c60c920, 66, 40, 1920, 1080",
    "67640028acd94078044fde0220000003002000000643e2c5b2c0, 100, 40, 1920, 1080", // interlaced
    "67f4000d919b282a33c7c5e022000003000200000300641e28532c, 244, 13, 322, 182", // 4:4:4
    "6764001eacd940b0126c0440000003004000000c83c58b6580, 100, 30, 704, 576",
  })
  void tellsThePicturesSize(String nalUnit, int profile, int level, int width, int height) {
    assertThat(H264SequenceParameterSet.parse(hex(nalUnit)))
        .contains(new H264SequenceParameterSet(profile, level, width, height, 25));
  }

  @Test
  void passesOverScalingListsAndPictureOrder() {
    String bits =
        "01100100" // profile 100
            + "00000000" // constraint flags
            + "00011110" // level 3.0
            + "1" // parameter set 0
            + "010" // chroma format 1
            + "1" // bit depth of luma
            + "1" // of chroma
            + "0" // transform bypass
            + "1" // scaling lists follow
            + "1" // the first one
            + "1".repeat(16) // 16 differences of 0
            + "1" // the second one
            + "000010001" // difference -8: the rest is the same
            + "000000" // six lists are absent
            + "1" // log2 of the highest frame number
            + "010" // picture order type 1
            + "0" // delta_pic_order_always_zero_flag
            + "1" // offset_for_non_ref_pic
            + "1" // offset_for_top_to_bottom_field
            + "011" // 2 offsets in a cycle
            + "11"
            + "1" // reference frames
            + "0" // gaps
            + "00000101100" // 44 macroblocks wide
            + "00000100100" // 36 high
            + "1" // frames only
            + "1" // direct 8x8 inference
            + "0" // no cropping
            + "0" // no VUI
            + "1"; // stop bit
    byte[] nalUnit = new byte[1 + (bits.length() + 7) / 8];
    nalUnit[0] = 0x67;
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        nalUnit[1 + i / 8] = (byte) (nalUnit[1 + i / 8] | 0x80 >>> i % 8);
      }
    }
    assertThat(H264SequenceParameterSet.parse(nalUnit))
        .contains(new H264SequenceParameterSet(100, 30, 704, 576, Double.NaN));
  }

  @Test
  void whatIsCutShortOrSomethingElseTellsNothing() {
    assertThat(H264SequenceParameterSet.parse(hex("68 ee 3c 80"))).isEmpty();
    for (int length = 0; length < 12; length++) {
      assertThat(H264SequenceParameterSet.parse(Arrays.copyOf(CROPPED_444, length))).isEmpty();
    }
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrTellNothing(@ForAll @Size(max = 60) byte[] bytes, @ForAll long seed) {
    byte[] mutated = CROPPED_444.clone();
    Random random = new Random(seed);
    mutated[1 + random.nextInt(mutated.length - 1)] = (byte) random.nextInt();
    if (bytes.length > 0) {
      bytes[0] = 0x67;
    }
    for (byte[] nalUnit : new byte[][] {bytes, mutated}) {
      H264SequenceParameterSet.parse(nalUnit)
          .ifPresent(
              set -> {
                assertThat(set.width()).isBetween(1, 16_384);
                assertThat(set.height()).isBetween(1, 16_384);
              });
    }
  }
}
