package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtpRtcpPair;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.simulator.stream.PacketPath;
import io.camvitals.simulator.stream.StreamSender;
import io.camvitals.simulator.stream.UdpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sessions of one connection, with the first transport offered that the camera allows.
 */
final class SessionFactory {
  private static final Logger log = LoggerFactory.getLogger(SessionFactory.class);
  private static final int CHANNELS = 256;

  private final RtspServer server;
  private final RtspConnection connection;

  SessionFactory(RtspServer server, RtspConnection connection) {
    this.server = server;
    this.connection = connection;
  }

  /** Empty when none of the offers can be met. */
  Optional<CameraSession> create(
      ServedCamera camera, List<TransportHeader> offers, Collection<CameraSession> others) {
    for (TransportHeader offer : offers) {
      if (!offer.profile().equals("RTP/AVP") || offer.multicast()) {
        continue;
      }
      if (offer.tcp()) {
        Optional<RtpRtcpPair> channels = channels(offer, others);
        if (channels.isPresent()) {
          return Optional.of(interleaved(camera, channels.get()));
        }
      } else if (!camera.camera().plan().tcpOnly() && offer.clientPorts().isPresent()) {
        return udp(camera, offer.clientPorts().get());
      }
    }
    return Optional.empty();
  }

  /** The channels asked for, or free ones; empty when they are taken by another session. */
  private static Optional<RtpRtcpPair> channels(
      TransportHeader offer, Collection<CameraSession> others) {
    for (int channel = 0; channel < CHANNELS; channel += 2) {
      RtpRtcpPair pair = offer.interleaved().orElse(new RtpRtcpPair(channel, channel + 1));
      if (others.stream()
          .flatMap(session -> session.transport().interleaved().stream())
          .noneMatch(taken -> overlap(taken, pair))) {
        return Optional.of(pair);
      }
    }
    return Optional.empty();
  }

  private static boolean overlap(RtpRtcpPair one, RtpRtcpPair other) {
    return one.rtp() == other.rtp()
        || one.rtp() == other.rtcp()
        || one.rtcp() == other.rtp()
        || one.rtcp() == other.rtcp();
  }

  private CameraSession interleaved(ServedCamera camera, RtpRtcpPair channels) {
    return session(
        camera,
        TransportHeader.interleaved(channels),
        Optional.empty(),
        new InterleavedPath(connection, channels));
  }

  private Optional<CameraSession> udp(ServedCamera camera, RtpRtcpPair ports) {
    InetAddress client = connection.remote().getAddress();
    CameraSession[] made = new CameraSession[1];
    try {
      UdpPath path =
          UdpPath.open(
              server.loop(),
              connection.local().getAddress(),
              new InetSocketAddress(client, ports.rtp()),
              new InetSocketAddress(client, ports.rtcp()),
              () -> made[0].alive(server.now()));
      RtpRtcpPair own = new RtpRtcpPair(path.rtpPort(), path.rtpPort() + 1);
      made[0] = session(camera, TransportHeader.udp(ports), Optional.of(own), path);
      return Optional.of(made[0]);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("{}: no UDP to {}: {}", camera.camera().plan().id(), client, e.toString());
      return Optional.empty();
    }
  }

  private CameraSession session(
      ServedCamera camera,
      TransportHeader transport,
      Optional<RtpRtcpPair> serverPorts,
      PacketPath path) {
    SplittableRandom random = camera.camera().nextSession();
    String id = "%08x".formatted(random.nextInt());
    StreamSender sender =
        new StreamSender(
            camera.camera(),
            id,
            random,
            server.loop(),
            epochNs(Instant.now()),
            path,
            connection::close);
    CameraSession session =
        new CameraSession(
            camera,
            id,
            transport.answeredWith(serverPorts, OptionalInt.of(sender.ssrc())),
            path,
            sender,
            server.now());
    server.began(session);
    return session;
  }

  private static long epochNs(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
