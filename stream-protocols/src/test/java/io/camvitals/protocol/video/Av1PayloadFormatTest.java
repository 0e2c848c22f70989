package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Av1PayloadFormatTest {
  /**
   * {@code ffmpeg -f lavfi -i testsrc2=size=98x66:rate=25:duration=1.2 -c:v libsvtav1 -g 12 -preset
   * 10 -crf 55}, sent by FFmpeg 8.0.1 in RTP packets of up to 400 bytes: each behind its length in
   * two bytes. ffprobe finds 30 frames, 10 of them shown by a packet of 3 bytes; of which the 1st,
   * 13th and 25th are key frames.
   */
  private static List<ByteBuffer> recorded() throws IOException {
    List<ByteBuffer> packets = new ArrayList<>();
    try (InputStream in = Av1PayloadFormatTest.class.getResourceAsStream("av1.rtp")) {
      DataInputStream data = new DataInputStream(in);
      while (data.available() > 0) {
        byte[] packet = new byte[data.readUnsignedShort()];
        data.readFully(packet);
        packets.add(ByteBuffer.wrap(packet));
      }
    }
    return packets;
  }

  @Test
  void framesOfARecordedStream() throws IOException {
    PayloadFormat format = PayloadFormat.forCodec("AV1");
    List<FrameFacts> frames = new ArrayList<>();
    FrameAssembler assembler = new FrameAssembler(frames::add);
    RtpPacket packet = new RtpPacket();
    for (ByteBuffer bytes : recorded()) {
      assertThat(packet.parse(bytes, 0, bytes.limit())).isEqualTo(RtpParseResult.OK);
      int facts = format.inspect(bytes, packet.payloadOffset(), packet.payloadLength());
      assertThat(facts & PayloadFacts.MALFORMED).isZero();
      assembler.observe(
          0,
          packet.sequenceNumber(),
          packet.timestamp(),
          packet.marker(),
          packet.payloadLength(),
          facts);
    }
    assembler.flush();
    assertThat(frames).hasSize(30).allMatch(FrameFacts::complete);
    for (int i = 0; i < 30; i++) {
      boolean key = i % 12 == 0;
      assertThat(frames.get(i).keyFrame()).as("frame %d", i).isEqualTo(key);
      // What only shows a frame that was sent before is a header of two bytes.
      boolean shown = frames.get(i).size() < 8;
      assertThat(frames.get(i).pictureType())
          .as("frame %d", i)
          .isEqualTo(key ? PictureType.INTRA : shown ? PictureType.UNKNOWN : PictureType.PREDICTED);
    }
    assertThat(frames.stream().filter(frame -> frame.size() < 8).count()).isEqualTo(10);
    VideoParameters parameters = format.parameters().orElseThrow();
    assertThat(parameters.width()).isEqualTo(98);
    assertThat(parameters.height()).isEqualTo(66);
    assertThat(parameters.profile()).isZero();
    assertThat(parameters.level()).isZero();
  }

  private static int inspect(String payload) {
    byte[] bytes = hex(payload);
    return PayloadFormat.forCodec("AV1").inspect(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void fragmentsAndLengths() {
    // One OBU element that goes on in the next packet: a tile group.
    assertThat(inspect("50 20 00")).isEqualTo(PayloadFacts.PICTURE | PayloadFacts.FRAGMENT_START);
    assertThat(inspect("90 00 00")).isEqualTo(PayloadFacts.PICTURE | PayloadFacts.FRAGMENT_END);
    assertThat(inspect("d0 00 00")).isEqualTo(PayloadFacts.PICTURE);
    // A new coded video sequence cannot go on from before.
    assertThat(inspect("98 00") & PayloadFacts.MALFORMED).isNotZero();
    assertThat(inspect("18 0a") & PayloadFacts.KEY_FRAME).isNotZero();
    // Lengths beyond the end, and one that does not end.
    assertThat(inspect("00 05 20") & PayloadFacts.MALFORMED).isNotZero();
    assertThat(inspect("00 ff ff ff ff") & PayloadFacts.MALFORMED).isNotZero();
    // The forbidden bit.
    assertThat(inspect("10 a0") & PayloadFacts.MALFORMED).isNotZero();
  }
}
