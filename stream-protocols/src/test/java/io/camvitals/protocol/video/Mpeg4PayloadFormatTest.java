package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static io.camvitals.protocol.video.PayloadFacts.BIPREDICTED;
import static io.camvitals.protocol.video.PayloadFacts.DISPOSABLE;
import static io.camvitals.protocol.video.PayloadFacts.FRAME_START;
import static io.camvitals.protocol.video.PayloadFacts.INTRA;
import static io.camvitals.protocol.video.PayloadFacts.KEY_FRAME;
import static io.camvitals.protocol.video.PayloadFacts.PARAMETER_SETS;
import static io.camvitals.protocol.video.PayloadFacts.PICTURE;
import static io.camvitals.protocol.video.PayloadFacts.PREDICTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Mpeg4PayloadFormatTest {
  /** Headers of FFmpeg's encoder: Simple Profile level 1, 352x288, 25 pictures a second. */
  private static final String HEADERS =
      "000001b001 000001b58913 00000100 00000120 00c48d8800cd0b04241443";

  private final PayloadFormat format = PayloadFormat.forCodec("MP4V-ES");

  private int inspect(String payload) {
    byte[] bytes = hex(payload);
    return format.inspect(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void picturesByTheirCodingType() {
    assertThat(inspect("000001b6 10")).isEqualTo(FRAME_START | PICTURE | INTRA | KEY_FRAME);
    assertThat(inspect("000001b6 50")).isEqualTo(FRAME_START | PICTURE | PREDICTED);
    assertThat(inspect("000001b6 90")).isEqualTo(FRAME_START | PICTURE | BIPREDICTED | DISPOSABLE);
    assertThat(inspect("000001b6 d0")).isEqualTo(FRAME_START | PICTURE | PREDICTED);
    assertThat(inspect("000001b6")).isEqualTo(FRAME_START | PICTURE);
    assertThat(inspect("123456")).isEqualTo(PICTURE);
    assertThat(inspect("")).isZero();
    // A group of pictures before the picture.
    assertThat(inspect("000001b3 001040 000001b6 10"))
        .isEqualTo(FRAME_START | PICTURE | INTRA | KEY_FRAME);
  }

  @Test
  void headersBeforeAPictureTellItsSize() {
    assertThat(inspect(HEADERS + "000001b6 10"))
        .isEqualTo(FRAME_START | PARAMETER_SETS | PICTURE | INTRA | KEY_FRAME);
    assertThat(format.parameters()).contains(new VideoParameters(1, -1, 352, 288, Double.NaN, -1));
  }

  @Test
  void signallingMayTellThem() {
    format.configure(name -> Map.of("config", HEADERS.replace(" ", "")).getOrDefault(name, ""));
    assertThat(format.parameters().orElseThrow().width()).isEqualTo(352);
    PayloadFormat other = PayloadFormat.forCodec("MP4V-ES");
    other.configure(name -> "no digits");
    assertThat(other.parameters()).isEmpty();
  }
}
