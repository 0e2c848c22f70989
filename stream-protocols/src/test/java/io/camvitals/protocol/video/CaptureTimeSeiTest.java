package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CaptureTimeSeiTest {
  private static final byte[] H264 =
      hex(
          """
          06 05 21                                        # SEI, user_data_unregistered, 33 bytes
          7d 1c 9a 52 83 e4 4b 0f 9c 6e 2f 5a b8 d3 e0 47 # UUID
          01                                              # version
          00 00 03 00 00 03 00 00 03 01 02                # frame number 258, emulation prevented
          17 9d e8 b4 e3 f0 00 00                         # capture time
          80                                              # stop bit
          """);

  private final CaptureTimeSei h264 = CaptureTimeSei.forH264();
  private final CaptureTimeSei h265 = CaptureTimeSei.forH265();

  private static boolean find(CaptureTimeSei finder, byte[] payload) {
    return finder.find(ByteBuffer.wrap(payload), 0, payload.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] sized(byte[] nalUnit) {
    return joined(new byte[] {0, (byte) nalUnit.length}, nalUnit);
  }

  @Test
  void writesTheDocumentedLayout() {
    assertThat(h264.nalUnit(258, 0x179d_e8b4_e3f0_0000L)).isEqualTo(H264);
    byte[] ofH265 = h265.nalUnit(258, 0x179d_e8b4_e3f0_0000L);
    assertThat(Arrays.copyOf(ofH265, 4)).isEqualTo(hex("4e 01 05 21"));
    assertThat(Arrays.copyOfRange(ofH265, 2, ofH265.length))
        .isEqualTo(Arrays.copyOfRange(H264, 1, H264.length));
  }

  @Test
  void findsItAloneAndAmongOtherMessages() {
    assertThat(find(h264, H264)).isTrue();
    assertThat(h264.frameNumber()).isEqualTo(258);
    assertThat(h264.captureTimeNs()).isEqualTo(0x179d_e8b4_e3f0_0000L);
    byte[] behindAnother =
        joined(
            hex("06 ff 01 02 aa bb"), // SEI; a message of type 256, 2 bytes
            hex("05 10 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff"), // another's UUID
            Arrays.copyOfRange(H264, 1, H264.length));
    assertThat(find(CaptureTimeSei.forH264(), behindAnother)).isTrue();
  }

  @Test
  void findsItInAggregationPackets() {
    byte[] sps = hex("67 4d 00 29");
    assertThat(find(h264, joined(hex("78"), sized(sps), sized(H264), sized(hex("65 88")))))
        .isTrue();
    byte[] ofH265 = h265.nalUnit(-1, 0);
    assertThat(find(h265, joined(hex("60 01"), sized(hex("40 01 0c")), sized(ofH265)))).isTrue();
    assertThat(h265.frameNumber()).isEqualTo(-1);
    assertThat(h265.captureTimeNs()).isZero();
    assertThat(find(h264, joined(hex("78"), sized(sps)))).isFalse();
  }

  @Test
  void othersMessagesAndPicturesAreNotTaken() {
    byte[] otherUuid = H264.clone();
    otherUuid[3]++;
    assertThat(find(h264, otherUuid)).isFalse();
    byte[] versionZero = H264.clone();
    versionZero[19] = 0;
    assertThat(find(h264, versionZero)).isFalse();
    byte[] slice = H264.clone();
    slice[0] = 0x41;
    assertThat(find(h264, slice)).isFalse();
    assertThat(find(h265, H264)).isFalse();
  }

  @Test
  void cutAnywhereItIsNotTaken() {
    for (int length = 0; length < H264.length - 1; length++) {
      assertThat(find(h264, Arrays.copyOf(H264, length))).as("cut at %d", length).isFalse();
    }
    assertThat(find(h264, Arrays.copyOf(H264, H264.length - 1))).isTrue(); // the stop bit alone
  }

  @Property(tries = 500)
  void whatIsWrittenIsFoundAndHoldsNoStartCode(@ForAll long frameNumber, @ForAll long timeNs) {
    for (CaptureTimeSei sei : new CaptureTimeSei[] {h264, h265}) {
      byte[] nalUnit = sei.nalUnit(frameNumber, timeNs);
      for (int i = 0; i + 2 < nalUnit.length; i++) {
        boolean startCode = nalUnit[i] == 0 && nalUnit[i + 1] == 0 && (nalUnit[i + 2] & 0xff) < 3;
        assertThat(startCode).isFalse();
      }
      assertThat(find(sei, nalUnit)).isTrue();
      assertThat(sei.frameNumber()).isEqualTo(frameNumber);
      assertThat(sei.captureTimeNs()).isEqualTo(timeNs);
    }
  }
}
