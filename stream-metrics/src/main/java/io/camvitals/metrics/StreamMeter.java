package io.camvitals.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * All that is kept of one RTP stream: what its packets amount to, window by window. A window is of
 * the stream's own time, which is the arrival of its packets; it has ended when a packet arrived at
 * or after its end. A window can still change then: a packet that comes late takes the loss back
 * that was charged to it.
 *
 * <p><b>Sequences.</b> A jump ahead of 3,000 or more, or back by more than 1,000, makes a candidate
 * sequence (RFC 3550 appendix A.1). Its packets are kept aside. When two of them are consecutive it
 * becomes the stream's sequence and they count, each in the window in which it arrived; jitter
 * begins anew. When the stream's sequence goes on for more than {@link #OVERLAP_NS} after the
 * candidate's last packet, or a packet comes that is near neither, they are invalid. For as long
 * after a restart packets near the old sequence are counted into that: they are late, not another
 * restart. They take no part in the jitter.
 *
 * <p>Nothing is allocated per packet. Not thread-safe.
 */
public final class StreamMeter {
  /** How long an old and a new sequence may be seen side by side, 2 s in nanoseconds. */
  public static final long OVERLAP_NS = 2_000_000_000L;

  private static final int VERSION = 1;

  private final Windows windows;
  private final PendingPackets candidate;
  private final RecentFrames frames;
  private StreamMeterSettings settings;
  private JitterFilter jitter;
  private JitterFilter frameJitter;
  private ReceivedSequence sequence;
  private ReceivedSequence predecessor;
  private long restartedNs;
  private boolean anyArrival;
  private long lastArrivalNs;

  /** A meter of a stream of which nothing has been seen. */
  public StreamMeter(StreamMeterSettings settings) {
    this.settings = settings;
    this.windows = new Windows(settings);
    this.candidate = new PendingPackets();
    this.frames = new RecentFrames();
    this.jitter = new JitterFilter(settings.clockRate());
    this.frameJitter = new JitterFilter(settings.clockRate());
  }

  private StreamMeter(StreamMeterSettings settings, DataInput in) throws IOException {
    this.settings = settings;
    this.windows = Windows.readFrom(in, settings);
    this.candidate = PendingPackets.readFrom(in);
    this.frames = RecentFrames.readFrom(in);
    this.jitter = JitterFilter.readFrom(in, settings.clockRate());
    this.frameJitter = JitterFilter.readFrom(in, settings.clockRate());
    this.sequence = in.readBoolean() ? ReceivedSequence.readFrom(in) : null;
    this.predecessor = in.readBoolean() ? ReceivedSequence.readFrom(in) : null;
    this.restartedNs = in.readLong();
    this.anyArrival = in.readBoolean();
    this.lastArrivalNs = in.readLong();
  }

  /**
   * Takes note of the clock rate of a stream of which it was not known. Jitter is measured from the
   * next packet on; that of the windows before stays unknown. A rate that is known stays as it is.
   *
   * @param clockRate RTP timestamp units per second, at least 1
   * @throws IllegalArgumentException when it is less
   */
  public void learnClockRate(int clockRate) {
    if (clockRate < 1) {
      throw new IllegalArgumentException("clockRate " + clockRate + " is below 1");
    }
    if (settings.clockRate() == 0) {
      settings =
          new StreamMeterSettings(
              clockRate, settings.signalled(), settings.windowNs(), settings.retainNs());
      jitter = new JitterFilter(clockRate);
      frameJitter = new JitterFilter(clockRate);
    }
  }

  /** RTP timestamp units per second; 0 while unknown. */
  public int clockRate() {
    return settings.clockRate();
  }

