package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.rtsp.RecordedMessages.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtspMessageParserTest {
  /** RTP header of version 2, payload type 96, and two bytes of payload. */
  private static final String RTP = "\u0080\u0060\0\1\0\0\0\2\0\0\0\3AB";

  private static final String RTP_HEX = "80600001000000020000000341" + "42";

  @Test
  void readsARequest() {
    RecordedMessages found =
        parse("OPTIONS rtsp://camera/stream RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: test\r\n\r\n");

    assertThat(found.all)
        .containsExactly(
            new RtspRequest(
                "OPTIONS",
                "rtsp://camera/stream",
                RtspHeaders.of("CSeq", "1").and("User-Agent", "test")));
  }

  @Test
  void readsAResponseWithABody() {
    RecordedMessages found =
        parse("RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 5\r\n\r\nv=0\r\n");

    RtspResponse response = found.responses.get(0);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.reasonPhrase()).isEqualTo("OK");
    assertThat(response.cSeq()).hasValue(2);
    assertThat(response.bodyText()).isEqualTo("v=0\r\n");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void readsFramesBetweenMessages() {
    RecordedMessages found =
        parse("$\0\0\16" + RTP + "RTSP/1.0 200 OK\nCSeq: 3\n\n$\1\0\16" + RTP + "$\2\0\0");

    assertThat(found.frames)
        .containsExactly(new Frame(0, RTP_HEX), new Frame(1, RTP_HEX), new Frame(2, ""));
    assertThat(found.responses).hasSize(1);
    assertThat(found.errors).isEmpty();
  }

  @Test
  void handsOnAFrameInTheBufferInWhichItCame() {
    ByteBuffer input = ByteBuffer.wrap(bytes("$\0\0\16" + RTP));
    RtspMessageParser parser =
        new RtspMessageParser(
            new RecordedMessages() {
              @Override
              public void interleaved(int channel, ByteBuffer buffer, int offset, int length) {
                assertThat(buffer).isSameAs(input);
                assertThat(offset).isEqualTo(4);
                super.interleaved(channel, buffer, offset, length);
              }
            });

    parser.feed(input);

    assertThat(input.hasRemaining()).isFalse();
    assertThat(parser.atBoundary()).isTrue();
  }

  @Test
  void takesLineFeedsAloneBlankLinesFoldedAndOddlyWrittenHeaders() {
    RecordedMessages found =
        parse(
            "\r\n\n\r\nrtsp/1.0  200\ncseq:7\nPUBLIC : OPTIONS,\n\t DESCRIBE,\n  PLAY\nServer:\n\n");

    RtspResponse response = found.responses.get(0);
    assertThat(response.version()).isEqualTo("RTSP/1.0");
    assertThat(response.reasonPhrase()).isEmpty();
    assertThat(response.cSeq()).hasValue(7);
    assertThat(response.header("Public")).hasValue("OPTIONS, DESCRIBE, PLAY");
    assertThat(response.header("server")).hasValue("");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void keepsRepeatedHeaders() {
    RecordedMessages found =
        parse("RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: A\r\nwww-authenticate: B\r\n\r\n");

    assertThat(found.responses.get(0).headers().all("WWW-Authenticate")).containsExactly("A", "B");
  }

  @Test
  void keepsSpacesWithinARequestUri() {
    RecordedMessages found = parse("DESCRIBE rtsp://camera/front door RTSP/1.0\r\n\r\n");

    assertThat(found.requests.get(0).uri()).isEqualTo("rtsp://camera/front door");
  }

  @Test
  void endsADescriptionWithoutLengthAtTheNextMessageOrFrame() {
    String description = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n\r\nm=video 0 RTP/AVP 96\r\n";
    String head = "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\n";

    RecordedMessages beforeMessage = parse(head + description + "RTSP/1.0 200 OK\r\n\r\n");
    RecordedMessages beforeFrame = parse(head + description + "$\0\0\16" + RTP);
    RecordedMessages beforeEnd = parse(head + description);

    assertThat(beforeMessage.responses).hasSize(2);
    assertThat(beforeFrame.frames).containsExactly(new Frame(0, RTP_HEX));
    for (RecordedMessages found : List.of(beforeMessage, beforeFrame, beforeEnd)) {
      assertThat(found.responses.get(0).bodyText()).isEqualTo(description);
      assertThat(found.errors).isEmpty();
    }
  }

  @Test
  void endsADescriptionWithoutLengthWhenToldThatThePeerIsSilent() {
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);
    parser.feed(
        ByteBuffer.wrap(bytes("RTSP/1.0 200 OK\nContent-Type: application/sdp\n\nv=0\ns=x")));

    assertThat(parser.inBodyWithoutLength()).isTrue();
    parser.endBody();

    assertThat(found.responses.get(0).bodyText()).isEqualTo("v=0\ns=x");
    assertThat(parser.atBoundary()).isTrue();
  }

  @Test
  void findsTheNextMessageAfterGarbage() {
    RecordedMessages found = parse("\1\2garbage\0RTSP/1.0 200 OK\r\nCSeq: 5\r\n\r\n");

    assertThat(found.errors)
        .extracting(RtspParseError::toString)
        .containsExactly(
            "UNEXPECTED_BYTE at byte 0: neither a message nor an interleaved frame begins here");
    assertThat(found.responses).extracting(RtspMessage::cSeq).hasSize(1);
  }

  @Test
  void findsTheNextFrameAfterGarbageOnceAnotherFollows() {
    String frame = "$\0\0\16" + RTP;

    RecordedMessages found = parse("\1$\0\0\3abc" + frame + frame + frame);

    assertThat(found.errors).hasSize(1);
    assertThat(found.frames).hasSize(3).containsOnly(new Frame(0, RTP_HEX));
  }

  @Test
  void doesNotBelieveALonelyFrameAfterGarbage() {
    RecordedMessages found = parse("\1$\0\0\16" + RTP + "\3\4\5");

    assertThat(found.errors).hasSize(1);
    assertThat(found.frames).isEmpty();
  }

  @Test
  void countsWhatItPassedOver() {
    RtspMessageParser parser = new RtspMessageParser(new RecordedMessages());

    parser.feed(ByteBuffer.wrap(bytes("\1\2\3RTSP/1.0 200 OK\r\n\r\n")));

    assertThat(parser.skippedBytes()).isEqualTo(3);
  }

  @Test
  void believesALonelyFrameOfAKnownSource() {
    String frame = "$\0\0\16" + RTP;

    RecordedMessages found = parse(frame + "\1\2\3" + frame + "\3\4\5");

    assertThat(found.frames).hasSize(2);
  }

  @Test
  void believesFramesOfSeveralSourcesWhenThereAreThree() {
    String other = "$\2\0\16" + RTP.replace('\3', '\4');
    String report = "$\1\0\10\u0080\u00c9\0\1\0\0\0\5";

    assertThat(parse("\1$\0\0\16" + RTP + other + "\1".repeat(20)).frames).isEmpty();
    assertThat(parse("\1$\0\0\16" + RTP + other + report + "\1".repeat(20)).frames).hasSize(3);
  }

  @Test
  void beginsWithinAConnection() {
    String frame = "$\0\0\16" + RTP;
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);

    parser.search();
    parser.feed(ByteBuffer.wrap(bytes(frame.substring(7) + frame + frame)));

    assertThat(found.errors).isEmpty();
    assertThat(found.frames).hasSize(2);
    assertThat(parser.skippedBytes()).isEqualTo(11);
  }

  @Test
  void goesOnBehindAGapWithinAFrame() {
    String frame = "$\0\0\16" + RTP;
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);

    parser.feed(ByteBuffer.wrap(bytes(frame.substring(0, 16))));
    parser.gap(1);
    parser.feed(ByteBuffer.wrap(bytes(frame.substring(17) + frame)));

    assertThat(found.errors).isEmpty();
    assertThat(found.cut).containsExactly("0 12 of 14");
    assertThat(found.frames).hasSize(1);
    assertThat(parser.atBoundary()).isTrue();
  }

  @Test
  void goesOnBehindAGapThatEndsWithTheFrame() {
    String frame = "$\0\0\16" + RTP;
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);

    parser.feed(ByteBuffer.wrap(bytes(frame.substring(0, 16))));
    parser.gap(2);
    parser.feed(ByteBuffer.wrap(bytes(frame)));

    assertThat(found.cut).hasSize(1);
    assertThat(found.frames).hasSize(1);
  }

  @Test
  void searchesBehindAGapThatIsLongerThanTheFrame() {
    String frame = "$\0\0\16" + RTP;
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);

    parser.feed(ByteBuffer.wrap(bytes(frame + frame.substring(0, 16))));
    parser.gap(10);
    parser.feed(ByteBuffer.wrap(bytes(frame.substring(9) + frame + "\1".repeat(20))));

    assertThat(found.errors).hasSize(1);
    assertThat(found.cut).containsExactly("0 12 of 14");
    assertThat(found.frames).hasSize(2);
  }

  @Test
  void completesAMessageWhoseBodyHasAGap() {
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);

    parser.feed(ByteBuffer.wrap(bytes("RTSP/1.0 200 OK\nContent-Length: 10\n\nv=0\n")));
    parser.gap(3);
    parser.feed(ByteBuffer.wrap(bytes("a=xRTSP/1.0 404 No\n\n")));

    assertThat(found.responses).extracting(RtspResponse::status).containsExactly(200, 404);
    assertThat(found.responses.get(0).bodyText()).isEqualTo("v=0\n");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void keepsLittleWhileItSearches() {
    RtspMessageParser parser = new RtspMessageParser(new RecordedMessages());
    parser.search();
    byte[] noise = new byte[200_000];
    new Random(7).nextBytes(noise);

    for (int i = 0; i < 20; i++) {
      parser.feed(ByteBuffer.wrap(noise));
      assertThat(parser.retainedBytes()).isLessThan(200_000);
    }
  }

  @Test
  void findsTheFrameThatCutsAMessageShort() {
    String frame = "$\0\0\16" + RTP;

    RecordedMessages found = parse("RTSP/1.0 200 OK\r\nCSeq: 3\r\nSess" + frame + frame);

    assertThat(found.errors)
        .containsExactly(new RtspParseError(RtspParseError.Reason.UNEXPECTED_BYTE, 31));
    assertThat(found.frames).hasSize(2);
  }

  @Test
  void refusesStartLinesThatAreNone() {
    assertThat(reasons("hello\r\n")).containsExactly(RtspParseError.Reason.START_LINE_INVALID);
    assertThat(reasons("HTTP/1.1 400 Bad Request\r\n\r\n"))
        .containsExactly(RtspParseError.Reason.START_LINE_INVALID);
    assertThat(reasons("RTSP/1.0 2000 OK\r\n\r\n"))
        .containsExactly(RtspParseError.Reason.STATUS_CODE_INVALID);
    assertThat(reasons("RTSP/1.0 -1 OK\r\n\r\n"))
        .containsExactly(RtspParseError.Reason.STATUS_CODE_INVALID);
    assertThat(reasons("x".repeat(100))).containsExactly(RtspParseError.Reason.UNEXPECTED_BYTE);
  }

  @Test
  void keepsTheMessageWhenOneHeaderLineIsNone() {
    RecordedMessages found = parse("RTSP/1.0 200 OK\r\nCSeq: 3\r\nnonsense\r\nA: b\r\n\r\n");

    assertThat(found.errors)
        .extracting(RtspParseError::toString)
        .containsExactly(
            "HEADER_LINE_INVALID at byte 26: header line has no name or no colon; the line is"
                + " ignored");
    assertThat(found.responses.get(0).header("a")).hasValue("b");
  }

  @Test
  void refusesContentLengthsThatAreNone() {
    for (String length : List.of("-1", "five", "", "1e3", "9999999999999999999")) {
      assertThat(reasons("RTSP/1.0 200 OK\r\nContent-Length: " + length + "\r\n\r\n"))
          .containsExactly(RtspParseError.Reason.CONTENT_LENGTH_INVALID);
    }
    assertThat(reasons("RTSP/1.0 200 OK\nContent-Length: 1\nContent-Length: 2\n\n"))
        .containsExactly(RtspParseError.Reason.CONTENT_LENGTH_INVALID);
  }

  @Test
  void refusesMoreThanItsLimits() {
    RtspParserLimits limits = new RtspParserLimits(100, 10);
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found, limits);

    parser.feed(ByteBuffer.wrap(bytes("RTSP/1.0 200 OK\r\nA: " + "b".repeat(200) + "\r\n\r\n")));
    parser.feed(ByteBuffer.wrap(bytes("RTSP/1.0 200 OK\nContent-Length: 11\n\n12345678901")));
    parser.feed(
        ByteBuffer.wrap(
            bytes("RTSP/1.0 200 OK\nContent-Type: application/sdp\n\nv=0\ns=a longer one\n")));
    parser.feed(ByteBuffer.wrap(bytes("RTSP/1.0 200 OK\r\nCSeq: 9\r\n\r\n")));

    assertThat(found.errors)
        .extracting(RtspParseError::reason)
        .containsExactly(
            RtspParseError.Reason.HEADER_TOO_LARGE,
            RtspParseError.Reason.BODY_TOO_LARGE,
            RtspParseError.Reason.BODY_TOO_LARGE);
    assertThat(found.responses).hasSize(1);
    assertThat(found.responses.get(0).cSeq()).hasValue(9);
  }

  @Test
  void saysWhenTheInputEndsWithinAMessage() {
    assertThat(reasons("RTSP/1.0 200 OK\r\nCS")).containsExactly(RtspParseError.Reason.CUT_SHORT);
    assertThat(reasons("RTSP/1.0 200 OK\nContent-Length: 4\n\nv=0"))
        .containsExactly(RtspParseError.Reason.CUT_SHORT);
    assertThat(reasons("$\0\0\16abc")).containsExactly(RtspParseError.Reason.CUT_SHORT);
  }

  private static List<RtspParseError.Reason> reasons(String text) {
    return parse(text).errors.stream().map(RtspParseError::reason).toList();
  }

  private static RecordedMessages parse(String text) {
    return RecordedMessages.parse(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
