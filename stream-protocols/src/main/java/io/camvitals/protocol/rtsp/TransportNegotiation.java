package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code Transport} of each SETUP: what is asked, and what the answer means. Owns the UDP
 * sockets of the attempt.
 */
final class TransportNegotiation implements AutoCloseable {
  private static final int LAST_CHANNEL = 255;

  private final boolean tcp;
  private final UdpPorts udpPorts;
  private final InetSocketAddress client;
  private final InetSocketAddress server;
  private final List<UdpPortPair> opened = new ArrayList<>();
  private final BitSet usedChannels = new BitSet();
  private int nextChannel;
  private Offer offer;

  private record Offer(TransportHeader header, Optional<UdpPortPair> ports) {}

  /** What SETUP agreed. */
  record Agreed(TrackTransport transport, OptionalInt ssrc) {}

  /** Asks for TCP or for UDP, over a connection between these two. */
  TransportNegotiation(
      boolean tcp, UdpPorts udpPorts, InetSocketAddress client, InetSocketAddress server) {
    this.tcp = tcp;
    this.udpPorts = udpPorts;
    this.client = client;
    this.server = server;
  }

  boolean tcp() {
    return tcp;
  }

  /** The header's value for the next track's SETUP. */
  String offer() throws IOException {
    if (tcp) {
      if (nextChannel > LAST_CHANNEL - 1) {
        throw new RtspSessionException("no interleaved channels are left for another track");
      }
      RtpRtcpPair channels = new RtpRtcpPair(nextChannel, nextChannel + 1);
      offer = new Offer(TransportHeader.interleaved(channels), Optional.empty());
    } else {
      UdpPortPair ports = udpPorts.open(server.getAddress());
      opened.add(ports);
      RtpRtcpPair numbers = new RtpRtcpPair(ports.rtpPort(), ports.rtcpPort());
      offer = new Offer(TransportHeader.udp(numbers), Optional.of(ports));
    }
    return offer.header().format();
  }

  /** Nothing comes of the last offer. */
  void withdraw() {
    offer.ports().ifPresent(this::release);
  }

  /**
   * Takes the answer to the last offer. A camera that leaves the header out is taken to agree.
   *
   * @throws TransportFailedException when the answer is no use with what was asked
   */
  Agreed agree(Optional<String> value) throws RtspSessionException {
    TransportHeader answer =
        value.map(TransportHeader::parse).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElse(offer.header());
    if (answer.multicast()) {
      throw new TransportFailedException("the camera answers with multicast");
    }
    boolean interleaved = answer.tcp() || answer.interleaved().isPresent();
    if (tcp && !interleaved && answer.serverPorts().isPresent()) {
      throw new TransportFailedException("the camera answers with UDP when asked for TCP");
    }
    return new Agreed(interleaved || tcp ? interleaved(answer) : udp(answer), answer.ssrc());
  }

  private TrackTransport interleaved(TransportHeader answer) throws RtspSessionException {
    withdraw();
    RtpRtcpPair channels =
        answer
            .interleaved()
            .or(() -> offer.header().interleaved())
            .orElseThrow(
                () -> new TransportFailedException("the camera answers TCP without channels"));
    if (usedChannels.get(channels.rtp()) || usedChannels.get(channels.rtcp())) {
      // The packets of two tracks could not be told apart.
      throw new RtspSessionException("the camera gives two tracks the channels " + channels);
    }
    usedChannels.set(channels.rtp());
    usedChannels.set(channels.rtcp());
    nextChannel = Math.max(nextChannel, (channels.rtcp() + 2) / 2 * 2);
    return new TrackTransport.Interleaved(server, client, channels);
  }

  private TrackTransport udp(TransportHeader answer) {
    UdpPortPair ports = offer.ports().orElseThrow();
    InetAddress source = answer.source().flatMap(this::usableAddress).orElse(server.getAddress());
    RtpRtcpPair numbers = answer.serverPorts().orElse(new RtpRtcpPair(0, 0));
    InetSocketAddress rtp = new InetSocketAddress(source, numbers.rtp());
    InetSocketAddress rtcp = new InetSocketAddress(source, numbers.rtcp());
    ports.connect(rtp, rtcp);
    InetSocketAddress local = new InetSocketAddress(client.getAddress(), ports.rtpPort());
    return new TrackTransport.Udp(rtp, rtcp, local, ports);
  }

  /** Only a literal address of a single host: a name would have to be looked up. */
  private Optional<InetAddress> usableAddress(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && text.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      boolean single = !address.isAnyLocalAddress() && !address.isMulticastAddress();
      boolean reachable = !address.isLoopbackAddress() || server.getAddress().isLoopbackAddress();
      return single && reachable ? Optional.of(address) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private void release(UdpPortPair ports) {
    if (opened.remove(ports)) {
      ports.close();
    }
  }

  /** Closes all UDP sockets of the attempt. */
  @Override
  public void close() {
    for (UdpPortPair ports : List.copyOf(opened)) {
      release(ports);
    }
  }
}
