package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.agent.source.packet.StreamCandidate;
import io.camvitals.agent.source.signal.SignalledTrack;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.PacketKind;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.protocol.video.StaticPayloadTypes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One track on a pair of interleaved channels. Packets whose codec nobody told are kept back until
 * they have shown it, as those over UDP are. What the capture missed becomes capture loss of the
 * packets behind the gap, and is not blamed on the sender.
 */
final class InterleavedTrack {
  private static final long CODEC_WAIT_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int FRAMING = 4;
  private static final int MOST_EARLY = 4;
  private static final int MOST_MISSED = 3_000;
  private static final int VIDEO_CLOCK_RATE = 90_000;

  private final ObservationContext context;
  private final SignalledTrack track;
  private final StreamIdentity identity;
  private final RtpPacket packet = new RtpPacket();
  private final List<Early> early = new ArrayList<>();
  private StreamCandidate candidate = new StreamCandidate();
  private TrackObserver observer;
  private boolean gap;
  private boolean anyPacket;
  private int lastSequence;
  private int lastSource;

  private record Early(byte[] bytes, long arrivalNs) {}

  /**
   * @param identity of its streams as far as signalling and the connection tell
   */
  InterleavedTrack(ObservationContext context, SignalledTrack track, StreamIdentity identity) {
    this.context = context;
    this.track = track;
    this.identity = identity;
  }

  /** Bytes of this direction were not captured. */
  void gap() {
    gap = true;
  }

  /** Whether a packet of this source was the last one. */
  boolean carries(int source) {
    return anyPacket && lastSource == source;
  }

  /** A frame of the channel for RTP; RTCP in its place is taken as such (RFC 5761). */
  void rtp(ByteBuffer buffer, int offset, int captured, int length, long arrivalNs) {
    if (PacketKind.of(buffer, offset, captured) == PacketKind.RTCP
        && !track.encodings().containsKey(buffer.get(offset + 1) & 0x7f)) {
      rtcp(buffer, offset, captured, arrivalNs);
      return;
    }
    RtpParseResult result = packet.parse(buffer, offset, captured, length);
    if (result != RtpParseResult.OK) {
      context.frames().rejected("interleaved-" + result.reason());
      gap |= result == RtpParseResult.HEADER_NOT_CAPTURED;
      return;
    }
    if (observer == null) {
      keep(offset, captured, length, arrivalNs);
    } else {
      deliver(buffer, offset, captured, length, arrivalNs);
    }
  }

  private void keep(int offset, int captured, int length, long arrivalNs) {
    int type = packet.payloadType();
    candidate.add(packet, offset, captured, length, arrivalNs, length + FRAMING);
    boolean known =
        track.encoding(type).clockRate() != 0
            || context.clocks().clockRate(type) != 0 && !toldCodec(type).isEmpty()
            || !track.encryption().isEmpty();
    if (known || candidate.isFull() || arrivalNs - candidate.firstArrivalNs() > CODEC_WAIT_NS) {
      open();
    }
  }

  private void open() {
    String codec = candidate.codec();
    int clockRate =
        codec.isEmpty() || candidate.contradicts(VIDEO_CLOCK_RATE) ? 0 : VIDEO_CLOCK_RATE;
    StreamCandidate kept = candidate;
    candidate = null;
    observer =
        new TrackObserver(
            context.streams(),
            identity,
            type -> encoding(type, codec, clockRate),
            context.frames(),
            () -> {});
    kept.replay(
        (buffer, offset, captured, length, arrivalNs, wireSize) -> {
          packet.parse(buffer, offset, captured, length);
          deliver(buffer, offset, captured, length, arrivalNs);
        });
    early.forEach(
        each -> observer.rtcp(ByteBuffer.wrap(each.bytes), 0, each.bytes.length, each.arrivalNs));
    early.clear();
  }

  /** By the description, the table of static types or the user, or else by the packets. */
  private Encoding encoding(int type, String proven, int provenClockRate) {
    Encoding told = track.encoding(type);
    if (told.clockRate() != 0) {
      return told;
    }
    String codec = toldCodec(type);
    int clockRate = context.clocks().clockRate(type);
    ClockRateSource source = context.clocks().source(type);
    if (codec.isEmpty()) {
      codec = proven;
      if (clockRate == 0 && provenClockRate != 0) {
        clockRate = provenClockRate;
        source = ClockRateSource.CLOCK_RATE_SOURCE_INFERRED;
      }
    }
    return new Encoding(codec, clockRate, source, told.format());
  }

  /** By the description or the table of static types; empty when neither has it. */
  private String toldCodec(int type) {
    String told = track.encoding(type).codec();
    return told.isEmpty() ? StaticPayloadTypes.encoding(type) : told;
  }

  private void deliver(ByteBuffer buffer, int offset, int captured, int length, long arrivalNs) {
    int sequence = packet.sequenceNumber();
    int missed = sequence - lastSequence - 1 & 0xffff;
    if (gap && anyPacket && packet.ssrc() == lastSource && missed > 0 && missed < MOST_MISSED) {
      observer.captureDropped(missed);
    }
    gap = false;
    anyPacket = true;
    lastSequence = sequence;
    lastSource = packet.ssrc();
    observer.rtp(buffer, offset, captured, length, arrivalNs, length + FRAMING);
  }

  /** A frame of the channel for RTCP. */
  void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (observer != null) {
      observer.rtcp(buffer, offset, length, arrivalNs);
    } else if (early.size() < MOST_EARLY) {
      byte[] bytes = new byte[length];
      buffer.get(offset, bytes);
      early.add(new Early(bytes, arrivalNs));
    } else {
      context.frames().rejected("rtcp-of-no-stream");
    }
  }

  /** The packets of this track that the agent lost elsewhere. */
  void captureDropped(long packets) {
    if (observer != null) {
      observer.captureDropped(packets);
    }
  }

  /** Ends the track's streams. */
  void close() {
    if (observer == null && candidate.size() > 0) {
      open();
    }
    early.forEach(each -> context.frames().rejected("rtcp-of-no-stream"));
    early.clear();
    if (observer != null) {
      observer.close();
    }
  }
}
