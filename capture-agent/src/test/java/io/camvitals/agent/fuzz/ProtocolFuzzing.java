package io.camvitals.agent.fuzz;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.mpegts.ProgramAssociation;
import io.camvitals.protocol.mpegts.ProgramMap;
import io.camvitals.protocol.mpegts.TransportPacket;
import io.camvitals.protocol.mpegts.TransportStreamListener;
import io.camvitals.protocol.mpegts.TransportStreamReader;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpFormatException;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Damaged RTCP, session descriptions and MPEG transport streams for their parsers. */
final class ProtocolFuzzing {
  /**
   * Sender and receiver report with a block each, source description, BYE, and two extended
   * reports.
   */
  private static final byte[] RTCP =
      hex(
          "81c8000c 00000001 e0000000 80000000 00000010 00000020 00000030"
              + "00000002 10000003 00010005 00000007 00000008 00000009"
              + "81c90007 00000001 00000002 00000000 00000000 00000000 00000000 00000000"
              + "81ca0004 00000001 01096361 6d657261 2d310000"
              + "81cb0002 00000001 02627900"
              + "80cf0007 00000001 04000002 e0000000 80000000 05000003 00000002 00000000 00000000");

  private static final String DESCRIPTION =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=x\r\nc=IN IP4 239.0.0.1/2\r\nt=0 0\r\n"
          + "a=control:*\r\na=group:BUNDLE 0 1\r\nm=video 5004/2 RTP/SAVPF 96 97\r\n"
          + "a=rtpmap:96 H264/90000\r\na=rtpmap:97 rtx/90000\r\n"
          + "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z00AKQ==,aO48gA==\r\n"
          + "a=framerate:25\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\na=rtcp:5005\r\n"
          + "m=audio 0 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000/1\r\na=ptime:20\r\n";

  private ProtocolFuzzing() {}

  /** What was read can be written, and reads the same again. */
  static void rtcp(Random random) throws RtcpFormatException {
    byte[] bytes = Mutations.of(RTCP, random);
    RtcpCompound compound;
    try {
      compound = RtcpCompound.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    } catch (RtcpFormatException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      return;
    }
    byte[] encoded = compound.encode();
    assertThat(RtcpCompound.parse(ByteBuffer.wrap(encoded), 0, encoded.length)).isEqualTo(compound);
  }

  static void sessionDescription(Random random) {
    byte[] bytes = Mutations.of(DESCRIPTION.getBytes(StandardCharsets.ISO_8859_1), random);
    try {
      SessionDescription session =
          SessionDescription.parse(new String(bytes, StandardCharsets.ISO_8859_1));
      for (MediaDescription media : session.media()) {
        media.payloadTypes().forEach(type -> media.parameters(type).parameterSets());
        media.payloadTypes().forEach(media::rtpMap);
      }
    } catch (SdpFormatException e) {
      assertThat(e.getMessage()).startsWith("SDP").hasSizeLessThan(300);
    }
  }

  /** One reader for all, so that tables and sections go over many datagrams. */
  static Target transportStream() {
    TransportStreamReader reader = new TransportStreamReader(new Nobody());
    byte[] association = packet("474000", "00 00b00d0001c100000001e1002ab104b2");
    byte[] map = packet("474100", "00 02b0120001c10000e101f0001be101f000 15bd4d56");
    byte[] clock = concat(hex("47410130 0710 00000000 7e00"), new byte[176]);
    byte[] media = concat(hex("47010110 000001e0 0000 8080 05 2100010001"), new byte[171]);
    int[] counters = new int[1];
    return random -> {
      int packets = 1 + random.nextInt(7);
      byte[] datagram = new byte[0];
      for (int i = 0; i < packets; i++) {
        byte[] packet =
            switch (random.nextInt(4)) {
              case 0 -> association.clone();
              case 1 -> map.clone();
              case 2 -> clock.clone();
              default -> media.clone();
            };
        packet[3] = (byte) (packet[3] & 0xf0 | counters[0]++ & 0xf);
        datagram = concat(datagram, packet);
      }
      byte[] damaged = Mutations.of(datagram, random);
      reader.datagram(ByteBuffer.wrap(damaged), 0, damaged.length);
      assertThat(reader.packetSize()).isNotNull();
    };
  }

  /** A transport packet with payload unit start, its pointer and a section. */
  private static byte[] packet(String header, String pointerAndSection) {
    byte[] packet = concat(hex(header + "10"), hex(pointerAndSection));
    byte[] whole = new byte[188];
    java.util.Arrays.fill(whole, (byte) 0xff);
    System.arraycopy(packet, 0, whole, 0, packet.length);
    return whole;
  }

  /** Looks at what it is told, and keeps none of it. */
  private static final class Nobody implements TransportStreamListener {
    @Override
    public void packet(TransportPacket packet) {
      assertThat(packet.pid()).isBetween(0, 0x1fff);
    }

    @Override
    public void syncByteError() {}

    @Override
    public void syncLoss() {}

    @Override
    public void programAssociation(ProgramAssociation table) {
      assertThat(table).isNotNull();
    }

    @Override
    public void foreignTable() {}

    @Override
    public void programMap(int pid, ProgramMap map) {
      assertThat(map).isNotNull();
    }

    @Override
    public void sectionError(int pid) {}

    @Override
    public void incompletePacket() {}
  }
}
