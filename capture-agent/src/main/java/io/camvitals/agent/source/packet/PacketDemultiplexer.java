package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.protocol.tcp.TcpSegment;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decodes captured packets and hands on datagrams and segments; counts by reason what is neither,
 * and each segment as "tcp", since what it carries is counted on its own.
 */
public final class PacketDemultiplexer implements CapturedPacketHandler {
  private final PacketDecoder decoder;
  private final Consumer<UdpDatagram> udp;
  private final Consumer<TcpSegment> tcp;
  private final CaptureCounters counters;
  private long aggregated;

  /**
   * @param udp takes each datagram, which is valid during the call only, and accounts for it
   * @param tcp takes each segment, which is valid during the call only
   * @param wireless is told of each IEEE 802.11 frame
   */
  public PacketDemultiplexer(
      Consumer<UdpDatagram> udp,
      Consumer<TcpSegment> tcp,
      CaptureCounters counters,
      WirelessObserver wireless) {
    this.decoder = new PacketDecoder(wireless);
    this.udp = udp;
    this.tcp = tcp;
    this.counters = counters;
  }

  @Override
  public void packet(CapturedPacket packet) {
    if (!packet.timestamped()) {
      counters.rejected("no-timestamp");
      return;
    }
    decoded(decoder.decode(packet));
    DecodeResult next = decoder.decodeNext();
    while (next != null) {
      aggregated++;
      decoded(next);
      next = decoder.decodeNext();
    }
  }

  private void decoded(DecodeResult result) {
    boolean transport = result == DecodeResult.UDP || result == DecodeResult.TCP;
    if (transport && decoder.repeatedByLink()) {
      counters.rejected("wlan-retransmission");
    } else if (result == DecodeResult.UDP) {
      udp.accept(decoder.datagram());
    } else {
      counters.rejected(result.reason());
      if (result == DecodeResult.TCP) {
        tcp.accept(decoder.segment());
      }
    }
  }

  /**
   * Packets that came in one frame with another one (A-MSDU of IEEE 802.11): each is counted, so
   * that there are so many more than the capture has frames.
   */
  public long aggregated() {
    return aggregated;
  }

  /** In how many packets each encapsulation was met, by {@link Encapsulation#label}. */
  public Map<String, Long> encapsulations() {
    return decoder.encapsulations();
  }

  /** Datagrams that never became whole. */
  public long incompleteDatagrams() {
    return decoder.incompleteDatagrams();
  }
}
