package io.camvitals.agent.observe;

import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.PacketKind;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * One track of a session: parses its packets and sorts them by synchronisation source, each of
 * which is a stream of its own. A source that appears while {@value #MAXIMUM_SOURCES} others were
 * heard within the last ten seconds is rejected, so that forged packets cannot fill the memory.
 */
public final class TrackObserver {
  private static final int MAXIMUM_SOURCES = 16;
  private static final long SILENT_AFTER_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long RECENT_NS = TimeUnit.SECONDS.toNanos(2);
  private static final int SENDER_REPORT = 200;
  private static final int RTCP_SSRC_OFFSET = 4;
  private static final int RTCP_SSRC_END = 8;

  /**
   * What a payload type stands for.
   *
   * @param codec upper case; empty when unknown
   * @param clockRate units per second; 0 when unknown
   * @param clockRateSource unspecified when unknown
   */
  public record Encoding(
      String codec, int clockRate, ClockRateSource clockRateSource, MediaFormat format) {
    /** Nothing is known of it. */
    public static final Encoding UNKNOWN =
        new Encoding("", 0, ClockRateSource.CLOCK_RATE_SOURCE_UNSPECIFIED, MediaFormat.UNKNOWN);
  }

  private static final class Source {
    final int ssrc;
    final StreamObserver stream;
    long lastArrivalNs;
    int lastSequence = -1;

    Source(int ssrc, StreamObserver stream) {
      this.ssrc = ssrc;
      this.stream = stream;
    }
  }

  private final StreamObservers observers;
  private final StreamIdentity track;
  private final IntFunction<Encoding> encodings;
  private final CaptureCounters counters;
  private final Runnable gapCheck;
  private final RtpPacket packet = new RtpPacket();
  private final List<Source> sources = new ArrayList<>();
  private Source latest;
  private long droppedBeforeFirst;
  private long packets;
  private boolean anyOpened;
  private boolean closed;

  /**
   * @param track the identity of the track's streams; its SSRC is the one that was announced, 0
   *     when none was, its payload type the one that is expected
   * @param encodings of each payload type
   * @param gapCheck run before a packet behind a gap is taken: may call {@link #captureDropped}
   */
  public TrackObserver(
      StreamObservers observers,
      StreamIdentity track,
      IntFunction<Encoding> encodings,
      CaptureCounters counters,
      Runnable gapCheck) {
    this.observers = observers;
    this.track = track;
    this.encodings = encodings;
    this.counters = counters;
    this.gapCheck = gapCheck;
  }

  /**
   * One packet from where RTP is expected. RTCP in its place is taken as such (RFC 5761).
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param wireSize bytes on the wire, with all headers
   */
  public void rtp(ByteBuffer buffer, int offset, int length, long arrivalNs, int wireSize) {
    rtp(buffer, offset, length, length, arrivalNs, wireSize);
  }

  /**
   * One packet from where RTP is expected, of which the end may not have been captured.
   *
   * @param captured bytes that can be read, from the beginning
   * @param length bytes that the packet had
   */
  public synchronized void rtp(
      ByteBuffer buffer, int offset, int captured, int length, long arrivalNs, int wireSize) {
    packets++;
    if (PacketKind.of(buffer, offset, captured) == PacketKind.RTCP && !isExpected(buffer, offset)) {
      observeRtcp(buffer, offset, captured, arrivalNs);
      return;
    }
    RtpParseResult result = packet.parse(buffer, offset, captured, length);
    if (result != RtpParseResult.OK) {
      counters.rejected(result.reason());
      return;
    }
    Source source = source(packet.ssrc(), packet.payloadType(), arrivalNs);
    if (source != null) {
      source.lastArrivalNs = arrivalNs;
      if (source.lastSequence >= 0 && (short) (packet.sequenceNumber() - source.lastSequence) > 1) {
        gapCheck.run();
      }
      source.lastSequence = packet.sequenceNumber();
      source.stream.rtp(packet, arrivalNs, wireSize);
    }
  }

  private boolean isExpected(ByteBuffer buffer, int offset) {
    return (buffer.get(offset + 1) & 0x7f) == track.getPayloadType();
  }

  /** One packet from where RTCP is expected. */
  public synchronized void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    packets++;
    observeRtcp(buffer, offset, length, arrivalNs);
  }

  private void observeRtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (PacketKind.of(buffer, offset, length) != PacketKind.RTCP || length < RTCP_SSRC_END) {
      counters.rejected("not-rtcp");
      return;
    }
    Source source = null;
    if ((buffer.get(offset + 1) & 0xff) == SENDER_REPORT) {
      int ssrc = 0;
      for (int i = RTCP_SSRC_OFFSET; i < RTCP_SSRC_END; i++) {
        ssrc = ssrc << 8 | buffer.get(offset + i) & 0xff;
      }
      source = source(ssrc, track.getPayloadType(), arrivalNs);
    } else if (latest != null) {
      source = latest;
    } else {
      counters.rejected("rtcp-without-stream");
    }
    if (source != null) {
      source.stream.rtcp(buffer, offset, length, arrivalNs);
    }
  }

  /** Packets of this track, of either kind, since it was opened. */
  public synchronized long packets() {
    return packets;
  }

  /** Packets of this track that never reached the agent: they may be of any recent stream. */
  public synchronized void captureDropped(long dropped) {
    if (closed) {
      return;
    }
    if (latest == null) {
      droppedBeforeFirst += dropped;
      return;
    }
    for (Source source : sources) {
      if (source == latest || latest.lastArrivalNs - source.lastArrivalNs < RECENT_NS) {
        source.stream.captureDropped(dropped);
      }
    }
  }

  /** Ends all streams. */
  public synchronized void close() {
    closed = true;
    sources.forEach(source -> source.stream.close());
    sources.clear();
  }

  private Source source(int ssrc, int payloadType, long arrivalNs) {
    if (latest != null && latest.ssrc == ssrc && !closed) {
      return latest;
    }
    for (Source source : sources) {
      if (source.ssrc == ssrc) {
        latest = source;
        return source;
      }
    }
    if (closed || !makeRoom(arrivalNs)) {
      counters.rejected(closed ? "session-closed" : "too-many-sources");
      return null;
    }
    return open(ssrc, payloadType, arrivalNs);
  }

  private boolean makeRoom(long arrivalNs) {
    if (sources.size() < MAXIMUM_SOURCES) {
      return true;
    }
    Source oldest = sources.get(0);
    for (Source source : sources) {
      if (source.lastArrivalNs < oldest.lastArrivalNs) {
        oldest = source;
      }
    }
    if (arrivalNs - oldest.lastArrivalNs < SILENT_AFTER_NS) {
      return false;
    }
    oldest.stream.close();
    sources.remove(oldest);
    return true;
  }

  private Source open(int ssrc, int payloadType, long arrivalNs) {
    Encoding encoding = encodings.apply(payloadType);
    StreamIdentity identity =
        track.toBuilder()
            .setSsrc(ssrc)
            .setPayloadType(payloadType)
            .setCodec(encoding.codec())
            .setClockRate(encoding.clockRate())
            .setClockRateSource(encoding.clockRateSource())
            // Only the first was announced: another shows itself by two packets in a row.
            .setSignalled(!anyOpened || ssrc == track.getSsrc())
            .build();
    anyOpened = true;
    latest = new Source(ssrc, observers.open(identity, encoding.format()));
    latest.lastArrivalNs = arrivalNs;
    sources.add(latest);
    if (droppedBeforeFirst > 0) {
      latest.stream.captureDropped(droppedBeforeFirst);
      droppedBeforeFirst = 0;
    }
    return latest;
  }
}
