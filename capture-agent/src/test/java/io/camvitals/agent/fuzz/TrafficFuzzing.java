package io.camvitals.agent.fuzz;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.tcp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.analyze.wireshark.WiresharkAnalysis;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import io.camvitals.agent.source.packet.LinkType;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Packet after packet into one recognition of streams: damaged, lost, repeated, in another order,
 * so that connections, signalling and candidates are met in every state.
 */
final class TrafficFuzzing {
  private static final long STEP_NS = 1_000_000;
  private static final long IDLE_NS = 10_000_000_000L;
  private static final int PACKETS_OF_ONE_READING = 5_000;

  private static final String DESCRIPTION =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
          + "m=video 6000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:1\r\n"
          + "m=audio 6002 RTP/AVP 0\r\na=control:2\r\n";

  private final CapturedPacket packet = new CapturedPacket();
  private CapturedPacketHandler reader;
  private long timeNs = 1_700_000_000_000_000_000L;
  private long packets;

  private TrafficFuzzing() {}

  /** TCP with RTSP, interleaved RTP, tunnels in HTTP, SIP. */
  static Target connections() {
    TrafficFuzzing fuzzing = new TrafficFuzzing();
    CapturedTraffic traffic = traffic();
    fuzzing.reader = traffic;
    List<byte[]> fromServer = fromServer();
    List<byte[]> fromClient = fromClient();
    int[] next = new int[8];
    return random -> {
      int connection = random.nextInt(4);
      boolean client = random.nextInt(3) == 0;
      List<byte[]> texts = client ? fromClient : fromServer;
      byte[] data = texts.get(random.nextInt(texts.size()));
      if (random.nextInt(4) == 0) {
        data = Mutations.of(data, random);
      }
      int which = 2 * connection + (client ? 1 : 0);
      int sequence = next[which];
      switch (random.nextInt(20)) {
        case 0 -> sequence += random.nextInt(3_000) - 1_500;
        case 1 -> next[which] += data.length;
        case 2 -> next[which] = random.nextInt();
        default -> {}
      }
      int flags = random.nextInt(200) == 0 ? random.nextInt(64) : 0x18;
      int server = connection == 3 ? 8_080 : 554;
      int acknowledged = next[2 * connection + (client ? 0 : 1)];
      byte[] segment =
          client
              ? tcp(40_000 + connection, server, sequence, acknowledged, flags, data)
              : tcp(server, 40_000 + connection, sequence, acknowledged, flags, data);
      if (sequence == next[which]) {
        next[which] += data.length;
      }
      byte[] frame = ethernet(0x0800, client ? reversed(ipv4(6, segment)) : ipv4(6, segment));
      fuzzing.take(random.nextInt(30) == 0 ? Mutations.of(frame, random) : frame, random);
      fuzzing.rest(traffic);
    };
  }

  /** UDP with RTP, RTCP, MPEG-TS, session announcements, SIP, STUN and DTLS. */
  static Target datagrams() {
    TrafficFuzzing fuzzing = new TrafficFuzzing();
    CapturedTraffic traffic = traffic();
    fuzzing.reader = traffic;
    return random -> {
      fuzzing.take(datagram(random), random);
      fuzzing.rest(traffic);
    };
  }

  /** All of it read as Wireshark does. */
  static Target wireshark() {
    TrafficFuzzing fuzzing = new TrafficFuzzing();
    Target datagrams = random -> fuzzing.take(datagram(random), random);
    Target segments =
        random -> {
          boolean client = random.nextBoolean();
          List<byte[]> texts = client ? fromClient() : fromServer();
          byte[] data = Mutations.of(texts.get(random.nextInt(texts.size())), random);
          int sequence = random.nextInt(8) * 100;
          byte[] frame =
              client
                  ? ethernet(0x0800, reversed(ipv4(6, tcp(40_000, 554, sequence, data))))
                  : ethernet(0x0800, ipv4(6, tcp(554, 40_000, sequence, data)));
          fuzzing.take(frame, random);
        };
    return random -> {
      if (fuzzing.packets % PACKETS_OF_ONE_READING == 0) {
        fuzzing.reader = new WiresharkAnalysis();
      }
      (random.nextBoolean() ? datagrams : segments).accept(random);
      if (fuzzing.packets % PACKETS_OF_ONE_READING == 0) {
        ((WiresharkAnalysis) fuzzing.reader)
            .streams()
            .forEach(stream -> assertThat(stream.figures().packets()).isPositive());
      }
    };
  }

  private static CapturedTraffic traffic() {
    CaptureCounters counters = new CaptureCounters();
    return new CapturedTraffic(
        VantagePoint.getDefaultInstance(),
        new PayloadTypeClocks(Map.of()),
        CaptureLimits.AGENT,
        new CaptureObservers(stream -> new Nobody(), ConnectionObserver.NONE, counters));
  }

