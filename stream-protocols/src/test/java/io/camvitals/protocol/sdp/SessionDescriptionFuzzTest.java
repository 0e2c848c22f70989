package io.camvitals.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SessionDescriptionFuzzTest {
  private static final String VALID =
      "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\nc=IN IP4 239.0.0.1/2\r\nt=0 0\r\n"
          + "a=control:rtsp://camera/live\r\nm=video 0/2 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
          + "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z00AKQ==,aO48gA==\r\n"
          + "a=framerate:25\r\na=control:trackID=1\r\na=sendonly\r\n";

  private static void readOrRefuse(String text) {
    try {
      SessionDescription session = SessionDescription.parse(text);
      assertThat(session.media()).isNotEmpty();
      for (MediaDescription media : session.media()) {
        media.payloadTypes().forEach(type -> media.parameters(type).parameterSets());
        media.payloadTypes().forEach(media::rtpMap);
      }
    } catch (SdpFormatException e) {
      assertThat(e.getMessage()).startsWith("SDP").hasSizeLessThan(300);
    }
  }

  @Test
  void cutAnywhere() {
    for (int length = 0; length <= VALID.length(); length++) {
      readOrRefuse(VALID.substring(0, length));
    }
  }

  @Property(tries = 1000)
  void anyText(@ForAll String text) {
    readOrRefuse(text);
    readOrRefuse("m=video 0 RTP/AVP 96\n" + text);
  }

  @Property(tries = 1000)
  void mutated(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = VALID.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 5; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    readOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
