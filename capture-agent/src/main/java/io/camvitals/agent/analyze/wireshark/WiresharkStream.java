package io.camvitals.agent.analyze.wireshark;

import io.camvitals.event.v1.Endpoint;
import java.util.BitSet;
import java.util.List;

/** One stream as Wireshark tells them apart: addresses, ports and SSRC, whatever the transport. */
public final class WiresharkStream {
  private final Flow flow;
  private final int ssrc;
  private final String origin;
  private final StreamCalculator calculator = new StreamCalculator();
  private final BitSet payloadTypes = new BitSet();
  private final String[] names = new String[128];
  private final String content;
  private final boolean relayed;
  private final int firstFrame;
  private final long firstNs;
  private long lastNs;

  WiresharkStream(
      Flow flow,
      int ssrc,
      String origin,
      String content,
      boolean relayed,
      int firstFrame,
      long firstNs) {
    this.content = content;
    this.relayed = relayed;
    this.flow = flow;
    this.ssrc = ssrc;
    this.origin = origin;
    this.firstFrame = firstFrame;
    this.firstNs = firstNs;
  }

  void add(RtpTap packet, double ms, long timestampNs) {
    calculator.add(packet, ms);
    lastNs = timestampNs;
    if (!payloadTypes.get(packet.payloadType)) {
      payloadTypes.set(packet.payloadType);
      names[packet.payloadType] = PayloadNames.of(packet);
    }
  }

  boolean isOf(int ssrc) {
    return this.ssrc == ssrc;
  }

  public Transport transport() {
    return flow.key().transport();
  }

  public Endpoint source() {
    return flow.source();
  }

  public Endpoint destination() {
    return flow.destination();
  }

  public int ssrc() {
    return ssrc;
  }

  /**
   * How Wireshark came to take it for RTP: {@code heuristic}, or the protocol that announced it.
   */
  public String origin() {
    return origin;
  }

  /** What its first packet reads as when it is not RTP; empty when nothing else is known of it. */
  public String content() {
    return content;
  }

  /** Whether the packets lie within those of TURN. */
  public boolean isRelayed() {
    return relayed;
  }

  /** Streams that Wireshark makes of the same addresses and ports. */
  public int siblings() {
    return flow.streams();
  }

  /** Those that were seen, ascending. */
  public List<Integer> payloadTypes() {
    return payloadTypes.stream().boxed().toList();
  }

  /** The payload types in Wireshark's words, ascending by number. */
  public List<String> payloadNames() {
    return payloadTypes.stream().mapToObj(type -> names[type]).toList();
  }

  /** Number in the capture, from 1, of the frame with the first packet. */
  public int firstFrame() {
    return firstFrame;
  }

  /** Nanoseconds since the Unix epoch. */
  public long firstNs() {
    return firstNs;
  }

  /** Of the packet that came last. */
  public long lastNs() {
    return lastNs;
  }

  /** What its packets were like, by which differences from our figures are explained. */
  public StreamEvidence evidence() {
    return calculator.evidence(flow.overwritten());
  }

  public WiresharkFigures figures() {
    return calculator.figures();
  }
}
