package io.camvitals.agent.source.packet;

/**
 * From the bytes of a link to what the innermost IP packet carries, layer by layer: {@link
 * LinkDecoder}, {@link IpDecoder}, {@link TransportDecoder}. Each reads one header at the {@link
 * PacketCursor} and names the next layer. Nothing is allocated per packet, and the number of layers
 * is limited.
 *
 * <p>Not for use by several threads at once.
 */
public final class PacketDecoder {
  /** More than any real packet has: a tunnel in a tunnel on a tagged link has about twenty. */
  private static final int MAXIMUM_LAYERS = 32;

  private final PacketCursor cursor = new PacketCursor();
  private final FragmentReassembler reassembler = new FragmentReassembler();
  private final IpDecoder ip = new IpDecoder(reassembler);
  private final TransportDecoder transport = new TransportDecoder();

  /** The datagram of the last {@link #decode} that returned {@link DecodeResult#UDP}. */
  public UdpDatagram datagram() {
    return transport.datagram();
  }

  /** Datagrams given up because a fragment did not come, or not in time; those in wait included. */
  public long incompleteDatagrams() {
    return reassembler.incomplete();
  }

  /** Decodes one packet. */
  public DecodeResult decode(CapturedPacket packet) {
    cursor.begin(packet);
    Layer layer = LinkDecoder.first(cursor, packet.linkType());
    for (int layers = 0; layer != Layer.DONE; layers++) {
      if (layers == MAXIMUM_LAYERS) {
        return DecodeResult.TOO_MANY_HEADERS;
      }
      layer = next(layer);
    }
    return cursor.result();
  }

  /** Reads the header of the layer at the cursor; returns the layer behind it. */
  private Layer next(Layer layer) {
    return switch (layer) {
      case ETHERNET -> LinkDecoder.ethernet(cursor);
      case VLAN -> LinkDecoder.vlan(cursor);
      case LINUX_SLL -> LinkDecoder.linuxSll(cursor);
      case LINUX_SLL2 -> LinkDecoder.linuxSll2(cursor);
      case LOOPBACK -> LinkDecoder.loopback(cursor);
      case IP -> ip.ip(cursor);
      case IPV4 -> ip.ipv4(cursor);
      case IPV6 -> ip.ipv6(cursor);
      case AUTHENTICATION -> ip.authentication(cursor);
      case UDP -> transport.udp(cursor);
      case TCP -> transport.tcp(cursor);
      case DONE -> Layer.DONE;
    };
  }
}
