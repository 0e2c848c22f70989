package io.camvitals.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockCodeTest {
  private static final int BLOCKS = 26;

  private final Picture picture = Picture.of(320, 64);

  @Property(tries = 200)
  void whatIsWrittenIsReadThroughNoise(
      @ForAll @IntRange(max = 65_535) int number, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BlockCode.write(picture, number);
    for (int i = 0; i < picture.luma().length; i++) {
      int noisy = (picture.luma()[i] & 0xff) + random.nextInt(-40, 41);
      picture.luma()[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
    assertThat(read()).isEqualTo(OptionalInt.of(number));
  }

  @Test
  void oneWrongBlockIsNoticed() {
    for (int block = 0; block < BLOCKS; block++) {
      BlockCode.write(picture, 0x5a3c);
      invert(block);
      assertThat(read()).as("block %s", block).isEmpty();
    }
  }

  @Test
  void plainPicturesCarryNoNumber() {
    for (int level = 0; level < 256; level++) {
      Arrays.fill(picture.luma(), (byte) level);
      assertThat(read()).as("level %s", level).isEmpty();
    }
  }

  private void invert(int block) {
    for (int y = BlockCode.MARGIN; y < BlockCode.MARGIN + BlockCode.BLOCK; y++) {
      int left = BlockCode.MARGIN + block * BlockCode.BLOCK;
      for (int x = left; x < left + BlockCode.BLOCK; x++) {
        int at = y * picture.width() + x;
        picture.luma()[at] = (byte) (251 - (picture.luma()[at] & 0xff));
      }
    }
  }

  private OptionalInt read() {
    return BlockCode.read(ByteBuffer.wrap(picture.luma()), 0, picture.width());
  }
}
