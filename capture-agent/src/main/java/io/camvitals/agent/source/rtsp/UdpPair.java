package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.agent.source.rtsp.UdpSocket.Role;
import io.camvitals.protocol.rtsp.UdpPortPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;

/**
 * The two sockets of one track. Until the track is known, that is until PLAY was answered, what
 * arrives is kept; at most {@value #MAXIMUM_HELD} packets, and what exceeds them is capture loss.
 */
final class UdpPair implements UdpPortPair {
  private static final int MAXIMUM_HELD = 1_024;

  private record Held(Role role, byte[] packet, long arrivalNs, int wireSize) {}

  private final UdpReceiver receiver;
  private final UdpSocket rtp;
  private final UdpSocket rtcp;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long heldDropped;
  private TrackObserver track;
  private boolean closed;
  private volatile long receivedPackets;

  UdpPair(UdpReceiver receiver, DatagramChannel rtp, DatagramChannel rtcp, InetAddress camera)
      throws IOException {
    this.receiver = receiver;
    this.rtp = new UdpSocket(this, Role.RTP, rtp, camera);
    this.rtcp = new UdpSocket(this, Role.RTCP, rtcp, camera);
  }

  UdpSocket rtp() {
    return rtp;
  }

  UdpSocket rtcp() {
    return rtcp;
  }

  /** From now on packets go to this track; those that were kept go first. */
  synchronized void attach(TrackObserver observer) {
    track = observer;
    for (Held packet : held) {
      deliver(packet.role(), ByteBuffer.wrap(packet.packet()), packet.packet().length, packet);
    }
    held.clear();
    if (heldDropped > 0) {
      observer.captureDropped(heldDropped);
    }
  }

  private void deliver(Role role, ByteBuffer buffer, int length, Held times) {
    deliver(role, buffer, length, times.arrivalNs(), times.wireSize());
  }

  private void deliver(Role role, ByteBuffer buffer, int length, long arrivalNs, int wireSize) {
    if (role == Role.RTP) {
      track.rtp(buffer, 0, length, arrivalNs, wireSize);
    } else {
      track.rtcp(buffer, 0, length, arrivalNs);
    }
  }

  /** One datagram; called by the receiver's thread alone. */
  synchronized void received(
      UdpSocket socket, ByteBuffer buffer, int length, long arrivalNs, int wireSize) {
    if (socket.role == Role.RTP) {
      receivedPackets++;
    }
    if (track != null) {
      deliver(socket.role, buffer, length, arrivalNs, wireSize);
    } else if (held.size() < MAXIMUM_HELD) {
      byte[] packet = new byte[length];
      buffer.get(0, packet);
      held.addLast(new Held(socket.role, packet, arrivalNs, wireSize));
    } else if (socket.role == Role.RTP) {
      heldDropped++;
    }
  }

  /** Packets of the RTP socket that the kernel dropped. */
  synchronized void kernelDropped(long packets) {
    if (track != null) {
      track.captureDropped(packets);
    } else {
      heldDropped += packets;
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
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    receiver.close(this);
  }
}
