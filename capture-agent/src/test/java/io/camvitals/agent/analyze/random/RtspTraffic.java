package io.camvitals.agent.analyze.random;

import io.camvitals.agent.source.Frames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** RTSP sessions: media by UDP, or interleaved in segments of any size. */
final class RtspTraffic {
  private static final int[] PORTS = {554, 8554, 554, 7236, 10_554};

  private final Wire wire;
  private final Random random;
  private final Host client;
  private final Host server;
  private final boolean interleaved;
  private final int[] next = {1_000, 5_000};
  private long timeUs;

  RtspTraffic(Wire wire, Random random, boolean ipv6) {
    this.wire = wire;
    this.random = random;
    this.client = Host.of(random, ipv6);
    this.server = Host.of(random, ipv6).at(PORTS[random.nextInt(PORTS.length)]);
    this.interleaved = random.nextInt(3) > 0;
    this.timeUs = random.nextInt(2_000_000);
    next[random.nextInt(2)] = random.nextInt();
  }

  void run() {
    boolean handshake = random.nextInt(6) > 0;
    if (handshake) {
      segment(true, 2, new byte[0]);
      next[0]++;
      segment(false, 0x12, new byte[0]);
      next[1]++;
      segment(true, 0x10, new byte[0]);
    }
    int tracks = 1 + random.nextInt(2);
    if (random.nextInt(8) > 0) {
      describe(tracks);
      for (int track = 0; track < tracks; track++) {
        setup(track);
      }
      play();
    }
    RandomRtp[] sources = new RandomRtp[tracks];
    int ssrc = random.nextInt();
    boolean shared = random.nextInt(4) == 0;
    for (int track = 0; track < tracks; track++) {
      sources[track] =
          new RandomRtp(random, track == 0 ? 96 : random.nextInt(20), shared ? ssrc : ssrc + track);
    }
    if (interleaved) {
      interleave(sources);
    } else {
      overUdp(sources);
    }
  }

  private void describe(int tracks) {
    StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n");
    for (int track = 0; track < tracks; track++) {
      sdp.append(
          track == 0
              ? "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
              : "m=audio 0 RTP/AVP 0\r\n");
      sdp.append("a=control:track").append(track).append("\r\n");
    }
    request("DESCRIBE", "");
    answer(
        "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n",
        sdp.toString());
  }

  private void setup(int track) {
    String wanted =
        interleaved
            ? String.format(
                Locale.ROOT, "RTP/AVP/TCP;unicast;interleaved=%d-%d", 2 * track, 2 * track + 1)
            : String.format(
                Locale.ROOT,
                "RTP/AVP;unicast;client_port=%d-%d",
                clientPort(track),
                clientPort(track) + 1);
    request("SETUP", "Transport: " + wanted + "\r\n");
    String given =
        interleaved
            ? wanted
            : wanted
                + String.format(
                    Locale.ROOT, ";server_port=%d-%d", serverPort(track), serverPort(track) + 1);
    answer("Session: 12345678\r\nTransport: " + given + ";ssrc=0000ABCD\r\n", "");
  }

  private void play() {
    request("PLAY", "Session: 12345678\r\n");
    answer("Session: 12345678\r\n", "");
  }

  private static int clientPort(int track) {
    return 40_000 + 2 * track;
  }

  private static int serverPort(int track) {
    return 50_000 + 2 * track;
  }

  private void request(String method, String headers) {
    String text = method + " rtsp://camera/ RTSP/1.0\r\nCSeq: 1\r\n" + headers + "\r\n";
    send(true, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void answer(String headers, String body) {
    String text = "RTSP/1.0 200 OK\r\nCSeq: 1\r\n" + headers + "\r\n" + body;
    send(false, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void send(boolean fromClient, byte[] bytes) {
    int start = 0;
    while (start < bytes.length) {
      int length = random.nextInt(5) == 0 ? 1 + random.nextInt(bytes.length) : bytes.length;
      int end = Math.min(bytes.length, start + length);
      segment(fromClient, 0x18, Arrays.copyOfRange(bytes, start, end));
      start = end;
    }
  }

  private void segment(boolean fromClient, int flags, byte[] data) {
    int from = fromClient ? 0 : 1;
    timeUs += 200 + random.nextInt(2_000);
    wire.tcp(
        timeUs,
        fromClient ? client : server,
        fromClient ? server : client,
        next[from],
        next[1 - from],
        flags,
        data);
    next[from] += data.length;
  }

  private void interleave(RandomRtp[] sources) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int packets = 20 + random.nextInt(150);
    for (int i = 0; i < packets; i++) {
      int track = random.nextInt(sources.length);
      boolean report = random.nextInt(30) == 0;
      byte[] packet = report ? sources[track].report() : sources[track].next();
      bytes.writeBytes(
          ByteBuffer.allocate(4)
              .put((byte) '$')
              .put((byte) (2 * track + (report ? 1 : 0)))
              .putShort((short) packet.length)
              .array());
      bytes.writeBytes(packet);
    }
    int longest = random.nextBoolean() ? 1_460 : 100 + random.nextInt(8_000);
    boolean aligned = random.nextInt(4) == 0;
    damaged(bytes.toByteArray(), longest, aligned);
  }

  /** Segments that are sent again, come in another order, or are not captured. */
  private void damaged(byte[] bytes, int longest, boolean whole) {
    boolean faulty = random.nextInt(3) == 0;
    boolean lossy = faulty && random.nextBoolean();
    int first = next[1];
    int start = 0;
    long swapUs = 0;
    while (start < bytes.length) {
      int length = whole ? longest : 1 + random.nextInt(longest);
      byte[] data = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + length));
      timeUs += 500 + random.nextInt(20_000);
      boolean lost = lossy && random.nextInt(40) == 0;
      long delayUs = faulty && random.nextInt(30) == 0 ? 30_000 : 0;
      if (!lost) {
        wire.tcp(timeUs + delayUs + swapUs, server, client, first + start, next[0], 0x18, data);
      }
      if (faulty && random.nextInt(30) == 0) {
        wire.tcp(timeUs + 40_000, server, client, first + start, next[0], 0x18, data);
      }
      if (random.nextInt(3) == 0) {
        wire.tcp(
            timeUs + 100, client, server, next[0], first + start + data.length, 0x10, new byte[0]);
      }
      start += data.length;
    }
    next[1] = first + start;
  }

  private void overUdp(RandomRtp[] sources) {
    for (int track = 0; track < sources.length; track++) {
      new UdpTraffic(
              wire, random, server.at(serverPort(track)), client.at(clientPort(track)), timeUs)
          .run(sources[track], 20 + random.nextInt(100));
    }
    if (random.nextBoolean()) {
      wire.udp(
          timeUs, client.at(clientPort(0)), server.at(serverPort(0)), Frames.rtp(0, 0, 0, 0, 0));
    }
  }
}
