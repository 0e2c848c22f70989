package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;

/**
 * From captured packets to the observers of their streams: decodes, finds RTP, and counts by reason
 * what is neither.
 */
public final class PacketDemultiplexer implements CapturedPacketHandler {
  private final PacketDecoder decoder = new PacketDecoder();
  private final RtpStreamDetector detector;
  private final CaptureCounters counters;

  public PacketDemultiplexer(RtpStreamDetector detector, CaptureCounters counters) {
    this.detector = detector;
    this.counters = counters;
  }

  @Override
  public void packet(CapturedPacket packet) {
    if (!packet.timestamped()) {
      counters.rejected("no-timestamp");
      return;
    }
    DecodeResult result = decoder.decode(packet);
    if (result == DecodeResult.UDP) {
      detector.datagram(decoder.datagram());
    } else {
      counters.rejected(result.reason());
    }
  }

  /** Datagrams that never became whole. */
  public long incompleteDatagrams() {
    return decoder.incompleteDatagrams();
  }
}
