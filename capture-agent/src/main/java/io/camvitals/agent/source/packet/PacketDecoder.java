package io.camvitals.agent.source.packet;

import io.camvitals.protocol.tcp.TcpSegment;
import java.util.Map;

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
  private final WirelessDecoder wireless;
  private final EncapsulationCounters encapsulations = new EncapsulationCounters();

  /** A decoder of which nobody wants to know the frames of IEEE 802.11. */
  public PacketDecoder() {
    this(frame -> {});
  }

  /**
   * @param observer is told of each IEEE 802.11 frame
   */
  public PacketDecoder(WirelessObserver observer) {
    wireless = new WirelessDecoder(observer);
  }

  /**
   * Does not join IP fragments of which the capture cut the end: the first one counts as the
   * datagram. It is how Wireshark reads them.
   */
  public PacketDecoder leavingCutFragmentsAlone() {
    ip.leaveCutFragmentsAlone();
    return this;
  }

  /**
   * The datagram of the last {@link #decode} that returned {@link DecodeResult#UDP} or {@link
   * DecodeResult#OVERLONG_UDP}.
   */
  public UdpDatagram datagram() {
    return transport.datagram();
  }

  /** The segment of the last {@link #decode} that returned {@link DecodeResult#TCP}. */
  public TcpSegment segment() {
    return transport.segment();
  }

  /** Datagrams given up because a fragment did not come, or not in time; those in wait included. */
  public long incompleteDatagrams() {
    return reassembler.incomplete();
  }

  /** In how many packets each encapsulation was met, by {@link Encapsulation#label}. */
  public Map<String, Long> encapsulations() {
    return encapsulations.snapshot();
  }

  /** Decodes one packet, or the first one of several in a frame. */
  public DecodeResult decode(CapturedPacket packet) {
    cursor.begin(packet);
    wireless.begin();
    reassembler.release();
    Layer layer = LinkDecoder.first(cursor, packet.linkType());
    // The usual packet goes straight through, without looking each of its layers up.
    layer = layer == Layer.ETHERNET ? LinkDecoder.ethernet(cursor) : layer;
    layer = layer == Layer.IPV4 ? ip.ipv4(cursor) : layer;
    layer = layer == Layer.UDP ? transport.udp(cursor) : layer;
    return decode(layer);
  }

  /**
   * Decodes the next packet of the same frame, when it is an aggregate (A-MSDU of IEEE 802.11).
   *
   * @return null when there is none
   */
  public DecodeResult decodeNext() {
    return cursor.resume() ? decode(Layer.WIRELESS_SUBFRAME) : null;
  }

  /**
   * Whether the packet came in a frame that was captured before, and that its sender sent again.
   */
  public boolean repeatedByLink() {
    return wireless.repeated();
  }

  private DecodeResult decode(Layer first) {
    Layer layer = first;
    for (int layers = 0; layer != Layer.DONE; layers++) {
      layer = layers < MAXIMUM_LAYERS ? next(layer) : cursor.done(DecodeResult.TOO_MANY_HEADERS);
    }
    encapsulations.count(cursor.encapsulations());
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
      case CISCO_HDLC -> LinkDecoder.ciscoHdlc(cursor);
      case NFLOG -> CaptureHeaders.nflog(cursor);
      case PKTAP -> CaptureHeaders.pktap(cursor);
      case RADIOTAP -> RadiotapHeader.read(cursor, wireless.frame());
      case PPI -> RadioHeaders.ppi(cursor, wireless.frame());
      case PRISM -> RadioHeaders.prism(cursor, wireless.frame());
      case IEEE802_11 -> wireless.bareFrame(cursor);
      case WIRELESS_FRAME -> wireless.frame(cursor);
      case WIRELESS_SUBFRAME -> wireless.subframe(cursor);
      case LLC -> LinkDecoder.llc(cursor);
      case VN_TAG -> LinkDecoder.vnTag(cursor);
      case BACKBONE_SERVICE -> LinkDecoder.backboneService(cursor);
      case PPPOE -> PppDecoder.pppoe(cursor);
      case PPP -> PppDecoder.ppp(cursor);
      case MPLS -> MplsDecoder.mpls(cursor);
      case IP -> ip.ip(cursor);
      case IPV4 -> ip.ipv4(cursor);
      case IPV6 -> ip.ipv6(cursor);
      case AUTHENTICATION -> ip.authentication(cursor);
      case UDP -> transport.udp(cursor);
      case TCP -> transport.tcp(cursor);
      case GRE -> GreDecoder.gre(cursor);
      case IPV4_IN_IP -> TransportDecoder.carried(cursor, Encapsulation.IP_IN_IP, Layer.IPV4);
      case IPV6_IN_IP -> TransportDecoder.carried(cursor, Encapsulation.IP_IN_IP, Layer.IPV6);
      case ETHERNET_IN_IP ->
          TransportDecoder.carried(cursor, Encapsulation.ETHERNET_IN_IP, Layer.ETHERNET);
      case ETHER_IP -> TransportDecoder.etherIp(cursor);
      case DONE -> Layer.DONE;
    };
  }
}