  /**
   * Takes one packet, in order of arrival.
   *
   * @param arrivalNs nanoseconds since the Unix epoch; may be earlier than the packet before it
   * @param sequenceNumber as on the wire, 0 to 65,535
   * @param rtpTimestamp as on the wire, 32 bits
   * @param payloadSize bytes of RTP payload
   * @param wireSize bytes of the whole packet on the wire, payload included
   * @param flags bits of {@link PacketFacts}; others are ignored
   */
  public void observe(
      long arrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      int payloadSize,
      int wireSize,
      int flags) {
    windows.arrival(arrivalNs);
    long interarrivalNs = anyArrival ? arrivalNs - lastArrivalNs : -1;
    anyArrival = true;
    lastArrivalNs = arrivalNs;
    if (sequence == null) {
      if (settings.signalled()) {
        sequence = new ReceivedSequence(sequenceNumber);
      } else {
        keepAside(
            arrivalNs, interarrivalNs, sequenceNumber, rtpTimestamp, payloadSize, wireSize, flags);
        return;
      }
    }
    int distance = sequence.distance(sequenceNumber);
    if (ReceivedSequence.isNear(distance)) {
      count(
          sequence,
          distance,
          arrivalNs,
          interarrivalNs,
          rtpTimestamp,
          payloadSize,
          wireSize,
          flags);
      if (!candidate.isEmpty() && arrivalNs - candidate.lastArrivalNs() > OVERLAP_NS) {
        giveUpCandidate();
      }
      return;
    }
    if (predecessor != null) {
      distance = predecessor.distance(sequenceNumber);
      if (Math.abs(arrivalNs - restartedNs) > OVERLAP_NS) {
        predecessor = null;
      } else if (ReceivedSequence.isNear(distance)) {
        count(
            predecessor,
            distance,
            arrivalNs,
            interarrivalNs,
            rtpTimestamp,
            payloadSize,
            wireSize,
            flags);
        return;
      }
    }
    keepAside(
        arrivalNs, interarrivalNs, sequenceNumber, rtpTimestamp, payloadSize, wireSize, flags);
  }

  private void count(
      ReceivedSequence its,
      int distance,
      long arrivalNs,
      long interarrivalNs,
      int rtpTimestamp,
      int payloadSize,
      int wireSize,
      int flags) {
    WindowMetrics window = windows.at(arrivalNs);
    window.packet(interarrivalNs, payloadSize, wireSize);
    ReceivedSequence.Place place = its.accept(distance, windows.currentStartNs(), windows);
    boolean ofStream = its == sequence;
    if (ofStream) {
      long jitterNs = jitter.observe(arrivalNs, rtpTimestamp);
      if (jitterNs != JitterFilter.NO_SAMPLE) {
        window.jitter(arrivalNs, jitterNs);
      }
    }
    if (place == ReceivedSequence.Place.DUPLICATE) {
      window.duplicate();
      return;
    }
    if (place == ReceivedSequence.Place.REORDERED) {
      window.reorderedPacket();
    }
    int seen =
        frames.observe(
            rtpTimestamp,
            ofStream && place == ReceivedSequence.Place.HIGHEST,
            (flags & PacketFacts.KEY_FRAME) != 0);
    if (seen != 0) {
      countFrame(window, seen, ofStream, arrivalNs, rtpTimestamp);
    }
  }

  private void countFrame(
      WindowMetrics window, int seen, boolean ofStream, long arrivalNs, int rtpTimestamp) {
    if ((seen & RecentFrames.NEW_KEY_FRAME) != 0) {
      window.keyFrame();
    }
    if ((seen & RecentFrames.NEW_FRAME) == 0) {
      return;
    }
    window.frame();
    if (ofStream) {
      long jitterNs = frameJitter.observe(arrivalNs, rtpTimestamp);
      if (jitterNs != JitterFilter.NO_SAMPLE) {
        window.frameJitter(arrivalNs, jitterNs);
      }
    }
  }

  private void keepAside(
      long arrivalNs,
      long interarrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      int payloadSize,
      int wireSize,
      int flags) {
    if (!candidate.isEmpty() && !candidate.isNear(sequenceNumber)) {
      giveUpCandidate();
    }
    if (candidate.isFull()) {
      windows.at(candidate.arrivalNs(0)).invalidPacket();
      candidate.removeOldest();
    }
    if (candidate.add(
        arrivalNs, interarrivalNs, sequenceNumber, rtpTimestamp, payloadSize, wireSize, flags)) {
      beginCandidate(arrivalNs);
    }
  }

  private void giveUpCandidate() {
    for (int i = 0; i < candidate.size(); i++) {
      windows.at(candidate.arrivalNs(i)).invalidPacket();
    }
    candidate.clear();
  }

  private void beginCandidate(long arrivalNs) {
    if (sequence != null) {
      windows.at(candidate.arrivalNs(0)).restart();
      predecessor = sequence;
      restartedNs = arrivalNs;
      jitter.reset();
      frameJitter.reset();
      frames.restart();
    }
    sequence = new ReceivedSequence(candidate.sequenceNumber(0));
    for (int i = 0; i < candidate.size(); i++) {
      count(
          sequence,
          sequence.distance(candidate.sequenceNumber(i)),
          candidate.arrivalNs(i),
          candidate.interarrivalNs(i),
          candidate.rtpTimestamp(i),
          candidate.payloadSize(i),
          candidate.wireSize(i),
          candidate.flags(i));
    }
    candidate.clear();
  }

