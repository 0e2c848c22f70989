package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.StreamTrace;
import io.camvitals.agent.observe.MediaFormat;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.metrics.PacketFacts;
import io.camvitals.metrics.StreamMeter;
import io.camvitals.metrics.StreamMeterSettings;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Measures one stream of a capture from its first packet to its last. */
final class AnalyzedStream implements StreamObserver {
  private final StreamIdentity identity;
  private final AnalyzedFrames frames;
  private final InferredClockRate clockRate;
  private StreamMeter meter;
  private final AnalyzedTransportStream transportStream;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private long payloadTypesLow;
  private long payloadTypesHigh;
  private final AnalyzedRtcp rtcp;
  private final StreamTrace trace;

  AnalyzedStream(
      StreamIdentity identity, MediaFormat format, KeptPackets.Room room, Traces traces) {
    this.identity = identity;
    this.trace = traces.open(identity);
    this.frames = new AnalyzedFrames(identity, format);
    this.clockRate = InferredClockRate.of(identity, room);
    this.meter =
        new StreamMeter(
            StreamMeterSettings.ofWholeStream(identity.getClockRate(), identity.getSignalled()));
    this.rtcp = new AnalyzedRtcp(identity.getSsrc());
    this.transportStream =
        identity.getCodec().equals("MP2T")
            ? new AnalyzedTransportStream(identity, traces.numbers())
            : null;
  }

  @Override
  public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
    firstNs = Math.min(firstNs, arrivalNs);
    lastNs = Math.max(lastNs, arrivalNs);
    int payloadType = packet.payloadType();
    if (payloadType < 64) {
      payloadTypesLow |= 1L << payloadType;
    } else {
      payloadTypesHigh |= 1L << payloadType;
    }
    int flags = flags(packet, frames.packet(packet, arrivalNs));
    meter.observe(
        arrivalNs,
        packet.sequenceNumber(),
        packet.timestamp(),
        packet.payloadLength(),
        wireSize,
        flags);
    if (clockRate != null) {
      meter = clockRate.packet(packet, arrivalNs, wireSize, flags, meter);
    }
    trace.packet(
        packet.sequenceNumber(),
        packet.timestamp(),
        packet.payloadLength(),
        wireSize,
        (flags & PacketFacts.KEY_FRAME) != 0,
        arrivalNs,
        meter.jitterNs());
    if (transportStream != null) {
      transportStream.datagram(
          packet.buffer(),
          packet.payloadOffset(),
          packet.capturedPayloadLength(),
          packet.payloadLength(),
          arrivalNs);
    }
  }

  private static int flags(RtpPacket packet, int frameFlags) {
    return (packet.marker() ? PacketFacts.MARKER : 0)
        | ((frameFlags & PacketFlags.KEY_FRAME) != 0 ? PacketFacts.KEY_FRAME : 0);
  }

  @Override
  public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    rtcp.packet(buffer, offset, length, arrivalNs, identity().getClockRate());
  }

  @Override
  public void captureDropped(long packets) {
    meter.captureDropped(lastNs, packets);
    frames.captureDropped();
    if (clockRate != null) {
      clockRate.captureDropped();
    }
  }

  @Override
  public void close() {
    frames.flush();
    if (clockRate != null) {
      clockRate.close();
    }
    trace.end();
  }

  /** Whether its packets came within TCP. */
  boolean isInterleaved() {
    return identity.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED;
  }

  /** With its clock rate once that is inferred. */
  StreamIdentity identity() {
    return clockRate == null ? identity : clockRate.stream();
  }

  /** Whether the jitter of all packets was measured, where the clock rate was inferred. */
  boolean isJitterOfAllPackets() {
    return clockRate == null || clockRate.isOfAllPackets();
  }

  /** Empty when its frames are not known. */
  Optional<FrameReport> frames() {
    return frames.report();
  }

  StreamMeter meter() {
    return meter;
  }

  StreamTrace trace() {
    return trace;
  }

  long firstNs() {
    return firstNs;
  }

  long lastNs() {
    return lastNs;
  }

  /** Of a stream that carries an MPEG transport stream (RFC 2250). */
  Optional<TransportStreamReport> transportStream() {
    return Optional.ofNullable(transportStream).map(AnalyzedTransportStream::report);
  }

  boolean hasPayloadType(int payloadType) {
    return ((payloadType < 64 ? payloadTypesLow : payloadTypesHigh) >>> payloadType & 1) != 0;
  }

  long rtcpPackets() {
    return rtcp.packets();
  }

  /** Of a stream that RTCP spoke of. */
  Optional<RtcpReport> rtcp() {
    return rtcp.packets() == 0 ? Optional.empty() : Optional.of(rtcp.report(identity()));
  }
}
