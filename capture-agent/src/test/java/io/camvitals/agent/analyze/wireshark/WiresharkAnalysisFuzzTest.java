package io.camvitals.agent.analyze.wireshark;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.LinkType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Signalling and media with bytes changed, cut, repeated and out of order: nothing is thrown, and
 * no more packets are counted than frames could hold.
 */
class WiresharkAnalysisFuzzTest {
  private static final int LONGEST_FRAME = 2_000;
  private static final int SHORTEST_RTP = 12;

  private static final String DESCRIPTION =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
          + "m=video 6000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
          + "m=audio 6002 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp:7003\r\n";

  @Property(tries = 300)
  void nothingIsThrown(@ForAll long seed) {
    Random random = new Random(seed);
    WiresharkAnalysis analysis = new WiresharkAnalysis();
    long bytes = 0;
    CapturedPacket packet = new CapturedPacket();
    List<byte[]> frames = frames();
    for (int i = 0; i < 200; i++) {
      byte[] frame = frames.get(random.nextInt(frames.size())).clone();
      int changes = random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        int at = 14 + random.nextInt(frame.length - 14);
        frame[at] = (byte) (frame[at] ^ 1 << random.nextInt(8));
      }
      int captured = random.nextInt(8) == 0 ? random.nextInt(frame.length) : frame.length;
      packet.set(ByteBuffer.wrap(frame), 0, captured, frame.length, LinkType.ETHERNET, 0);
      packet.setTimestampNs(1_700_000_000_000_000_000L + i * 1_000_000L * random.nextInt(40));
      analysis.packet(packet);
      bytes += frame.length;
    }
    long packets =
        analysis.streams().stream().mapToLong(stream -> stream.figures().packets()).sum();
    assertThat(packets).isBetween(0L, bytes * LONGEST_FRAME / SHORTEST_RTP);
  }

  private static List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      frames.add(udpFrame(rtp(i % 2 == 0 ? 96 : 0, i % 3 == 0, i, i * 3600, 1, new byte[30])));
      frames.add(udpFrame(3478, 5000, concat(hex("4000002a"), rtp(96, i, i * 3600, 2, 30))));
      byte[] interleaved = concat(hex("24000018"), rtp(96, i, i * 3600, 3, 12));
      frames.add(tcp(554, 40_000, 1_000 + 28 * i, interleaved));
      frames.add(tcp(554, 40_000, 1_000 + 28 * i, concat(interleaved, hex("2401"))));
    }
    String setup =
        "RTSP/1.0 200 OK\r\nCSeq: 3\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
    frames.add(tcp(554, 40_000, 900, setup.getBytes(StandardCharsets.US_ASCII)));
    frames.add(
        tcp(
            554,
            40_000,
            800,
            ("RTSP/1.0 200 OK\r\nTransport: RTP/AVP;client_port=6000-6001;server_port=5000-5001\r\n"
                    + "Content-Type: application/sdp\r\nContent-Length: "
                    + DESCRIPTION.length()
                    + "\r\n\r\n"
                    + DESCRIPTION)
                .getBytes(StandardCharsets.US_ASCII)));
    String invite =
        "INVITE sip:7@192.0.2.1 SIP/2.0\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
            + "Content-Type: application/sdp\r\n\r\n"
            + DESCRIPTION;
    frames.add(udpFrame(5060, 5060, invite.getBytes(StandardCharsets.US_ASCII)));
    frames.add(
        udpFrame(
            5060,
            5060,
            invite
                .replace("INVITE sip:7@192.0.2.1 SIP/2.0", "SIP/2.0 200 OK")
                .getBytes(StandardCharsets.US_ASCII)));
    frames.add(
        udpFrame(9875, 9875, concat(new byte[8], DESCRIPTION.getBytes(StandardCharsets.US_ASCII))));
    frames.add(udpFrame(hex("00010000 2112a442 000102030405060708090a0b")));
    frames.add(udpFrame(hex("80000000" + "00".repeat(12) + "00000004 00000002" + "00".repeat(40))));
    frames.add(
        udpFrame(
            hex(
                "16fefd 0000 000000000000 0039 02 00002d 0000 000000 00002d fefd"
                    + "00".repeat(32)
                    + "00 c02b 00 0009 000e 0005 0002 0001 00")));
    return frames;
  }

  private static byte[] tcp(int sourcePort, int destinationPort, int sequence, byte[] payload) {
    byte[] header =
        ByteBuffer.allocate(20)
            .putShort((short) sourcePort)
            .putShort((short) destinationPort)
            .putInt(sequence)
            .putInt(1)
            .putShort((short) 0x5018)
            .putShort((short) 1024)
            .putInt(0)
            .array();
    return ethernet(0x0800, ipv4(6, concat(header, payload)));
  }
}
