package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.agent.source.signal.SignalledFlow;
import io.camvitals.agent.source.signal.Signalling;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.protocol.video.StaticPayloadTypes;
import java.nio.ByteBuffer;

/**
 * Finds RTP streams among UDP datagrams. What signalling announced is a stream from its first
 * packet on. Any other flow and SSRC make a stream once three packets came with consecutive
 * sequence numbers and timestamps that fit; the packets before that then count too. What only looks
 * like RTP never becomes a stream and is counted as such. A stream of which neither signalling nor
 * its payload type tell the codec is announced a few packets later, when they have shown whether it
 * is H.264 or H.265.
 *
 * <p>Memory is bounded ({@link DetectorLimits}). Not for use by several threads at once.
 */
public final class RtpStreamDetector {
  /** How long packets are kept back to learn the codec, 1 s in nanoseconds. */
  private static final long CODEC_WAIT_NS = 1_000_000_000L;

  private static final int VIDEO_CLOCK_RATE = 90_000;

  private final VantagePoint vantagePoint;
  private final PayloadTypeClocks clocks;
  private final DetectorLimits limits;
  private final StreamObservers observers;
  private final CaptureCounters counters;
  private final StreamTable<RtpFlow> flows = new StreamTable<>();
  private final RtpPacket packet = new RtpPacket();

  /** Packets that were kept; {@link #packet} may be one that makes room by opening streams. */
  private final RtpPacket replayed = new RtpPacket();

  private final TransportStreamDetector transportStreams;
  private final Signalling signalling;
  private final FlowSignals signals;
  private final RtcpRouter rtcp;
  private final CandidateRoom room;
  private int streams;

  /** A detector to which nobody announces anything. */
  public RtpStreamDetector(
      VantagePoint vantagePoint,
      PayloadTypeClocks clocks,
      DetectorLimits limits,
      StreamObservers observers,
      CaptureCounters counters) {
    this(vantagePoint, clocks, limits, observers, counters, new Signalling());
  }

  /**
   * @param counters takes what is rejected, by reason; the observers count what is accepted
   * @param signalling is asked first
   */
  public RtpStreamDetector(
      VantagePoint vantagePoint,
      PayloadTypeClocks clocks,
      DetectorLimits limits,
      StreamObservers observers,
      CaptureCounters counters,
      Signalling signalling) {
    this.signalling = signalling;
    this.signals = new FlowSignals(signalling);
    this.rtcp = new RtcpRouter(flows, signals, counters);
    this.vantagePoint = vantagePoint;
    this.clocks = clocks;
    this.limits = limits;
    this.room = new CandidateRoom(limits.candidateBytes());
    this.observers = observers;
    this.counters = counters;
    this.transportStreams = new TransportStreamDetector(vantagePoint, limits, observers, counters);
  }

  /** Takes one datagram, in order of arrival. */
  public void datagram(UdpDatagram datagram) {
    UdpPayloadKind kind = UdpPayloadKind.of(datagram);
    if (kind == UdpPayloadKind.RTCP && isAnnouncedRtp(datagram)) {
      kind = UdpPayloadKind.RTP_LIKE;
    }
    switch (kind) {
      case RTP_LIKE -> rtp(datagram);
      case RTCP -> rtcp.datagram(datagram);
      default -> {
        if (!transportStreams.take(datagram, kind)) {
          counters.rejected(kind.reason());
        }
      }
    }
  }

  /** RTCP's packet types are those of RTP with marker and the payload types 64 to 95 (RFC 5761). */
  private boolean isAnnouncedRtp(UdpDatagram datagram) {
    SignalledFlow signal = signals.of(datagram);
    int type = datagram.buffer().get(datagram.payloadOffset() + 1) & 0x7f;
    return signal != null && !signal.isRtcp() && signal.track().encodings().containsKey(type);
  }