  /**
   * Notes packets that the agent missed just before the packet that arrived at the given time, to
   * be called before that packet is observed. All windows since the packet before are then
   * incomplete.
   *
   * @param packets how many, 0 when that is not known; counted in the window of that arrival
   */
  public void captureDropped(long arrivalNs, long packets) {
    windows.arrival(arrivalNs);
    windows.captureLoss(anyArrival ? lastArrivalNs : arrivalNs, arrivalNs, packets);
  }

  /** True when the stream is past its probation: it was signalled, or showed two in sequence. */
  public boolean isConfirmed() {
    return sequence != null;
  }

  /**
   * The interarrival jitter after the last packet of the stream's sequence (RFC 3550 A.8),
   * nanoseconds; -1 while it is not known.
   */
  public long jitterNs() {
    return jitter.currentNs();
  }

  /** Packets kept aside in a candidate sequence, 0 to 64; they are in no window yet. */
  public int pendingPackets() {
    return candidate.size();
  }

  /** The stream's clock: its highest arrival, ns since the epoch; Long.MIN_VALUE before any. */
  public long highestArrivalNs() {
    return windows.highestArrivalNs();
  }

  /** The window that starts at the given time, or null when there is none. */
  public WindowMetrics window(long windowStartNs) {
    WindowMetrics window = windows.find(windowStartNs);
    return window == null ? null : window.copy();
  }

  /** The sum of all windows within [fromNs, toNs), or null when there is none. */
  public WindowMetrics merged(long fromNs, long toNs) {
    return windows.merged(fromNs, toNs);
  }

  /** The sum over all of the stream, expired windows included, or null when nothing counted. */
  public WindowMetrics total() {
    return windows.total();
  }

  /**
   * Visits the starts of windows that have ended by the stream's own clock and that changed since
   * they were visited last, in ascending order: what is to be given out, or given out again. The
   * visitor may ask for windows; it must not change the meter.
   */
  public void forEachChangedWindow(LongConsumer windowStartNs) {
    forEachChangedWindow(highestArrivalNs(), windowStartNs);
  }

  /**
   * As {@link #forEachChangedWindow(LongConsumer)}, of windows that have ended by the given time.
   *
   * @param endedByNs nanoseconds since the Unix epoch; Long.MAX_VALUE when the stream fell silent,
   *     so that the open window is visited too
   */
  public void forEachChangedWindow(long endedByNs, LongConsumer windowStartNs) {
    windows.forEachChanged(Windows.WINDOW_READER, settings.windowNs(), endedByNs, windowStartNs);
  }

  /**
   * The same for spans of several windows, aligned to their length; {@link #merged} gives each
   * one's sum. It is kept apart from the windows' own visits. A span of which a part has expired is
   * not visited again, since its sum would be short.
   *
   * @param rollupNs length of a span, a multiple of the window's; always the same for one meter
   * @param endedByNs nanoseconds since the Unix epoch; Long.MAX_VALUE when the stream fell silent
   */
  public void forEachChangedRollup(long rollupNs, long endedByNs, LongConsumer rollupStartNs) {
    windows.forEachChanged(Windows.ROLLUP_READER, rollupNs, endedByNs, rollupStartNs);
  }

  /**
   * Lets windows go that ended by the given time; they remain in the total. Without this call
   * windows that were visited go by themselves after the time to retain, and the others after about
   * twice that.
   */
  public void expire(long olderThanNs) {
    windows.expire(olderThanNs);
  }

  /** Writes all of the state. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    settings.writeTo(out);
    windows.writeTo(out);
    candidate.writeTo(out);
    frames.writeTo(out);
    jitter.writeTo(out);
    frameJitter.writeTo(out);
    out.writeBoolean(sequence != null);
    if (sequence != null) {
      sequence.writeTo(out);
    }
    out.writeBoolean(predecessor != null);
    if (predecessor != null) {
      predecessor.writeTo(out);
    }
    out.writeLong(restartedNs);
    out.writeBoolean(anyArrival);
    out.writeLong(lastArrivalNs);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is cut, of an unknown version, or holds what a meter never writes
   */
  public static StreamMeter readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("a stream meter of version " + version + ", not " + VERSION);
    }
    return new StreamMeter(StreamMeterSettings.readFrom(in), in);
  }
}
