package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TcpSegmentTest {
  /** A SYN as Linux sends it. */
  private static final byte[] SYN =
      bytes(
          "9c40 022a" // from port 40000 to 554
              + "fffffffe" // sequence number
              + "00000000"
              + "a002 faf0" // ten words of header, SYN, window 64240
              + "0000 0000"
              + "0204 05b4" // maximum segment size 1460
              + "0402" // SACK permitted
              + "080a 00000001 00000002" // timestamps
              + "01" // no operation
              + "0303 07"); // window scale 7

  @Test
  void readsHeaderAndOptions() {
    TcpSegment segment = new TcpSegment();

    assertThat(segment.parse(ByteBuffer.wrap(SYN), 0, SYN.length, SYN.length))
        .isEqualTo(TcpParseResult.OK);

    assertThat(segment.sourcePort()).isEqualTo(40_000);
    assertThat(segment.destinationPort()).isEqualTo(554);
    assertThat(segment.sequenceNumber()).isEqualTo(-2);
    assertThat(segment.syn()).isTrue();
    assertThat(segment.ack() || segment.fin() || segment.rst() || segment.psh()).isFalse();
    assertThat(segment.window()).isEqualTo(64_240);
    assertThat(segment.payloadLength()).isZero();
    TcpOptions options = segment.options();
    assertThat(options.maximumSegmentSize()).isEqualTo(1460);
    assertThat(options.windowScale()).isEqualTo(7);
    assertThat(options.sackPermitted()).isTrue();
    assertThat(options.hasTimestamps()).isTrue();
    assertThat(options.timestampValue()).isEqualTo(1);
    assertThat(options.timestampEcho()).isEqualTo(2);
  }

  @Test
  void readsSelectiveAcknowledgements() {
    TcpSegment segment = new SegmentWriter().ack(10).sack(-5, 20, 30, 40).segment();

    assertThat(segment.options().sackBlocks()).isEqualTo(2);
    assertThat(segment.options().sackLeftEdge(0)).isEqualTo(-5);
    assertThat(segment.options().sackRightEdge(1)).isEqualTo(40);
  }

  @Test
  void forgetsTheOptionsOfTheSegmentBefore() {
    TcpSegment segment = new TcpSegment();
    segment.parse(ByteBuffer.wrap(SYN), 0, SYN.length, SYN.length);
    byte[] plain = new SegmentWriter().data(3).bytes();

    segment.parse(ByteBuffer.wrap(plain), 0, plain.length, plain.length);

    assertThat(segment.options().windowScale()).isEqualTo(-1);
    assertThat(segment.options().hasTimestamps()).isFalse();
    assertThat(segment.payloadLength()).isEqualTo(3);
  }

  @Test
  void saysWhatIsWrong() {
    TcpSegment segment = new TcpSegment();
    byte[] bytes = SYN.clone();

    assertThat(segment.parse(ByteBuffer.wrap(bytes), 0, 19, 19))
        .isEqualTo(TcpParseResult.TOO_SHORT);
    assertThat(segment.parse(ByteBuffer.wrap(bytes), 0, 19, 40))
        .isEqualTo(TcpParseResult.HEADER_NOT_CAPTURED);
    assertThat(segment.parse(ByteBuffer.wrap(bytes), 0, 39, 39))
        .isEqualTo(TcpParseResult.DATA_OFFSET_INVALID);
    bytes[12] = 0x40;
    assertThat(segment.parse(ByteBuffer.wrap(bytes), 0, 40, 40))
        .isEqualTo(TcpParseResult.DATA_OFFSET_INVALID);
  }

  @Test
  void takesOptionsThatWereNotCapturedAsAbsent() {
    TcpSegment segment = new TcpSegment();

    assertThat(segment.parse(ByteBuffer.wrap(SYN), 0, 26, 60)).isEqualTo(TcpParseResult.OK);

    assertThat(segment.options().maximumSegmentSize()).isEqualTo(1460);
    assertThat(segment.options().windowScale()).isEqualTo(-1);
    assertThat(segment.payloadLength()).isEqualTo(20);
    assertThat(segment.capturedPayloadLength()).isZero();
  }

  @Property(tries = 3000)
  void anyBytesAreReadOrRefused(
      @ForAll @Size(max = 80) byte[] bytes,
      @ForAll @IntRange(max = 80) int wireLength,
      @ForAll @IntRange(max = 15) int dataOffset) {
    if (bytes.length > 12) {
      bytes[12] = (byte) (dataOffset << 4);
    }
    TcpSegment segment = new TcpSegment();
    if (segment.parse(ByteBuffer.wrap(bytes), 0, bytes.length, wireLength) == TcpParseResult.OK) {
      assertThat(segment.payloadOffset() + segment.payloadLength()).isEqualTo(wireLength);
      assertThat(segment.payloadOffset() + segment.capturedPayloadLength())
          .isLessThanOrEqualTo(Math.max(bytes.length, segment.payloadOffset()));
      assertThat(segment.options().sackBlocks()).isBetween(0, 4);
      assertThat(segment.toString()).isNotEmpty();
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
