package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RtpInfoTest {
  @Test
  void readsSeveralStreams() {
    assertThat(
            RtpInfo.parse(
                "url=rtsp://c/1;seq=45102;rtptime=4294967295, url=rtsp://c/2;rtptime=7;seq=0"))
        .containsExactly(
            new RtpInfo("rtsp://c/1", OptionalInt.of(45102), OptionalInt.of(-1)),
            new RtpInfo("rtsp://c/2", OptionalInt.of(0), OptionalInt.of(7)));
  }

  @Test
  void keepsCommasAndSemicolonsOfUrls() {
    assertThat(RtpInfo.parse("url=rtsp://c/a;b,c?d=1;seq=1"))
        .containsExactly(new RtpInfo("rtsp://c/a;b,c?d=1", OptionalInt.of(1), OptionalInt.empty()));
  }

  @Test
  void takesNonsenseAsAbsent() {
    assertThat(RtpInfo.parse("url=trackID=0;seq=65536;rtptime=-1"))
        .containsExactly(new RtpInfo("trackID=0", OptionalInt.empty(), OptionalInt.empty()));
    assertThat(RtpInfo.parse("")).hasSize(1);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<RtpInfo> streams =
        List.of(
            new RtpInfo("rtsp://c/1", OptionalInt.of(9), OptionalInt.of(-2)),
            new RtpInfo("rtsp://c/2", OptionalInt.empty(), OptionalInt.empty()));

    assertThat(RtpInfo.parse(RtpInfo.format(streams))).isEqualTo(streams);
  }
}
