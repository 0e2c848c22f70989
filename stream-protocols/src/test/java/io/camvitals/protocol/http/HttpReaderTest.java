package io.camvitals.protocol.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.text.MessageText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HttpReaderTest {
  private static final String EXCHANGES =
      "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nHTTP/"
          + "HTTP/1.1 304 Not Modified\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
          + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"
          + "HTTP/1.0 200 OK\nContent-Type: video/x-flv\n\nFLV...HTTP/1.1 no head\r\n\r\n";

  private static final class Recorder implements HttpReader.Listener {
    final List<String> heads = new ArrayList<>();
    final StringBuilder handedOn = new StringBuilder();

    @Override
    public HttpReader.Body head(MessageText head) {
      heads.add(head.startLine());
      return switch (head.field("content-type").orElse("")) {
        case "" -> HttpReader.Body.SKIP;
        case "application/octet-stream" -> HttpReader.Body.SHOW;
        default -> HttpReader.Body.HAND_ON;
      };
    }

    @Override
    public void body(ByteBuffer buffer, int offset, int length) {
      handedOn.append(MessageText.text(buffer, offset, length));
    }
  }

  @Test
  void findsHeadsBetweenBodies() {
    Recorder found = new Recorder();

    feed(new HttpReader(found, true), EXCHANGES);

    assertThat(found.heads)
        .containsExactly(
            "HTTP/1.1 401 Unauthorized",
            "HTTP/1.1 304 Not Modified",
            "HTTP/1.1 200 OK",
            "HTTP/1.0 200 OK");
    assertThat(found.handedOn).hasToString("FLV...HTTP/1.1 no head\r\n\r\n");
  }

  @Property(tries = 200)
  void anySplitGivesTheSame(@ForAll Random random) {
    Recorder found = new Recorder();
    HttpReader reader = new HttpReader(found, true);

    for (int at = 0; at < EXCHANGES.length(); ) {
      int end = Math.min(EXCHANGES.length(), at + 1 + random.nextInt(30));
      feed(reader, EXCHANGES.substring(at, end));
      at = end;
    }

    assertThat(found.heads).hasSize(4);
    assertThat(found.handedOn).hasToString("FLV...HTTP/1.1 no head\r\n\r\n");
  }

  @Test
  void goesOnBehindAGapWithinABody() {
    Recorder found = new Recorder();
    HttpReader reader = new HttpReader(found, true);

    feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
    reader.gap(6);
    feed(reader, "zHTTP/1.1 404 Not Found\r\n\r\n");

    assertThat(found.heads).hasSize(2);
    reader.gap(1);
    assertThat(reader.isLost()).isFalse();
  }

  @Test
  void showsTheBeginningOfABodyThatItPassesOver() {
    Recorder found = new Recorder();
    HttpReader reader = new HttpReader(found, true);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n";

    feed(reader, head + "Content-Length: 6\r\n\r\nabc");
    feed(reader, "def" + head + "Transfer-Encoding: chunked\r\n\r\n4\r\nghij\r\n0\r\n\r\n");

    assertThat(found.heads).hasSize(2);
    assertThat(found.handedOn).hasToString("abcghij");
  }

  @Test
  void saysWhenItIsLost() {
    HttpReader reader = new HttpReader(new Recorder(), false);

    feed(reader, "POST / HTTP/1.1\r\nHo");
    reader.gap(4);

    assertThat(reader.isLost()).isTrue();
    assertThat(reader.retainedBytes()).isZero();
  }

  @Property(tries = 300)
  void anyBytesAreBorne(@ForAll Random random) {
    HttpReader reader = new HttpReader(new Recorder(), random.nextBoolean());
    for (int i = 0; i < 200; i++) {
      byte[] bytes = EXCHANGES.getBytes(ISO_8859_1);
      for (int j = random.nextInt(20); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int from = random.nextInt(bytes.length);
      reader.feed(ByteBuffer.wrap(bytes), from, random.nextInt(bytes.length - from));
      if (random.nextInt(4) == 0) {
        reader.gap(random.nextInt(30) - 1);
      }
      assertThat(reader.retainedBytes()).isLessThanOrEqualTo(16 * 1024);
    }
  }

  private static void feed(HttpReader reader, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    reader.feed(ByteBuffer.wrap(bytes), 0, bytes.length);
  }
}
