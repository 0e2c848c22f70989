package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;

/**
 * Finds MPEG transport streams that come straight in UDP, by their content. A flow makes a stream
 * once its datagrams have shown sync bytes at equal steps and continuity counters that count
 * ({@link TransportStreamCandidate}); what was kept until then counts too. From then on all of the
 * flow's datagrams belong to the stream, also those with a damaged sync byte.
 *
 * <p>Memory is bounded ({@link DetectorLimits}). Not for use by several threads at once.
 */
final class TransportStreamDetector {
  private static final String UNCONFIRMED = "mpeg-ts-unconfirmed";
  private static final int NO_SSRC = 0;

  private final VantagePoint vantagePoint;
  private final DetectorLimits limits;
  private final StreamObservers observers;
  private final CaptureCounters counters;
  private final StreamTable<Flow> flows = new StreamTable<>();
  private final CandidateRoom room;
  private int streams;

  private static final class Flow {
    private TransportStreamCandidate candidate = new TransportStreamCandidate();
    private TransportStreamObserver observer;
    private long lastArrivalNs;
  }

  TransportStreamDetector(
      VantagePoint vantagePoint,
      DetectorLimits limits,
      StreamObservers observers,
      CaptureCounters counters) {
    this.vantagePoint = vantagePoint;
    this.limits = limits;
    this.room = new CandidateRoom(limits.candidateBytes());
    this.observers = observers;
    this.counters = counters;
  }

  /**
   * Takes a datagram that is neither RTP nor RTCP.
   *
   * @return false when it is none of a transport stream; true when it was taken or counted
   */
  boolean take(UdpDatagram datagram, UdpPayloadKind kind) {
    boolean looksLike = kind == UdpPayloadKind.MPEG_TS;
    if (!looksLike && streams == 0) {
      return false;
    }
    Flow flow = flows.find(datagram, NO_SSRC);
    if (flow == null) {
      if (!looksLike) {
        return false;
      }
      flow = begin(datagram);
      if (flow == null) {
        return true;
      }
    }
    if (flow.observer == null && !looksLike) {
      return false;
    }
    flow.lastArrivalNs = datagram.arrivalNs();
    if (flow.observer != null) {
      flow.observer.datagram(
          datagram.buffer(),
          datagram.payloadOffset(),
          datagram.capturedLength(),
          datagram.payloadLength(),
          datagram.arrivalNs());
    } else {
      candidate(flow, datagram);
    }
    return true;
  }

  private Flow begin(UdpDatagram datagram) {
    if (streams >= limits.streams()) {
      counters.rejected("too-many-streams");
      return null;
    }
    if (!room.isThere(() -> endSilentCandidates(datagram.arrivalNs()))) {
      counters.rejected("too-many-candidates");
      return null;
    }
    Flow flow = new Flow();
    flows.put(datagram, NO_SSRC, flow);
    room.take(flow.candidate.memory());
    return flow;
  }

  private void endSilentCandidates(long nowNs) {
    flows.retain(
        flow ->
            flow.observer != null
                || nowNs - flow.lastArrivalNs <= CandidateRoom.IDLE_NS
                || !endCandidate(flow));
  }

  private void candidate(Flow flow, UdpDatagram datagram) {
    TransportStreamCandidate candidate = flow.candidate;
    room.giveBack(candidate.memory());
    if (candidate.isFull()) {
      reject(candidate, UNCONFIRMED);
    }
    candidate.add(datagram);
    if (candidate.isConfirmed() && streams >= limits.streams()) {
      reject(candidate, "too-many-streams");
    }
    if (!candidate.isConfirmed()) {
      room.take(candidate.memory());
      return;
    }
    flow.observer = observers.openTransportStream(identity(datagram));
    candidate.replay(flow.observer);
    flow.candidate = null;
    streams++;
  }

  private StreamIdentity identity(UdpDatagram datagram) {
    return StreamIdentity.newBuilder()
        .setVantagePoint(vantagePoint)
        .setTransport(Transport.TRANSPORT_UDP_MPEG_TS)
        .setSource(datagram.source())
        .setDestination(datagram.destination())
        .setCodec("MP2T")
        .build();
  }

  private void reject(TransportStreamCandidate candidate, String reason) {
    for (int i = 0; i < candidate.size(); i++) {
      counters.rejected(reason);
    }
    candidate.clear();
  }

  /** Ends a candidate, which has become no stream. */
  private boolean endCandidate(Flow flow) {
    room.giveBack(flow.candidate.memory());
    reject(flow.candidate, UNCONFIRMED);
    return true;
  }

  void closeIdle(long nowNs, long idleNs) {
    flows.retain(
        flow -> {
          if (nowNs - flow.lastArrivalNs <= idleNs) {
            return true;
          }
          close(flow);
          return false;
        });
  }

  void close() {
    flows.retain(
        flow -> {
          close(flow);
          return false;
        });
  }

  private void close(Flow flow) {
    if (flow.observer == null) {
      endCandidate(flow);
    } else {
      flow.observer.close();
      streams--;
    }
  }

  void captureDropped(long packets) {
    flows.forEach(
        flow -> {
          if (flow.observer != null) {
            flow.observer.captureDropped(packets);
          }
        });
  }
}
