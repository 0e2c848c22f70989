package io.camvitals.protocol.sdp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
  private static final String CAMERA =
      """
      v=0
      o=- 1700000000 1 IN IP4 192.0.2.7
      s=Front gate
      c=IN IP4 0.0.0.0
      t=0 0
      a=control:*
      a=range:npt=now-
      a=recvonly
      m=video 0 RTP/AVP 96
      b=AS:4096
      a=rtpmap:96 H264/90000
      a=fmtp:96 packetization-mode=1; profile-level-id=4d0029; sprop-parameter-sets=Z00AKQ==,aO48gA==
      a=framerate:25.000000
      a=control:trackID=1
      a=x-dimensions:1920,1080
      m=audio 49170/2 RTP/AVP 0 97
      c=IN IP4 239.1.2.3/127
      a=rtpmap:97 MPEG4-GENERIC/16000/2
      a=sendonly
      a=control:rtsp://192.0.2.7:554/live/audio
      """;

  @Test
  void readsWhatACameraSays() throws Exception {
    SessionDescription session = SessionDescription.parse(CAMERA.replace("\n", "\r\n"));
    assertThat(session.sessionName()).isEqualTo("Front gate");
    assertThat(session.connectionAddress()).isEqualTo("0.0.0.0");
    assertThat(session.control()).isEqualTo("*");
    assertThat(session.attributes()).contains(new SdpAttribute("range", "npt=now-"));
    assertThat(session.ignored()).isEmpty();
    assertThat(session.media()).hasSize(2);

    MediaDescription video = session.media().get(0);
    assertThat(video.media()).isEqualTo("video");
    assertThat(video.port()).isZero();
    assertThat(video.protocol()).isEqualTo("RTP/AVP");
    assertThat(video.payloadTypes()).containsExactly(96);
    assertThat(video.rtpMap(96)).contains(new RtpMap(96, "H264", 90_000, 1));
    assertThat(video.rtpMap(97)).isEmpty();
    assertThat(video.frameRate()).hasValue(25.0);
    assertThat(video.control()).isEqualTo("trackID=1");
    assertThat(video.connectionAddress()).isEqualTo("0.0.0.0");
    assertThat(video.direction()).contains(MediaDirection.RECVONLY);
    assertThat(video.attribute("X-Dimensions")).contains("1920,1080");
    assertThat(video.parameters(96).value("packetization-mode")).isEqualTo("1");
    assertThat(video.parameters(96).parameterSets())
        .containsExactly(hex("67 4d 00 29"), hex("68 ee 3c 80"));
    assertThat(video.parameters(8).values()).isEmpty();

    MediaDescription audio = session.media().get(1);
    assertThat(audio.port()).isEqualTo(49_170);
    assertThat(audio.payloadTypes()).containsExactly(0, 97);
    assertThat(audio.rtpMap(0)).contains(new RtpMap(0, "PCMU", 8_000, 1));
    assertThat(audio.rtpMap(97)).contains(new RtpMap(97, "MPEG4-GENERIC", 16_000, 2));
    assertThat(audio.connectionAddress()).isEqualTo("239.1.2.3");
    assertThat(audio.direction()).contains(MediaDirection.SENDONLY);
    assertThat(audio.frameRate()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", " \r\n", "\t\n", "\n\n", "\r\n\r\n"})
  void lineEndsAndTrailingSpaceDoNotMatter(String end) throws Exception {
    assertThat(SessionDescription.parse("\uFEFF" + CAMERA.replace("\n", end) + "\0"))
        .isEqualTo(SessionDescription.parse(CAMERA));
  }

  @Test
  void missingLinesAndWrongOrderAreTolerated() throws Exception {
    SessionDescription session =
        SessionDescription.parse(
            """
            a=control:*
            c=IN IP4 192.0.2.1
            m=video 0 rtp/avp
            a=fmtp:96 a=1
            a=rtpmap: 96  H265/90000
            a=fmtp:96 b=2
            a=x-framerate: 12,5
            v=0
            """);
    MediaDescription video = session.media().get(0);
    assertThat(video.payloadTypes()).containsExactly(96);
    assertThat(video.rtpMap(96)).contains(new RtpMap(96, "H265", 90_000, 1));
    assertThat(video.parameters(96).values()).containsEntry("a", "1").containsEntry("b", "2");
    assertThat(video.frameRate()).hasValue(12.5);
    assertThat(video.direction()).isEmpty();
    assertThat(session.ignored()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestServes() throws Exception {
    SessionDescription session =
        SessionDescription.parse(
            """
            v=0
            c=IN
            garbage
            m=video 0 RTP/AVP 96 300
            a=rtpmap:128 H264/90000
            a=rtpmap:96
            a=rtpmap:96 H264
            a=fmtp:x y
            a=framerate:fast
            a=:
            a=recvonly
            """);
    assertThat(session.ignored())
        .containsExactly(
            "line 2: connection without an address: \"c=IN\"",
            "line 3: not of the form x=value: \"garbage\"",
            "line 4: payload type is not from 0 to 127: 300: \"m=video 0 RTP/AVP 96 300\"",
            "line 5: rtpmap's payload type is not from 0 to 127: \"a=rtpmap:128 H264/90000\"",
            "line 6: rtpmap without an encoding name: \"a=rtpmap:96\"",
            "line 7: rtpmap without a clock rate: \"a=rtpmap:96 H264\"",
            "line 8: fmtp's payload type is not from 0 to 127: \"a=fmtp:x y\"",
            "line 9: framerate is not a number of frames per second: \"a=framerate:fast\"",
            "line 10: attribute without a name: \"a=:\"");
    MediaDescription video = session.media().get(0);
    assertThat(video.payloadTypes()).containsExactly(96);
    assertThat(video.rtpMap(96)).contains(new RtpMap(96, "H264", 0, 1));
    assertThat(video.direction()).contains(MediaDirection.RECVONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=0;s=x | SDP: no media description (m=) in 2 lines",
        "m=video | SDP line 1: media description needs type, port and protocol: \"m=video\"",
        "v=0;m=video x RTP/AVP 96 | SDP line 2: media port is not from 0 to 65535:"
            + " \"m=video x RTP/AVP 96\"",
        "m=video 65536 RTP/AVP 96 | SDP line 1: media port is not from 0 to 65535:"
            + " \"m=video 65536 RTP/AVP 96\"",
        "m=video 0 RTP/AVP 96;a=control:rtsp://[::1/x | SDP line 2: control is not a URI:"
            + " \"a=control:rtsp://[::1/x\"",
      })
  void refusesWhatCannotBeUsed(String lines, String message) {
    assertThatThrownBy(() -> SessionDescription.parse(lines.replace(';', '\n')))
        .isInstanceOf(SdpFormatException.class)
        .hasMessage(message);
  }

  @Test
  void aLongLineIsQuotedInPart() {
    assertThatThrownBy(() -> SessionDescription.parse("m=" + "x".repeat(100_000)))
        .isInstanceOfSatisfying(
            SdpFormatException.class,
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(250);
              assertThat(e.lineNumber()).isEqualTo(1);
              assertThat(e.reason()).isEqualTo("media description needs type, port and protocol");
            });
  }

  @Test
  void parameterSetsOfH265AndBrokenOnes() {
    FormatParameters parameters =
        FormatParameters.parse(
            "sprop-pps=RAHA;Sprop-VPS=QAEM; sprop-sps=QgEB ;sprop-sps=zzzz; sprop-parameter-sets=%,,;;=x");
    assertThat(parameters.parameterSets())
        .containsExactly(hex("40 01 0c"), hex("42 01 01"), hex("44 01 c0"));
    assertThat(parameters.values()).hasSize(4);
  }
}