  private void rtp(UdpDatagram datagram) {
    RtpParseResult result = parse(datagram, datagram.capturedLength());
    if (packet.padding() && signals.isEncrypted(datagram)) {
      // SRTP encrypts the padding too (RFC 3711 section 3.1), and with it the octet that counts it.
      result = parse(datagram, Math.min(datagram.capturedLength(), datagram.payloadLength() - 1));
    }
    if (result != RtpParseResult.OK) {
      counters.rejected("rtp-" + result.reason());
      return;
    }
    // RTCP's packet types with the marker bit; RTP never uses them (RFC 3551 section 6).
    if (packet.payloadType() >= 72 && packet.payloadType() <= 76) {
      counters.rejected(UdpPayloadKind.OTHER.reason());
      return;
    }
    RtpFlow flow = flows.find(datagram, packet.ssrc());
    if (flow == null) {
      flow = begin(datagram);
      if (flow == null) {
        return;
      }
    }
    flow.lastArrivalNs = datagram.arrivalNs();
    if (flow.signal != null) {
      flow.signal.packet(datagram.arrivalNs());
    }
    if (flow.observer != null) {
      flow.observer.rtp(packet, datagram.arrivalNs(), datagram.wireSize());
    } else {
      candidate(flow, datagram);
    }
  }

  private RtpParseResult parse(UdpDatagram datagram, int captured) {
    return packet.parse(
        datagram.buffer(), datagram.payloadOffset(), captured, datagram.payloadLength());
  }

