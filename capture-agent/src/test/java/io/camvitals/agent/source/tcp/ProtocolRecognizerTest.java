package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ProtocolRecognizerTest {
  private static final int ANY_PORT = 40_404;

  private static StreamProtocol of(byte[] bytes, int port) {
    return ProtocolRecognizer.recognize(bytes, bytes.length, port).orElse(null);
  }

  private static StreamProtocol of(String text) {
    return of(bytes(text), ANY_PORT);
  }

  @Example
  void textIsKnownByItsFirstLine() {
    assertThat(of("OPTIONS rtsp://h/ RTSP/1.0\r\n")).isEqualTo(StreamProtocol.RTSP);
    assertThat(of("OPTIONS * RTSP/1.0\r\n")).isEqualTo(StreamProtocol.RTSP);
    assertThat(of("RTSP/1.0 200 OK\r\n")).isEqualTo(StreamProtocol.RTSP);
    assertThat(of("\r\nSETUP rtsp://h/ RTSP/1.0\r\n")).isEqualTo(StreamProtocol.RTSP);
    assertThat(of("GET / HTTP/1.1\r\n")).isEqualTo(StreamProtocol.HTTP);
    assertThat(of("HTTP/1.0 200 OK\r\n")).isEqualTo(StreamProtocol.HTTP);
    assertThat(of("OPTIONS sip:a@b SIP/2.0\r\n")).isEqualTo(StreamProtocol.SIP);
    assertThat(of("SIP/2.0 200 OK\r\n")).isEqualTo(StreamProtocol.SIP);
    assertThat(of("SSH-2.0-OpenSSH_9.2\r\n")).isEqualTo(StreamProtocol.UNKNOWN);
    assertThat(of("EHLO example.org\r\n")).isEqualTo(StreamProtocol.UNKNOWN);
  }

  @Example
  void textThatMayBecomeARequestIsWaitedFor() {
    assertThat(of("OPT")).isNull();
    assertThat(of("OPTIONS ")).isNull();
    assertThat(of("A" + "b".repeat(ProtocolRecognizer.LONGEST_LOOK)))
        .isEqualTo(StreamProtocol.UNKNOWN);
  }

  @Example
  void binaryProtocolsAreKnownByTheirHeads() {
    assertThat(of(hex("160301020001000001fc0303aabb"), ANY_PORT)).isEqualTo(StreamProtocol.TLS);
    assertThat(of(concat(hex("03 00000000 00000000"), new byte[20]), ANY_PORT))
        .isEqualTo(StreamProtocol.RTMP);
    assertThat(of(concat(hex("03 0012ab34 09007c02"), new byte[20]), ANY_PORT))
        .isEqualTo(StreamProtocol.RTMP);
    assertThat(of(concat(hex("03 12345678 11223344"), new byte[20]), 1935))
        .isEqualTo(StreamProtocol.RTMP);
    // RFC 1006: a remote desktop.
    assertThat(of(hex("0300001302e00000000000010008000300"), ANY_PORT))
        .isEqualTo(StreamProtocol.UNKNOWN);
    assertThat(of(concat(hex("20000000 44484950"), new byte[24]), ANY_PORT))
        .isEqualTo(StreamProtocol.DAHUA);
    assertThat(of(concat(hex("a0000060 00000000"), new byte[24]), 37_777))
        .isEqualTo(StreamProtocol.DAHUA);
    assertThat(of(concat(hex("a0000060 00000000"), new byte[24]), ANY_PORT))
        .isEqualTo(StreamProtocol.UNKNOWN);
    assertThat(of(hex("ff000000 00000000 00000000 0000e803 64000000 7b7d"), ANY_PORT))
        .isEqualTo(StreamProtocol.XIONGMAI);
  }

  @Example
  void vendorsPortsSpeakForThemselves() {
    assertThat(StreamProtocol.ofPort(554)).isEqualTo(StreamProtocol.RTSP);
    assertThat(StreamProtocol.ofPort(8554)).isEqualTo(StreamProtocol.RTSP);
    assertThat(StreamProtocol.ofPort(8000)).isEqualTo(StreamProtocol.HIKVISION);
    assertThat(StreamProtocol.ofPort(8080)).isEqualTo(StreamProtocol.HTTP);
    assertThat(StreamProtocol.ofPort(1935)).isEqualTo(StreamProtocol.RTMP);
    assertThat(StreamProtocol.ofPort(37_777)).isEqualTo(StreamProtocol.DAHUA);
    assertThat(StreamProtocol.ofPort(34_567)).isEqualTo(StreamProtocol.XIONGMAI);
    assertThat(StreamProtocol.ofPort(22)).isEqualTo(StreamProtocol.UNKNOWN);
  }

  /** However it is cut: what a beginning shows, more bytes show as well. */
  @Example
  void aBeginningNeverShowsAnotherThanTheWhole() {
    for (String text :
        new String[] {
          "OPTIONS rtsp://h/ RTSP/1.0\r\n",
          "DESCRIBE rtsp://h/ RTSP/1.0\r\n",
          "OPTIONS * RTSP/1.0\r\n",
          "OPTIONS sip:a@b SIP/2.0\r\n",
          "GET / HTTP/1.1\r\n",
          "HTTP/1.1 200 OK\r\n",
          "RTSP/1.0 200 OK\r\n",
          "SIP/2.0 200 OK\r\n",
          "\r\n\r\nPLAY rtsp://h RTSP/1.0\r\n"
        }) {
      StreamProtocol whole = of(text);
      for (int length = 0; length < text.length(); length++) {
        StreamProtocol part = of(text.substring(0, length));
        assertThat(part == null || part == whole).as(text.substring(0, length)).isTrue();
      }
    }
  }

  @Property(tries = 20_000)
  void anyBytesAreBorneAndDecidedInTime(
      @ForAll @Size(max = 64) byte[] bytes, @ForAll @IntRange(max = 65_535) int port) {
    Optional<StreamProtocol> found = ProtocolRecognizer.recognize(bytes, bytes.length, port);
    byte[] longer = Arrays.copyOf(bytes, ProtocolRecognizer.LONGEST_LOOK);
    Optional<StreamProtocol> later = ProtocolRecognizer.recognize(longer, longer.length, port);
    assertThat(later).isPresent();
    if (found.isPresent() && bytes.length >= 32 && found.get() != StreamProtocol.UNKNOWN) {
      assertThat(later).isEqualTo(found);
    }
  }
}
