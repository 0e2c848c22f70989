package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.agent.source.rtsp.TrackSocket.Role;
import io.camvitals.agent.source.socket.UdpSockets;
import io.camvitals.protocol.rtsp.UdpPortPair;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The two sockets of one track. Until the track is known, that is until PLAY was answered, what
 * arrives is kept; at most {@value #MAXIMUM_HELD} packets, and what exceeds them is capture loss.
 *
 * <p>What the kernel dropped is charged to the stream right before the packet behind the gap, or at
 * the end; so it lies in the same batch as the gap, and a window is never held against a camera for
 * what was lost here.
 */
final class UdpPair implements UdpPortPair {
  private static final int MAXIMUM_HELD = 1_024;

  private record Held(Role role, byte[] packet, long arrivalNs, int wireSize) {}

  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final TrackSocket rtp;
  private final TrackSocket rtcp;
  private long uncharged;
  private TrackObserver track;
  private volatile long receivedPackets;

  /**
   * Binds an even port and the next one.
   *
   * @throws BindException when the ports that were tried are no such pair; others may be
   */
  UdpPair(UdpSockets sockets, CaptureCounters counters, InetAddress camera) throws IOException {
    rtp = new TrackSocket(this, Role.RTP, camera, counters, sockets, 0);
    try {
      if (rtp.port() % 2 != 0) {
        throw new BindException("port " + rtp.port() + " is odd");
      }
      rtcp = new TrackSocket(this, Role.RTCP, camera, counters, sockets, rtp.port() + 1);
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
  }

  /** From now on packets go to this track; those that were kept go first. */
  synchronized void attach(TrackObserver observer) {
    track = observer;
    for (Held packet : held) {
      ByteBuffer buffer = ByteBuffer.wrap(packet.packet());
      int length = packet.packet().length;
      deliver(packet.role(), buffer, length, packet.arrivalNs(), packet.wireSize());
    }
    held.clear();
    charge();
  }

  private void deliver(Role role, ByteBuffer buffer, int length, long arrivalNs, int wireSize) {
    if (role == Role.RTP) {
      track.rtp(buffer, 0, length, arrivalNs, wireSize);
    } else {
      track.rtcp(buffer, 0, length, arrivalNs);
    }
  }

  /** One datagram. */
  synchronized void received(
      Role role, ByteBuffer buffer, int length, long arrivalNs, int wireSize) {
    if (role == Role.RTP) {
      receivedPackets++;
      charge();
    }
    if (track != null) {
      deliver(role, buffer, length, arrivalNs, wireSize);
    } else if (held.size() < MAXIMUM_HELD) {
      byte[] packet = new byte[length];
      buffer.get(0, packet);
      held.addLast(new Held(role, packet, arrivalNs, wireSize));
    } else if (role == Role.RTP) {
      uncharged++;
    }
  }

  /** Packets of the RTP socket that the kernel dropped. */
  synchronized void kernelDropped(long packets) {
    uncharged += packets;
  }

  /** To be called before a packet behind a gap in the track is taken. */
  synchronized void gapSeen() {
    rtp.gapSeen();
    charge();
  }

  private void charge() {
    if (uncharged > 0 && track != null) {
      track.captureDropped(uncharged);
      uncharged = 0;
    }
  }

  @Override
  public int rtpPort() {
    return rtp.port();
  }

  @Override
  public int rtcpPort() {
    return rtcp.port();
  }

  @Override
  public void connect(InetSocketAddress rtpAddress, InetSocketAddress rtcpAddress) {
    rtp.announce(rtpAddress);
    rtcp.announce(rtcpAddress);
  }

  @Override
  public void sendRtp(ByteBuffer datagram) throws IOException {
    rtp.send(datagram);
  }

  @Override
  public void sendRtcp(ByteBuffer datagram) throws IOException {
    rtcp.send(datagram);
  }

  @Override
  public long receivedPackets() {
    return receivedPackets;
  }

  @Override
  public void close() {
    rtp.close();
    rtcp.close();
    synchronized (this) {
      charge();
    }
  }
}
