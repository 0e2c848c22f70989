package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.CapturedHosts.message;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.event.v1.StreamIdentity;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UdpDispatcherTest {
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=x\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
          + "m=audio 5000 RTP/AVP 97\r\na=rtpmap:97 opus/48000/2\r\n";

  private final CapturedHosts hosts = new CapturedHosts();

  private StreamIdentity only() {
    assertThat(hosts.streams.all()).hasSize(1);
    return hosts.streams.all().get(0).identity();
  }

  @Example
  void sipAnnouncesFlows() {
    hosts.traffic.udp(
        "192.0.2.1:5060",
        "192.0.2.7:5060",
        bytes(message(SDP, "INVITE sip:cam@192.0.2.7 SIP/2.0", "Content-Type: application/sdp")));
    hosts.traffic.udp("192.0.2.1:6000", "192.0.2.7:5000", rtp(97, 1, 0, 1, 50));
    hosts.agent.close();
    assertThat(only().getCodec()).isEqualTo("OPUS");
    assertThat(only().getClockRate()).isEqualTo(48_000);
    assertThat(only().getSignalled()).isTrue();
    assertThat(hosts.packets.snapshot().rejected()).containsExactly(Map.entry("sip", 1L));
  }

  @Example
  void anAnnouncementOfAGroupAnnouncesFlows() {
    String multicast = SDP.replace("c=IN IP4 192.0.2.7", "c=IN IP4 239.1.1.1/16");
    byte[] announcement = concat(hex("20001234 c0000207"), bytes("application/sdp\0" + multicast));
    hosts.traffic.udp("192.0.2.7:40000", "224.2.127.254:9875", announcement);
    hosts.traffic.udp("192.0.2.7:40002", "239.1.1.1:5000", rtp(97, 1, 0, 1, 50));
    hosts.agent.close();
    assertThat(only().getCodec()).isEqualTo("OPUS");
    assertThat(hosts.packets.snapshot().rejected()).containsExactly(Map.entry("sap", 1L));
  }

  /** RFC 8656 section 12.4: channel number, length, and what it carries. */
  @Example
  void whatTurnRelaysIsTakenOut() {
    for (int i = 0; i < 3; i++) {
      byte[] inner = rtp(0, i, i * 160, 7, 160);
      hosts.traffic.udp(
          "192.0.2.7:5000",
          "192.0.2.1:3478",
          concat(hex("4001%04x".formatted(inner.length)), inner));
    }
    hosts.traffic.udp("192.0.2.7:5000", "192.0.2.1:3478", hex("40010004 00010203"));
    hosts.agent.close();
    assertThat(hosts.streams.all().get(0).sequences()).containsExactly(0, 1, 2);
    assertThat(hosts.packets.snapshot().rejected()).containsExactly(Map.entry("turn-channel", 1L));
  }

  /** RFC 5764: after a handshake, RTP on the same ports is encrypted. */
  @Example
  void aHandshakeOfDtlsSaysThatRtpIsEncrypted() {
    byte[] handshake = hex("16fefd0000000000000000 0004 01000000");
    hosts.traffic.udp("192.0.2.1:6000", "192.0.2.7:5000", handshake);
    for (int i = 0; i < 3; i++) {
      hosts.traffic.udp("192.0.2.7:5000", "192.0.2.1:6000", rtp(0, i, i * 160, 7, 160));
      hosts.traffic.udp("192.0.2.7:5002", "192.0.2.1:6002", rtp(0, i, i * 160, 8, 160));
    }
    hosts.agent.close();
    assertThat(hosts.streams.all())
        .extracting(stream -> stream.identity().getSsrc() + stream.identity().getEncryption())
        .containsExactlyInAnyOrder("7srtp", "8");
  }

  /** Whatever comes: each datagram is a packet of a stream, or rejected once. */
  @Property(tries = 300)
  void everyDatagramIsCountedOnce(@ForAll long seed) {
    CapturedHosts others = new CapturedHosts();
    Random random = new Random(seed);
    byte[][] seeds = {
      bytes(message(SDP, "INVITE sip:a@b SIP/2.0", "Content-Type: application/sdp")),
      bytes(message(SDP, "SIP/2.0 200 OK")),
      concat(hex("20001234 c0000207"), bytes("application/sdp\0" + SDP)),
      rtp(97, 1, 0, 1, 50),
      concat(hex("4001003e"), rtp(97, 1, 0, 1, 50)),
      hex("16fefd0000000000000000 0004 01000000"),
      hex("80c80006 00000001" + "00".repeat(20)),
      hex("81c90007 99999999 00000001" + "00".repeat(20)),
      new byte[0]
    };
    int datagrams = 200;
    for (int i = 0; i < datagrams; i++) {
      byte[] payload = seeds[random.nextInt(seeds.length)].clone();
      for (int flips = random.nextInt(4); flips > 0 && payload.length > 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(5) == 0) {
        payload = java.util.Arrays.copyOf(payload, random.nextInt(payload.length + 1));
      }
      String[] ends = {"192.0.2.7:5000", "192.0.2.1:6000", "239.1.1.1:9875", "192.0.2.7:5001"};
      others.traffic.udp(ends[random.nextInt(4)], ends[random.nextInt(4)], payload);
    }
    others.agent.close();
    long accepted =
        others.streams.all().stream()
            .mapToLong(stream -> stream.sequences().size() + stream.rtcp())
            .sum();
    assertThat(accepted + others.packets.snapshot().seen()).isEqualTo(datagrams);
  }
}
