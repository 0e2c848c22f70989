package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.signal.SignalledFlow;

/**
 * Gives RTCP packets to the streams that they tell of: by their ports, which are RTP's own or those
 * one above (RFC 3550 section 11, RFC 5761), by what was announced, and at last by the SSRC that
 * they name.
 */
final class RtcpRouter {
  /** The reason under which RTCP is rejected whose stream is not known. */
  static final String OF_NO_STREAM = "rtcp-of-no-stream";

  private static final String AMBIGUOUS = "rtcp-ambiguous";

  /** From the ports of RTCP to those of RTP one below, both at once. */
  private static final int PORTS_BELOW = 0x10001;

  private static final int SENDER_SSRC = 4;
  private static final int REPORTED_SSRC = 8;

  private final StreamTable<RtpFlow> flows;
  private final FlowSignals signals;
  private final CaptureCounters counters;
  private final StreamsBySource bySource = new StreamsBySource();

  /**
   * @param flows the detector's, candidates among them
   */
  RtcpRouter(StreamTable<RtpFlow> flows, FlowSignals signals, CaptureCounters counters) {
    this.flows = flows;
    this.signals = signals;
    this.counters = counters;
  }

  /** A flow has become a stream. */
  void opened(RtpFlow flow) {
    bySource.add(flow.addresses, flow.identity.getSsrc(), flow.observer);
  }

  /** A stream is about to end. */
  void closed(RtpFlow flow) {
    bySource.remove(flow.identity.getSsrc(), flow.observer);
  }

  /** Takes one RTCP packet. */
  void datagram(UdpDatagram datagram) {
    StreamObserver observer = byPorts(datagram);
    if (observer == null) {
      observer = announced(datagram);
      if (observer == null) {
        return;
      }
    }
    observer.rtcp(
        datagram.buffer(),
        datagram.payloadOffset(),
        datagram.capturedLength(),
        datagram.arrivalNs());
  }

  /** The stream that a sender report speaks of, or the one that a receiver report is about. */
  private StreamObserver byPorts(UdpDatagram datagram) {
    StreamObserver muxed = byPorts(datagram, datagram.ports());
    return muxed != null ? muxed : byPorts(datagram, datagram.ports() - PORTS_BELOW);
  }

  private StreamObserver byPorts(UdpDatagram datagram, int ports) {
    int offset = datagram.payloadOffset();
    RtpFlow flow =
        flows.find(
            datagram.sourceHigh(),
            datagram.sourceLow(),
            datagram.destinationHigh(),
            datagram.destinationLow(),
            ports,
            datagram.buffer().getInt(offset + SENDER_SSRC));
    if (flow == null && datagram.capturedLength() >= REPORTED_SSRC + Integer.BYTES) {
      flow =
          flows.find(
              datagram.destinationHigh(),
              datagram.destinationLow(),
              datagram.sourceHigh(),
              datagram.sourceLow(),
              Integer.rotateLeft(ports, 16),
              datagram.buffer().getInt(offset + REPORTED_SSRC));
    }
    return flow == null ? null : flow.observer;
  }

  /**
   * The stream of an announced flow, else the one that the packet names; null when it was kept for
   * one or rejected.
   */
  private StreamObserver announced(UdpDatagram datagram) {
    SignalledFlow signal = signals.of(datagram);
    if (signal == null) {
      signal = signals.answeredBy(datagram);
    }
    if (signal == null) {
      return named(datagram);
    }
    if (signal.observer() != null) {
      return signal.observer();
    }
    byte[] bytes = new byte[datagram.capturedLength()];
    datagram.buffer().get(datagram.payloadOffset(), bytes);
    if (!signal.keep(new SignalledFlow.EarlyRtcp(bytes, datagram.arrivalNs()))) {
      counters.rejected(OF_NO_STREAM);
    }
    return null;
  }

  private StreamObserver named(UdpDatagram datagram) {
    StreamsBySource.Outcome outcome = bySource.find(datagram);
    if (outcome != StreamsBySource.Outcome.FOUND) {
      counters.rejected(outcome == StreamsBySource.Outcome.AMBIGUOUS ? AMBIGUOUS : OF_NO_STREAM);
    }
    return bySource.found();
  }
}