  /** A new candidate, or null when there is no room for one. */
  private RtpFlow begin(UdpDatagram datagram) {
    if (streams >= limits.streams()) {
      counters.rejected("too-many-streams");
      return null;
    }
    if (!room.isThere(() -> endSilentCandidates(datagram.arrivalNs()))) {
      counters.rejected("too-many-candidates");
      return null;
    }
    RtpFlow flow = new RtpFlow();
    flow.addresses.setIpv6(
        datagram.sourceHigh(),
        datagram.sourceLow(),
        datagram.destinationHigh(),
        datagram.destinationLow());
    flow.candidate = new StreamCandidate();
    flow.signal = signals.of(datagram);
    if (flow.signal != null && flow.signal.isRtcp()) {
      flow.signal = null;
    }
    flow.announced = flow.signal != null && flow.signal.claim(packet.ssrc());
    flow.identity = identity(datagram, flow);
    flows.put(datagram, packet.ssrc(), flow);
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

  private StreamIdentity identity(UdpDatagram datagram, RtpFlow flow) {
    StreamIdentity.Builder identity = StreamIdentity.newBuilder();
    if (flow.signal != null) {
      flow.signal.track().describe(identity);
    }
    return identity
        .setVantagePoint(vantagePoint)
        .setTransport(Transport.TRANSPORT_UDP)
        .setSource(datagram.source())
        .setDestination(datagram.destination())
        .setSsrc(packet.ssrc())
        .setPayloadType(packet.payloadType())
        .setSignalled(flow.announced)
        .setEncryption(signals.isEncrypted(datagram) ? "srtp" : "")
        .build();
  }

  private void candidate(RtpFlow flow, UdpDatagram datagram) {
    StreamCandidate candidate = flow.candidate;
    if (candidate.isFull()) {
      // Not confirmed, or it would have been opened: the sequence numbers lead nowhere.
      reject(candidate, "rtp-without-sequence");
    }
    room.giveBack(candidate.memory());
    candidate.add(datagram, packet);
    room.take(candidate.memory());
    if ((flow.announced || candidate.isConfirmed())
        && (candidate.isFull()
            || isKnown(flow)
            || datagram.arrivalNs() - candidate.firstArrivalNs() > CODEC_WAIT_NS)) {
      if (streams < limits.streams()) {
        open(flow);
      } else {
        reject(candidate, "too-many-streams");
      }
    }
  }

  /** Whether nothing is to be learned from packets: a named clock rate tells no codec. */
  private boolean isKnown(RtpFlow flow) {
    int type = packet.payloadType();
    return encoding(flow).clockRate() != 0
        || clocks.clockRate(type) != 0
            && !(encoding(flow).codec().isEmpty()
                && StaticPayloadTypes.encoding(type).isEmpty()
                && flow.identity.getEncryption().isEmpty());
  }

  /** What signalling says of the payload type. */
  private static Encoding encoding(RtpFlow flow) {
    return flow.signal == null
        ? Encoding.UNKNOWN
        : flow.signal.track().encoding(flow.identity.getPayloadType());
  }

  private void open(RtpFlow flow) {
    Encoding encoding = encoding(flow);
    String codec = encoding.codec();
    int clockRate = encoding.clockRate();
    ClockRateSource source = encoding.clockRateSource();
    int payloadType = flow.identity.getPayloadType();
    if (codec.isEmpty()) {
      codec = StaticPayloadTypes.encoding(payloadType);
    }
    if (clockRate == 0) {
      clockRate = clocks.clockRate(payloadType);
      source = clocks.source(payloadType);
    }
    if (codec.isEmpty() && flow.identity.getEncryption().isEmpty()) {
      codec = flow.candidate.codec();
      if (clockRate == 0 && !codec.isEmpty() && !flow.candidate.contradicts(VIDEO_CLOCK_RATE)) {
        clockRate = VIDEO_CLOCK_RATE;
        source = ClockRateSource.CLOCK_RATE_SOURCE_INFERRED;
      }
    }
    String media = flow.identity.getMedia();
    flow.identity =
        flow.identity.toBuilder()
            .setCodec(codec)
            .setClockRate(clockRate)
            .setClockRateSource(source)
            .setMedia(media.isEmpty() && codec.startsWith("H26") ? "video" : media)
            .build();
    flow.observer = observers.open(flow.identity, encoding.format());
    rtcp.opened(flow);
    flow.candidate.replay(replayed, flow.observer::rtp);
    room.giveBack(flow.candidate.memory());
    flow.candidate = null;
    streams++;
    if (flow.signal != null) {
      flow.signal.setObserver(flow.observer);
      flow.signal
          .takeEarly()
          .forEach(
              early ->
                  flow.observer.rtcp(
                      ByteBuffer.wrap(early.bytes()), 0, early.bytes().length, early.arrivalNs()));
    }
  }

  private void reject(StreamCandidate candidate, String reason) {
    for (int i = 0; i < candidate.size(); i++) {
      counters.rejected(reason);
    }
    candidate.clear();
  }

  /** Ends a candidate; true when it has become no stream. */
  private boolean endCandidate(RtpFlow flow) {
    boolean confirmed =
        flow.candidate.size() > 0 && (flow.announced || flow.candidate.isConfirmed());
    if (confirmed && streams < limits.streams()) {
      open(flow);
      return false;
    }
    reject(flow.candidate, confirmed ? "too-many-streams" : "rtp-without-sequence");
    room.giveBack(flow.candidate.memory());
    return true;
  }

  /** Ends streams and candidates that were silent for longer than the given time. */
  public void closeIdle(long nowNs, long idleNs) {
    transportStreams.closeIdle(nowNs, idleNs);
    signalling.flows().forgetSilent(nowNs);
    flows.retain(
        flow -> {
          if (nowNs - flow.lastArrivalNs <= idleNs) {
            return true;
          }
          close(flow);
          return false;
        });
  }

  /** Ends all streams; candidates that had shown to be streams become such first. */
  public void close() {
    transportStreams.close();
    flows.retain(flow -> flow.observer != null || !endCandidate(flow));
    for (long left = signalling.flows().takeUnclaimed(); left > 0; left--) {
      counters.rejected(RtcpRouter.OF_NO_STREAM);
    }
    flows.retain(
        flow -> {
          close(flow);
          return false;
        });
  }

  private void close(RtpFlow flow) {
    if (flow.observer == null && endCandidate(flow)) {
      return;
    }
    rtcp.closed(flow);
    flow.observer.close();
    streams--;
  }

  /** Packets that the capture dropped and that may have been of any of the streams. */
  public void captureDropped(long packets) {
    transportStreams.captureDropped(packets);
    flows.forEach(
        flow -> {
          if (flow.observer != null) {
            flow.observer.captureDropped(packets);
          }
        });
  }
}
