package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import java.util.Map;

/**
 * From captured packets to the observers of their streams: decodes, finds RTP, and counts by reason
 * what is neither.
 */
public final class PacketDemultiplexer implements CapturedPacketHandler {
  private final PacketDecoder decoder;
  private final RtpStreamDetector detector;
  private final CaptureCounters counters;
  private long aggregated;

  public PacketDemultiplexer(RtpStreamDetector detector, CaptureCounters counters) {
    this(detector, counters, frame -> {});
  }

  /**
   * @param wireless is told of each IEEE 802.11 frame
   */
  public PacketDemultiplexer(
      RtpStreamDetector detector, CaptureCounters counters, WirelessObserver wireless) {
    this.decoder = new PacketDecoder(wireless);
    this.detector = detector;
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
    if (result != DecodeResult.UDP) {
      counters.rejected(result.reason());
    } else if (decoder.repeatedByLink()) {
      counters.rejected("wlan-retransmission");
    } else {
      detector.datagram(decoder.datagram());
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
