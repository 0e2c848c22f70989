package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** One connection to a camera, from the first byte to TEARDOWN. */
final class RtspAttempt {
  private final RtspSessionSettings settings;
  private final UdpPorts udpPorts;
  private final RtspSessionListener listener;
  private final LongSupplier epochClock;
  private final RandomGenerator random;
  private final RtspUrl target;
  private final boolean tcp;
  private long playingSinceNs;
  private boolean played;

  RtspAttempt(
      RtspSessionSettings settings,
      UdpPorts udpPorts,
      RtspSessionListener listener,
      LongSupplier epochClock,
      RandomGenerator random,
      RtspUrl target,
      boolean tcp) {
    this.settings = settings;
    this.udpPorts = udpPorts;
    this.listener = listener;
    this.epochClock = epochClock;
    this.random = random;
    this.target = target;
    this.tcp = tcp;
  }

  /** Nanoseconds since PLAY was answered; empty when it was not. */
  Optional<Long> playedNs() {
    return played ? Optional.of(System.nanoTime() - playingSinceNs) : Optional.empty();
  }

  /** Plays until something ends it, which is what the exception says. */
  void run(Selector selector, BooleanSupplier cancelled, ByteBuffer readBuffer) throws IOException {
    InetSocketAddress server = new InetSocketAddress(target.host(), target.port());
    InterleavedFrames frames = new InterleavedFrames(listener);
    ClientAuthenticator authenticator = new ClientAuthenticator(target.credentials(), random);
    try (RtspConnection connection =
            new RtspConnection(selector, cancelled, server, settings.timeouts().connect());
        TransportNegotiation transports =
            new TransportNegotiation(tcp, udpPorts, connection.client(), connection.server())) {
      listener.connected(connection.client(), connection.server());
      RtspDialogue dialogue =
          new RtspDialogue(
              connection, authenticator, listener, frames, settings, epochClock, readBuffer);
      RtspNegotiation negotiation =
          new RtspNegotiation(dialogue, transports, listener, settings, target.requestUri());
      try {
        play(negotiation, dialogue, frames);
      } finally {
        tearDown(connection, dialogue, negotiation.controlUri());
      }
    }
  }

  private void play(RtspNegotiation negotiation, RtspDialogue dialogue, InterleavedFrames frames)
      throws IOException {
    List<RtspTrack> ready = negotiation.setUp();
    ReceiverReports reports =
        new ReceiverReports(ready, dialogue, settings.timeouts().receiverReports(), random);
    reports.openTheWay();
    List<RtspTrack> tracks = negotiation.play(ready);
    played = true;
    playingSinceNs = System.nanoTime();
    listener.playing(tracks);
    frames.play(tracks);
    boolean mayFallBack = settings.transportMode() == TransportMode.AUTO && !tcp;
    PacketWatch watch =
        new PacketWatch(
            () -> frames.rtpPackets() + udpPackets(tracks), settings.timeouts(), mayFallBack);
    KeepAlive keepAlive =
        new KeepAlive(dialogue, negotiation.controlUri(), negotiation.getParameter());
    dialogue.keepHouse(now -> Math.min(reports.run(now), watch.run(now)));
    while (true) {
      dialogue.pump(keepAlive.dueNs());
      keepAlive.run();
    }
  }

  private static long udpPackets(List<RtspTrack> tracks) {
    long packets = 0;
    for (RtspTrack track : tracks) {
      if (track.transport() instanceof TrackTransport.Udp udp) {
        packets += udp.ports().receivedPackets();
      }
    }
    return packets;
  }

  /** Tells the camera that it is over, when it knows a session and can still be told. */
  private void tearDown(RtspConnection connection, RtspDialogue dialogue, String uri) {
    if (dialogue.session().isEmpty() || connection.broken()) {
      return;
    }
    connection.finish();
    dialogue.keepHouse(now -> Long.MAX_VALUE);
    try {
      dialogue.ask(RtspMethod.TEARDOWN, uri, RtspHeaders.EMPTY, settings.timeouts().teardown());
    } catch (IOException | RuntimeException e) {
      // What ended the session is what is reported; the camera will notice by its timeout.
    }
  }
}
