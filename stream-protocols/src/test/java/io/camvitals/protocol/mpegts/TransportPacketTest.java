package io.camvitals.protocol.mpegts;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.mpegts.TransportPacket.Result;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TransportPacketTest {
  private final TransportPacket packet = new TransportPacket();

  private Result parse(byte[] bytes) {
    return packet.parse(ByteBuffer.wrap(bytes), 0);
  }

  @Test
  void fieldsOfTheHeader() {
    byte[] bytes = new byte[188];
    bytes[0] = 0x47;
    bytes[1] = (byte) 0xd0; // error, unit start, PID 0x1011
    bytes[2] = 0x11;
    bytes[3] = (byte) 0x9b; // scrambled with the even key, payload, counter 11
    assertThat(parse(bytes)).isEqualTo(Result.OK);
    assertThat(packet.transportError()).isTrue();
    assertThat(packet.payloadUnitStart()).isTrue();
    assertThat(packet.pid()).isEqualTo(0x1011);
    assertThat(packet.scramblingControl()).isEqualTo(2);
    assertThat(packet.hasPayload()).isTrue();
    assertThat(packet.continuityCounter()).isEqualTo(11);
    assertThat(packet.payloadOffset()).isEqualTo(4);
    assertThat(packet.payloadLength()).isEqualTo(184);
    assertThat(packet.discontinuity()).isFalse();
    assertThat(packet.programClockReference()).isEqualTo(TransportPacket.NO_CLOCK_REFERENCE);
  }

  @Property
  void clockReference(
      @ForAll @LongRange(max = TransportPacket.CLOCK_REFERENCE_MODULUS - 1) long reference,
      @ForAll boolean discontinuity,
      @ForAll boolean littleEndian) {
    ByteBuffer bytes = ByteBuffer.wrap(TransportPackets.clock(256, 3, reference, discontinuity));
    bytes.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    assertThat(packet.parse(bytes, 0)).isEqualTo(Result.OK);
    assertThat(packet.programClockReference()).isEqualTo(reference);
    assertThat(packet.discontinuity()).isEqualTo(discontinuity);
    assertThat(packet.hasPayload()).isFalse();
    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.pid()).isEqualTo(256);
  }

  @Property
  void payloadBehindStuffing(@ForAll @IntRange(max = 184) int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    assertThat(parse(TransportPackets.packet(17, 1, false, payload))).isEqualTo(Result.OK);
    assertThat(packet.payloadLength()).isEqualTo(length);
    byte[] read = new byte[length];
    packet.buffer().get(packet.payloadOffset(), read);
    assertThat(read).isEqualTo(payload);
  }

  @Test
  void anAdaptationFieldThatIsTooLongLeavesNoPayload() {
    byte[] bytes = TransportPackets.packet(17, 1, false, new byte[10]);
    bytes[4] = (byte) 184;
    assertThat(parse(bytes)).isEqualTo(Result.ADAPTATION_FIELD_OVERRUN);
    assertThat(packet.payloadLength()).isZero();
  }

  @Test
  void aClockReferenceThatTheFieldHasNoRoomFor() {
    byte[] bytes = TransportPackets.packet(17, 1, false, new byte[180]);
    bytes[5] = 0x10;
    assertThat(parse(bytes)).isEqualTo(Result.ADAPTATION_FIELD_OVERRUN);
    assertThat(packet.programClockReference()).isEqualTo(TransportPacket.NO_CLOCK_REFERENCE);
  }

  @Test
  void aDuplicateHasTheSameFingerprintEvenWithAnotherClockReference() {
    parse(TransportPackets.packet(17, 1, false, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    long first = packet.fingerprint();
    parse(TransportPackets.packet(17, 1, false, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    assertThat(packet.fingerprint()).isEqualTo(first);
    parse(TransportPackets.packet(17, 1, false, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 10}));
    assertThat(packet.fingerprint()).isNotEqualTo(first);
    parse(TransportPackets.clock(17, 1, 1_000, false));
    first = packet.fingerprint();
    parse(TransportPackets.clock(17, 1, 2_000, false));
    assertThat(packet.fingerprint()).isEqualTo(first);
  }

  @Property(tries = 20_000)
  void anyBytesGiveFieldsWithinTheirRanges(@ForAll long seed) {
    byte[] bytes = new byte[188];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0x47;
    parse(bytes);
    assertThat(packet.pid()).isBetween(0, 8_191);
    assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(188);
    assertThat(packet.payloadLength()).isBetween(0, 184);
    assertThat(packet.programClockReference())
        .isBetween(-1L, TransportPacket.CLOCK_REFERENCE_MODULUS - 1);
    packet.fingerprint();
  }
}
