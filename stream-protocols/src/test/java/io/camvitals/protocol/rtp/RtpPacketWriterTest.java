package io.camvitals.protocol.rtp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RtpPacketWriterTest {
  private final RtpPacketWriter writer =
      new RtpPacketWriter().payloadType(96).sequenceNumber(0x1234).timestamp(9).ssrc(0xcafe_f00d);

  @Test
  void writesEveryPart() {
    byte[] written =
        writer
            .marker(true)
            .csrcs(7)
            .extension(0xbede, hex("11 22 33 44"))
            .padding(3)
            .packet(hex("61"));
    assertThat(written)
        .isEqualTo(
            hex(
                """
                b1          # version 2, padding, extension, 1 contributing source
                e0          # marker, payload type 96
                12 34       # sequence number
                00 00 00 09 # timestamp
                ca fe f0 0d # ssrc
                00 00 00 07 # contributing source
                be de 00 01 # extension, 1 word
                11 22 33 44
                61          # payload
                00 00 03    # padding
                """));
  }

  @Test
  void writesTheFixedHeaderAlone() {
    assertThat(writer.extension(1, new byte[4]).withoutExtension().packet(new byte[0]))
        .isEqualTo(hex("80 60 12 34  00 00 00 09  ca fe f0 0d"));
  }

  @Test
  void refusesWhatDoesNotFitItsField() {
    assertThatThrownBy(() -> writer.payloadType(128))
        .hasMessage("payload type: 128 is not from 0 to 127");
    assertThatThrownBy(() -> writer.sequenceNumber(-1))
        .hasMessage("sequence number: -1 is not from 0 to 65535");
    assertThatThrownBy(() -> writer.padding(256)).hasMessage("padding: 256 is not from 0 to 255");
    assertThatThrownBy(() -> writer.csrcs(new int[16]))
        .hasMessage("number of contributing sources: 16 is not from 0 to 15");
    assertThatThrownBy(() -> writer.extension(0xbede, new byte[3]))
        .hasMessage("extension data: 3 bytes is not a multiple of 4 up to 262140");
  }
}
