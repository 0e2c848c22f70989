package io.camvitals.protocol.rtcp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.rtcp.FeedbackMessage.Kind;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackMessageTest {
  private static FeedbackMessage parse(String bytes) throws RtcpFormatException {
    byte[] packet = hex(bytes);
    return (FeedbackMessage)
        RtcpCompound.parse(ByteBuffer.wrap(packet), 0, packet.length).packets().get(0);
  }

  @Test
  void aNackNamesPackets() throws RtcpFormatException {
    FeedbackMessage nack = parse("81 cd 00 04 00000005 cafef00d ffff8001 00100000");
    assertThat(nack.kind()).isEqualTo(Kind.NACK);
    assertThat(nack.senderSsrc()).isEqualTo(5);
    assertThat(nack.mediaSsrc()).isEqualTo(0xcafe_f00d);
    assertThat(nack.requestedSequenceNumbers()).containsExactly(65_535, 0, 15, 16);
    assertThat(nack.targets()).containsExactly(0xcafe_f00d);
    assertThat(nack.bitrateBps()).isEqualTo(-1);
  }

  @Test
  void aFullIntraRequestNamesItsSources() throws RtcpFormatException {
    FeedbackMessage fir = parse("84 ce 00 04 00000005 00000000 cafef00d 01000000");
    assertThat(fir.kind()).isEqualTo(Kind.FIR);
    assertThat(fir.targets()).containsExactly(0xcafe_f00d);
    assertThat(fir.requestedSequenceNumbers()).isEmpty();
  }

  @Test
  void anEstimateOfTheBitrate() throws RtcpFormatException {
    FeedbackMessage remb = parse("8f ce 00 05 00000005 00000000 52454d42 010b d090 cafef00d");
    assertThat(remb.kind()).isEqualTo(Kind.REMB);
    assertThat(remb.bitrateBps()).isEqualTo(0x3d090L << 2);
    assertThat(remb.targets()).containsExactly(0xcafe_f00d);
    assertThat(parse("8f ce 00 03 00000005 00000000 00000000").kind()).isEqualTo(Kind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "205, 3, TMMBR", "205, 4, TMMBN", "205, 15, TRANSPORT_CC", "205, 9, OTHER",
    "206, 1, PLI", "206, 2, SLI", "206, 3, RPSI", "206, 9, OTHER"
  })
  void kinds(int packetType, int format, Kind kind) {
    assertThat(new FeedbackMessage(packetType, format, 1, 2, Octets.NONE).kind()).isEqualTo(kind);
  }
}
