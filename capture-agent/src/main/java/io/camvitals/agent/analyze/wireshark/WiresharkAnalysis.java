package io.camvitals.agent.analyze.wireshark;

import com.google.protobuf.ByteString;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import io.camvitals.agent.source.packet.DecodeResult;
import io.camvitals.agent.source.packet.PacketDecoder;
import io.camvitals.agent.source.packet.UdpDatagram;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpSegment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads a capture as {@code tshark -o rtp.heuristic_rtp:TRUE -q -z rtp,streams} does, its faults
 * included. It shares nothing with our own recognition but the decoding of links and IP.
 *
 * <p>Not for use by several threads at once.
 */
public final class WiresharkAnalysis implements CapturedPacketHandler {
  /** Flows of more endpoints than this are looked up anew for each packet. */
  private static final int FLOW_LIMIT = 500_000;

  private final PacketDecoder decoder = new PacketDecoder().leavingCutFragmentsAlone();
  private final Conversations conversations = new Conversations();
  private final RtpTaps taps = new RtpTaps();
  private final Dissectors dissectors = new Dissectors(conversations, taps);
  private final WiresharkStreams streams = new WiresharkStreams();
  private final Map<Flow.Key, Flow> flows = new HashMap<>();
  private final Octets payload = new Octets();
  private final UncountedPackets uncounted = new UncountedPackets();
  private Flow flow;
  private int frames;
  private long firstNs;
  private long timestampNs;

  @Override
  public void packet(CapturedPacket packet) {
    timestampNs = packet.timestampNs();
    if (frames++ == 0) {
      firstNs = timestampNs;
    }
    conversations.begin(frames);
    try {
      DecodeResult result = decoder.decode(packet);
      while (result != null) {
        if (result == DecodeResult.UDP || result == DecodeResult.OVERLONG_UDP) {
          datagram(packet, decoder.datagram());
        } else if (result == DecodeResult.TCP) {
          segment(packet, decoder.segment());
        }
        result = decoder.decodeNext();
      }
    } catch (EndOfDissection e) {
      // What was found before the end of the packet counts.
    }
    if (taps.queued() > 0) {
      taps.flush(this::count);
    }
  }

  /** Counts a packet that is not looked at, so that the numbers of those behind it stay. */
  public void skip(CapturedPacket packet) {
    if (frames++ == 0) {
      firstNs = packet.timestampNs();
    }
  }

  private void datagram(CapturedPacket packet, UdpDatagram datagram) {
    boolean ipv4 = datagram.sourceHigh() == 0;
    if (datagram.lengthField() == 0 && ipv4) {
      // A jumbogram (RFC 2675) to Wireshark with IPv6 only, and else a fault.
      return;
    }
    Flow.Key key =
        new Flow.Key(
            Transport.UDP,
            new Address(datagram.sourceHigh(), datagram.sourceLow()),
            datagram.sourcePort(),
            new Address(datagram.destinationHigh(), datagram.destinationLow()),
            datagram.destinationPort());
    flow = flow(key, datagram::source, datagram::destination);
    setPayload(
        packet,
        datagram.buffer(),
        datagram.payloadOffset(),
        datagram.capturedLength(),
        datagram.payloadLength());
    int queued = taps.queued();
    try {
      dissectors.udp().dissect(flow, payload);
    } finally {
      if (taps.queued() == queued) {
        uncounted.note(flow, payload, dissectors.udp());
      }
    }
  }

  private void segment(CapturedPacket packet, TcpSegment segment) {
    Flow.Key key =
        new Flow.Key(
            Transport.TCP,
            new Address(segment.sourceHigh(), segment.sourceLow()),
            segment.sourcePort(),
            new Address(segment.destinationHigh(), segment.destinationLow()),
            segment.destinationPort());
    flow =
        flow(
            key,
            () -> endpoint(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort()),
            () ->
                endpoint(
                    segment.destinationHigh(),
                    segment.destinationLow(),
                    segment.destinationPort()));
    setPayload(
        packet,
        segment.buffer(),
        segment.payloadOffset(),
        segment.capturedPayloadLength(),
        segment.payloadLength());
    dissectors.tcp().segment(segment, flow, payload);
  }

  /** A header that claims more than its frame had on the wire is not believed. */
  @SuppressWarnings("ReferenceEquality") // Whether it is the same buffer, not one of equal bytes.
  private void setPayload(
      CapturedPacket packet, ByteBuffer buffer, int offset, int captured, int reported) {
    int wireEnd = packet.offset() + packet.wireLength();
    boolean reassembled = buffer != packet.buffer();
    payload.set(
        buffer, offset, captured, reassembled ? reported : Math.min(reported, wireEnd - offset));
  }

  private static Endpoint endpoint(long high, long low, int port) {
    ByteBuffer address = ByteBuffer.allocate(16).putLong(high).putLong(low).flip();
    if (high == 0 && low >>> 32 == 0xffff) {
      address.position(12);
    }
    return Endpoint.newBuilder().setAddress(ByteString.copyFrom(address)).setPort(port).build();
  }

  private Flow flow(Flow.Key key, Supplier<Endpoint> source, Supplier<Endpoint> destination) {
    Flow known = flows.get(key);
    if (known == null) {
      known = new Flow(key, source.get(), destination.get());
      if (flows.size() < FLOW_LIMIT) {
        flows.put(key, known);
      }
    }
    return known;
  }

  private void count(RtpTap packet, boolean overwritten) {
    if (overwritten) {
      flow.overwrite();
    }
    WiresharkStream stream = streams.of(flow, packet.ssrc, frames, timestampNs, payload);
    if (stream != null) {
      stream.add(packet, sinceFirstMs(), timestampNs);
    }
  }

  /** Whole seconds and the rest apart, so that the result is rounded as Wireshark's. */
  private double sinceFirstMs() {
    long sinceFirst = timestampNs - firstNs;
    long wholeSeconds = sinceFirst / 1_000_000_000L;
    return wholeSeconds * 1_000.0 + sinceFirst % 1_000_000_000L / 1e6;
  }

  /** The streams in the order in which they began; Wireshark prints the newest first. */
  public List<WiresharkStream> streams() {
    return streams.all();
  }

  /** Packets of RTP that were not counted. */
  public UncountedPackets notCounted() {
    return uncounted;
  }

  /**
   * Whether Wireshark looks for RTSP on a TCP connection, and knows of its interleaved channels.
   */
  public InterleavedReading reading(Endpoint source, Endpoint destination) {
    return dissectors.reading(key(source, destination));
  }

  /** What keeps Wireshark from messages that one side of a TCP connection sent. */
  public UnreadSegments unread(Endpoint source, Endpoint destination) {
    return dissectors.tcp().unread(key(source, destination));
  }

  private static Flow.Key key(Endpoint source, Endpoint destination) {
    return new Flow.Key(
        Transport.TCP,
        Address.of(source),
        source.getPort(),
        Address.of(destination),
        destination.getPort());
  }

  /** Time of the capture's first frame, nanoseconds since the Unix epoch. */
  public long firstNs() {
    return firstNs;
  }

  /** Packets that were not counted because there were too many streams. */
  public long uncounted() {
    return streams.uncounted();
  }
}
