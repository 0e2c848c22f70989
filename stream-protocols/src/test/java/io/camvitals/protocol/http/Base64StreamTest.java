package io.camvitals.protocol.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Base64StreamTest {
  @Property(tries = 300)
  void messagesEncodedOneByOneAreDecodedWhereverTheyAreSplit(
      @ForAll byte[] first, @ForAll byte[] second, @ForAll Random random) {
    Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getMimeEncoder();
    byte[] encoded =
        (encoder.encodeToString(first) + "\r\n" + encoder.encodeToString(second))
            .getBytes(ISO_8859_1);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    Base64Stream stream = new Base64Stream();

    for (int at = 0; at < encoded.length; ) {
      int end = Math.min(encoded.length, at + 1 + random.nextInt(9));
      ByteBuffer bytes = stream.decode(ByteBuffer.wrap(encoded), at, end - at);
      decoded.write(bytes.array(), 0, bytes.limit());
      at = end;
    }

    byte[] expected = new byte[first.length + second.length];
    System.arraycopy(first, 0, expected, 0, first.length);
    System.arraycopy(second, 0, expected, first.length, second.length);
    assertThat(decoded.toByteArray()).isEqualTo(expected);
  }

  @Test
  void findsTheNextGroupBehindAGap() {
    byte[] encoded = Base64.getEncoder().encode("0123456789abcdefgh".getBytes(ISO_8859_1));
    Base64Stream stream = new Base64Stream();

    stream.decode(ByteBuffer.wrap(encoded), 0, 4);
    assertThat(stream.gap(5)).isEqualTo(4);
    ByteBuffer rest = stream.decode(ByteBuffer.wrap(encoded), 9, encoded.length - 9);

    String text = new String(rest.array(), 0, rest.limit(), ISO_8859_1);
    assertThat(text).endsWith("9abcdefgh");
  }
}
