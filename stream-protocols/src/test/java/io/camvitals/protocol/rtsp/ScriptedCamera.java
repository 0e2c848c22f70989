package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A camera over real sockets. It behaves well by itself: one H.264 track over UDP or TCP, a packet
 * every few milliseconds after PLAY. A test gives it the answers of another.
 */
final class ScriptedCamera implements AutoCloseable {
  static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=Session\r\nt=0 0\r\na=control:*\r\n"
          + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n";

  private static final int PACKET_INTERVAL_MS = 5;

  final List<RtspRequest> requests = new CopyOnWriteArrayList<>();

  /** What the client answered to the camera's own requests. */
  final List<RtspResponse> responses = new CopyOnWriteArrayList<>();

  final List<RecordedMessages.Frame> frames = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  volatile String transportAnswer;
  volatile String session = "4711;timeout=60";
  volatile boolean sends = true;
  volatile BeforePlay beforePlay = peer -> {};
  volatile Damage damage = (bytes, connection) -> bytes;

  private final ServerSocket server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private volatile Guard guard = (request, peer) -> true;
  private final List<Peer> peers = new CopyOnWriteArrayList<>();

  interface Answer {
    void answer(RtspRequest request, Peer peer) throws IOException;
  }

  /** What a camera does before it answers PLAY. */
  interface BeforePlay {
    void run(Peer peer) throws IOException;
  }

  /** Changes what leaves on one connection, counted from 1. */
  interface Damage {
    byte[] apply(byte[] bytes, int connection);
  }

  /** Says whether a request is to be answered as usual, or answers it itself. */
  interface Guard {
    boolean admits(RtspRequest request, Peer peer) throws IOException;
  }

  ScriptedCamera() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    on("OPTIONS", (request, peer) -> peer.ok(request, RtspHeaders.of("Public", "OPTIONS, PLAY")));
    on("DESCRIBE", (request, peer) -> peer.send(description(request, url() + "/")));
    on("SETUP", (request, peer) -> peer.setUp(request));
    on("PLAY", (request, peer) -> peer.play(request));
    on("GET_PARAMETER", (request, peer) -> peer.ok(request, RtspHeaders.EMPTY));
    on("TEARDOWN", (request, peer) -> peer.ok(request, RtspHeaders.EMPTY));
    start("camera", this::accept);
  }

  static RtspResponse description(RtspRequest request, String base) {
    return new RtspResponse(
        200,
        echo(request).and("Content-Base", base).and("Content-Type", "application/sdp"),
        SDP.getBytes(UTF_8));
  }

  String url() {
    return "rtsp://127.0.0.1:" + port() + "/live";
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers this method so from now on. */
  ScriptedCamera on(String method, Answer answer) {
    answers.put(method, answer);
    return this;
  }

  ScriptedCamera onStatus(String method, int status) {
    return on(method, (request, peer) -> peer.send(new RtspResponse(status, echo(request))));
  }

  void guard(Guard other) {
    guard = other;
  }

  void hangUpAll() {
    peers.forEach(Peer::hangUp);
  }

  long count(String method) {
    return requests.stream().filter(request -> request.method().equals(method)).count();
  }

  Optional<RtspRequest> last(String method) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .reduce((first, second) -> second);
  }

  static RtspHeaders echo(RtspRequest request) {
    return request.header("CSeq").map(n -> RtspHeaders.of("CSeq", n)).orElse(RtspHeaders.EMPTY);
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUpAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Peer peer = new Peer(server.accept(), connections.incrementAndGet());
        peers.add(peer);
        start("camera-peer", peer::read);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection. */
  final class Peer implements RtspMessageListener {
    final int number;
    private final Socket socket;
    private final RtpPacketWriter packets = new RtpPacketWriter().payloadType(96).ssrc(0xcafe);
    private volatile InetSocketAddress udpClient;
    private volatile int channel;
    private int sequence;

    Peer(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    private void read() {
      RtspMessageParser parser = new RtspMessageParser(this);
      byte[] bytes = new byte[4096];
      try {
        for (int n = 0; n >= 0; n = socket.getInputStream().read(bytes)) {
          parser.feed(ByteBuffer.wrap(bytes, 0, n));
        }
      } catch (IOException | UncheckedIOException e) {
        // The client has gone.
      } finally {
        hangUp();
      }
    }

    void hangUp() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(damage.apply(bytes, number));
    }

    void send(String text) throws IOException {
      send(text.getBytes(UTF_8));
    }

    void send(RtspMessage message) throws IOException {
      send(RtspMessageWriter.encode(message));
    }

    void ok(RtspRequest request, RtspHeaders headers) throws IOException {
      RtspHeaders all = echo(request);
      for (RtspHeaders.Field field : headers.fields()) {
        all = all.and(field.name(), field.value());
      }
      send(new RtspResponse(200, all));
    }

    void frame(int frameChannel, byte[] payload) throws IOException {
      ByteBuffer out = ByteBuffer.allocate(4 + payload.length);
      RtspMessageWriter.putFrameHeader(out, frameChannel, payload.length);
      send(out.put(payload).array());
    }

    byte[] packet() {
      ByteBuffer out = ByteBuffer.allocate(16);
      packets.sequenceNumber(sequence++ & 0xffff).writeHeader(out);
      return out.array();
    }

    void setUp(RtspRequest request) throws IOException {
      TransportHeader asked =
          TransportHeader.parse(request.header("Transport").orElseThrow()).get(0);
      if (asked.tcp()) {
        channel = asked.interleaved().orElseThrow().rtp();
      } else {
        udpClient = new InetSocketAddress(socket.getInetAddress(), asked.clientPorts().get().rtp());
      }
      String answer =
          transportAnswer != null
              ? transportAnswer
              : asked.answeredWith(Optional.empty(), OptionalInt.of(0xcafe)).format();
      ok(request, RtspHeaders.of("Session", session).and("Transport", answer));
    }

    void play(RtspRequest request) throws IOException {
      String info = "url=" + url() + "/track1;seq=0;rtptime=0";
      ok(request, RtspHeaders.of("RTP-Info", info));
      startPackets();
    }

    void startPackets() {
      start("camera-packets", this::sendPackets);
    }

    private void sendPackets() {
      try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        while (!socket.isClosed()) {
          byte[] packet = packet();
          if (sends && udpClient != null) {
            udp.send(new DatagramPacket(packet, packet.length, udpClient));
          } else if (sends) {
            frame(channel, packet);
          }
          Thread.sleep(PACKET_INTERVAL_MS);
        }
      } catch (IOException e) {
        // The client has gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void request(RtspRequest request) {
      requests.add(request);
      Answer answer =
          answers.getOrDefault(
              request.method(), (r, peer) -> peer.send(new RtspResponse(501, echo(r))));
      try {
        if (guard.admits(request, this)) {
          if (request.method().equals("PLAY")) {
            beforePlay.run(this);
          }
          answer.answer(request, this);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void response(RtspResponse response) {
      responses.add(response);
    }

    @Override
    public void interleaved(int frameChannel, ByteBuffer buffer, int offset, int length) {
      byte[] payload = new byte[length];
      buffer.get(offset, payload);
      frames.add(new RecordedMessages.Frame(frameChannel, HexFormat.of().formatHex(payload)));
    }

    @Override
    public void malformed(RtspParseError error) {
      throw new AssertionError(error);
    }
  }
}