  private static byte[] datagram(Random random) {
    int number = random.nextInt(30);
    byte[] payload =
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> rtp(96, number, number * 3_000, random.nextInt(4), 30);
          case 3 -> hex("80c80006 00000001 e0000000 00000000 00000000 00000000 00000000");
          case 4 -> hex("81c90007 00000009 00000001 00000000 00000000 00000000 00000000 00000000");
          case 5 -> transportStream(random);
          case 6 -> hex("00010000 2112a442 000102030405060708090a0b");
          case 7 -> hex("16fefd 0000 000000000000 0010 01 000004 0000 000000 000004 00000000");
          case 8 ->
              ("INVITE sip:7@192.0.2.1 SIP/2.0\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
                      + "Content-Type: application/sdp\r\n\r\n"
                      + DESCRIPTION)
                  .getBytes(StandardCharsets.US_ASCII);
          default ->
              concat(hex("20000001 c0000207"), DESCRIPTION.getBytes(StandardCharsets.US_ASCII));
        };
    int[] ports = {6_000, 6_002, 5_060, 9_875, 20_000};
    int port = ports[random.nextInt(ports.length)];
    byte[] damaged = random.nextInt(3) == 0 ? Mutations.of(payload, random) : payload;
    byte[] frame = udpFrame(5_000 + random.nextInt(8), port, damaged);
    return random.nextInt(30) == 0 ? Mutations.of(frame, random) : frame;
  }

  private static byte[] transportStream(Random random) {
    byte[] packets = new byte[7 * 188];
    for (int i = 0; i < 7; i++) {
      packets[188 * i] = 0x47;
      packets[188 * i + 2] = (byte) random.nextInt(2);
      packets[188 * i + 3] = (byte) (0x10 | random.nextInt(16));
    }
    return packets;
  }

  private static List<byte[]> fromClient() {
    List<byte[]> texts = new ArrayList<>();
    for (String method : new String[] {"OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN"}) {
      texts.add(
          text(
              method
                  + " rtsp://user:secret@192.0.2.7/1 RTSP/1.0\r\nCSeq: 3\r\nSession: 77\r\n"
                  + (method.equals("SETUP")
                      ? "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n"
                      : "\r\n")));
    }
    texts.add(
        text(
            "GET /1 HTTP/1.1\r\nx-sessioncookie: abc\r\nAccept: application/x-rtsp-tunnelled\r\n\r\n"));
    texts.add(
        text(
            "POST /1 HTTP/1.1\r\nx-sessioncookie: abc\r\nContent-Length: 32767\r\n\r\nREVTQ1JJQkUg"));
    texts.add(concat(hex("24010008"), hex("80c90001 00000009")));
    return texts;
  }

  private static List<byte[]> fromServer() {
    List<byte[]> texts = new ArrayList<>();
    texts.add(text("RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: 77;timeout=60\r\n\r\n"));
    texts.add(
        text(
            "RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Type: application/sdp\r\nContent-Base: rtsp://192.0.2.7/1/\r\n"
                + "Content-Length: "
                + DESCRIPTION.length()
                + "\r\n\r\n"
                + DESCRIPTION));
    texts.add(
        text(
            "RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: 77\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=00000001\r\n\r\n"));
    texts.add(
        text(
            "RTSP/1.0 401 Unauthorized\r\nCSeq: 3\r\nWWW-Authenticate: Digest realm=\"a\", nonce=\"b\"\r\n\r\n"));
    texts.add(text("HTTP/1.1 200 OK\r\nContent-Type: application/x-rtsp-tunnelled\r\n\r\n"));
    for (int i = 0; i < 6; i++) {
      byte[] frame = concat(hex("2400002a"), rtp(96, i, i * 3_000, 1, 30));
      texts.add(frame);
      texts.add(concat(frame, frame, frame));
      texts.add(java.util.Arrays.copyOf(frame, 20));
      texts.add(java.util.Arrays.copyOfRange(frame, 20, frame.length));
    }
    return texts;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The same from the recorder to the camera. */
  private static byte[] reversed(byte[] ipv4) {
    byte[] reversed = ipv4.clone();
    System.arraycopy(ipv4, 12, reversed, 16, 4);
    System.arraycopy(ipv4, 16, reversed, 12, 4);
    return reversed;
  }

  private void take(byte[] frame, Random random) {
    int captured = random.nextInt(50) == 0 ? random.nextInt(frame.length + 1) : frame.length;
    packet.set(ByteBuffer.wrap(frame), 0, captured, frame.length, LinkType.ETHERNET, 0);
    timeNs += random.nextInt(5_000) == 0 ? 20 * IDLE_NS : STEP_NS;
    packet.setTimestampNs(timeNs);
    packets++;
    reader.packet(packet);
  }

  private void rest(CapturedTraffic traffic) {
    if (packets % 100 == 0) {
      traffic.advance(timeNs, IDLE_NS);
    }
  }

  private static final class Nobody implements StreamObserver {
    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      assertThat(packet.payloadLength()).isNotNegative();
      assertThat(packet.capturedPayloadLength()).isBetween(0, packet.payloadLength());
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
      buffer.get(offset, new byte[length]);
    }

    @Override
    public void captureDropped(long packets) {
      assertThat(packets).isNotNegative();
    }

    @Override
    public void close() {}
  }
}
