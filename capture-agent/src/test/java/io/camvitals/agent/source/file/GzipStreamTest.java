package io.camvitals.agent.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.agent.source.Frames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
  @Test
  void unpacksSeveralMembersFromAPipeThatStops() throws IOException {
    byte[] first = random(100_000);
    byte[] second = random(70_000);
    byte[] packed = Frames.concat(gzip(first), gzip(new byte[0]), gzip(second));
    for (int chunk : new int[] {1, 7, 65_536}) {
      assertThat(new GzipStream(pipe(packed, chunk)).readAllBytes())
          .isEqualTo(Frames.concat(first, second));
    }
  }

  @Test
  void skipsTheOptionalFieldsOfAHeader() throws IOException {
    byte[] plain = gzip(random(10));
    byte[] header = Frames.hex("1f8b08 1e 00000000 00 03 0300 010203 6e616d6500 636f00 abcd");
    byte[] packed = Frames.concat(header, Arrays.copyOfRange(plain, 10, plain.length));
    assertThat(new GzipStream(pipe(packed, 1)).readAllBytes()).isEqualTo(random(10));
  }

  @Test
  void paddingBehindTheLastMemberIsTheEnd() throws IOException {
    byte[] packed = Frames.concat(gzip(random(10)), new byte[512]);
    assertThat(new GzipStream(pipe(packed, 100)).readAllBytes()).isEqualTo(random(10));
  }

  @Test
  void saysWhatIsWrongAfterWhatCameBefore() throws IOException {
    byte[] packed = gzip(random(1000));
    assertFails(Frames.concat(packed, Frames.hex("cafe")), 1000, ZipException.class, "is no gzip");
    assertFails(Frames.concat(packed, Frames.hex("1f8b08")), 1000, EOFException.class, "too early");
    byte[] damaged = packed.clone();
    damaged[packed.length - 8]++;
    assertFails(
        damaged, 1000, ZipException.class, "checksum of the compressed data does not match");
    byte[] cut = Arrays.copyOf(packed, packed.length - 4);
    assertFails(cut, 1000, EOFException.class, "too early");
    byte[] wrongBlock = packed.clone();
    wrongBlock[10] = (byte) 0xff;
    assertFails(wrongBlock, 0, ZipException.class, "gzip: the compressed data is damaged");
  }

  private static void assertFails(
      byte[] packed, int before, Class<? extends IOException> type, String message)
      throws IOException {
    try (GzipStream stream = new GzipStream(pipe(packed, 50))) {
      assertThat(stream.readNBytes(before)).hasSize(before);
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(type).hasMessageContaining(message);
    }
  }

  @Property(tries = 1000)
  void survivesAnyMutation(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] packed = Frames.concat(gzip(random(300)), gzip(random(50)));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      packed[random.nextInt(packed.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(packed.length + 1);
    long unpacked = 0;
    try (GzipStream stream =
        new GzipStream(pipe(Arrays.copyOf(packed, length), 1 + random.nextInt(100)))) {
      byte[] bytes = new byte[100];
      for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
        unpacked += read;
      }
    } catch (EOFException | ZipException e) {
      assertThat(e).hasMessageStartingWith("gzip: ");
    }
    // What deflate can make of so few bytes.
    assertThat(unpacked).isLessThan(1032L * packed.length);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Gives at most {@code chunk} bytes at a time, and always says that there are none to read. */
  private static InputStream pipe(byte[] bytes, int chunk) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, chunk));
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }
}
