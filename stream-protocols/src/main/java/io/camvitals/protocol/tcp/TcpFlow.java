package io.camvitals.protocol.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;

/**
 * One direction of a connection: the data that were sent this way, and what their receiver
 * answered. Offsets are those of {@link SequenceSpace}, 0 being the first byte of data.
 */
public final class TcpFlow {
  /** Data so far behind the highest are none of this sequence: the capture paused. */
  private static final long FAR_BEHIND = 1L << 26;

  private static final int FAR_SEGMENTS = 3;

  /** Without a known round trip, a hole that was filled sooner is taken for reordering. */
  private static final long REORDERING_NS = 3_000_000;

  private static final long NOT_ACKNOWLEDGED = Long.MIN_VALUE;

  private final TcpReassembler reassembler;
  private final SequenceSpace space = new SequenceSpace();
  private final RoundTripTimer timer = new RoundTripTimer();
  private final LossRecovery recovery = new LossRecovery();
  private final SpuriousEvidence spurious = new SpuriousEvidence();
  private final ReceiverWindow receiver = new ReceiverWindow();
  private final StallWatch stall = new StallWatch();
  private final RecentSegments recent = new RecentSegments();
  private final TcpFigures window = new TcpFigures();
  private final TcpFigures total = new TcpFigures();

  private long highest;
  private long acknowledged = NOT_ACKNOWLEDGED;
  private long finOffset = Long.MAX_VALUE;
  private long handshakeNs = -1;
  private int initialSequenceNumber;
  private boolean synSeen;
  private int maximumSegmentSize;
  private int windowScale = -1;
  private int farBehind;
  private long countedGaps;
  private long countedGapBytes;

  TcpFlow(TcpByteReader reader, TcpLimits limits, WaitingMemory memory) {
    reassembler = new TcpReassembler(reader, limits, memory);
  }

  /** A segment was sent this way. */
  void sent(TcpSegment segment) {
    window.segments++;
    window.wireBytes += segment.wireSize();
    if (segment.rst()) {
      return;
    }
    if (segment.syn()) {
      synchronise(segment);
    }
    int length = segment.payloadLength();
    int sequence = segment.sequenceNumber() + (segment.syn() ? 1 : 0);
    if (!space.begun()) {
      if (length == 0 && !segment.fin()) {
        return;
      }
      begin(sequence);
    }
    long start = space.offset(sequence, highest);
    if (start + length > highest - FAR_BEHIND) {
      farBehind = 0;
    } else if (++farBehind < FAR_SEGMENTS) {
      return;
    } else {
      restart(sequence, segment.arrivalNs());
      start = 0;
    }
    if (isProbe(segment, start)) {
      return;
    }
    if (length > 0) {
      data(segment, sequence, start);
    }
    if (segment.fin()) {
      finish(start + length, length);
    }
    reassembler.segment(segment);
    update(false, segment.arrivalNs());
  }

  private void synchronise(TcpSegment segment) {
    window.syns++;
    if (synSeen && segment.sequenceNumber() == initialSequenceNumber) {
      window.timeoutRetransmissions++;
      window.retransmissionsWithoutData++;
    }
    synSeen = true;
    initialSequenceNumber = segment.sequenceNumber();
    maximumSegmentSize = segment.options().maximumSegmentSize();
    windowScale = segment.options().windowScale();
    if (!space.begun()) {
      begin(segment.sequenceNumber() + 1);
    }
  }

  private void begin(int sequence) {
    space.begin(sequence);
    reassembler.begin(sequence);
  }

  private void restart(int sequence, long nowNs) {
    farBehind = 0;
    reassembler.restart(sequence, nowNs);
    space.begin(sequence);
    highest = 0;
    acknowledged = NOT_ACKNOWLEDGED;
    finOffset = Long.MAX_VALUE;
    timer.clear();
    recovery.clear();
    spurious.clear();
  }

  /**
   * Counts a segment that only asks whether the other side is there: one byte or none, before what
   * is to be sent next (RFC 9293 sections 3.8.4 and 3.8.6.1).
   */
  private boolean isProbe(TcpSegment segment, long start) {
    boolean acknowledgedAll = acknowledged == NOT_ACKNOWLEDGED || acknowledged >= highest;
    if (segment.payloadLength() > 1 || segment.syn() || segment.fin()) {
      return false;
    }
    if (receiver.isClosed()) {
      boolean probe =
          start == highest - 1 || segment.payloadLength() == 0 && start == acknowledged - 1;
      window.zeroWindowProbes += probe ? 1 : 0;
      return probe;
    }
    boolean keepAlive = start == highest - 1 && acknowledgedAll;
    window.keepAlives += keepAlive ? 1 : 0;
    return keepAlive;
  }

  private void data(TcpSegment segment, int sequence, long start) {
    long end = start + segment.payloadLength();
    long nowNs = segment.arrivalNs();
    if (segment.payloadLength() == 1 && receiver.isClosed()) {
      window.zeroWindowProbes++;
      highest = Math.max(highest, end);
      timer.ambiguous(highest);
      return;
    }
    window.dataSegments++;
    window.bytes += segment.payloadLength();
    if (start >= highest) {
      timer.sent(end, nowNs);
      highest = end;
      return;
    }
    int old = (int) (Math.min(end, highest) - start);
    if (!reassembler.covers(sequence, old) && wasReordered(segment, sequence)) {
      window.outOfOrder++;
    } else {
      retransmission(segment, start, end, old);
    }
    highest = Math.max(highest, end);
    timer.ambiguous(highest);
  }

  /**
   * Whether a segment that fills a hole was overtaken and not sent again. The sender's timestamps
   * tell; where they do not, a retransmission takes a round trip at least.
   */
  private boolean wasReordered(TcpSegment segment, int sequence) {
    WaitingData.Piece behindHole = reassembler.waitingAfter(sequence);
    if (behindHole == null) {
      return false;
    }
    if (segment.options().hasTimestamps() && behindHole.timestamped()) {
      int later = segment.options().timestampValue() - behindHole.timestampValue();
      if (later != 0) {
        return later < 0;
      }
    }
    long elapsed = segment.arrivalNs() - behindHole.arrivalNs();
    return elapsed < (handshakeNs > 0 ? handshakeNs - handshakeNs / 8 : REORDERING_NS);
  }

  private void retransmission(TcpSegment segment, long start, long end, int old) {
    long roundTrip = Math.max(timer.smoothedNs(), handshakeNs);
    if (recovery.isFast(end, highest, segment.arrivalNs(), roundTrip)) {
      window.fastRetransmissions++;
    } else {
      window.timeoutRetransmissions++;
    }
    window.retransmittedBytes += old;
    if (acknowledged != NOT_ACKNOWLEDGED && start + old <= acknowledged) {
      window.spuriousRetransmissions++;
    } else {
      spurious.retransmitted(start, end, segment.options());
    }
  }

  private void finish(long offset, int dataLength) {
    if (finOffset == offset && dataLength == 0) {
      window.timeoutRetransmissions++;
      window.retransmissionsWithoutData++;
    }
    finOffset = offset;
  }

  /** The receiver of this direction's data sent a segment. */
  void answered(TcpSegment segment) {
    int windowBefore = receiver.latest();
    receiver.announced(segment, window);
    if (!segment.ack() || segment.rst() || !space.begun()) {
      return;
    }
    long nowNs = segment.arrivalNs();
    reassembler.acknowledged(segment.acknowledgmentNumber(), nowNs);
    // FIN takes a number of its own; what was not captured is not in flight either.
    long offset = Math.min(highest, space.offset(segment.acknowledgmentNumber(), highest));
    selective(segment, offset);
    if (acknowledged == NOT_ACKNOWLEDGED) {
      acknowledged = offset;
      timer.acknowledged(offset, nowNs);
      update(true, nowNs);
    } else if (offset > acknowledged) {
      progress(segment, offset);
    } else if (offset == acknowledged && isDuplicate(segment, windowBefore)) {
      window.duplicateAcknowledgements++;
      recovery.duplicate(nowNs);
    }
  }

  private void progress(TcpSegment segment, long offset) {
    long nowNs = segment.arrivalNs();
    long sample = timer.acknowledged(offset, nowNs);
    if (sample >= 0) {
      window.roundTrips.add(sample);
    }
    window.spuriousRetransmissions +=
        spurious.acknowledged(acknowledged, offset, segment.options());
    acknowledged = offset;
    recovery.progress(offset, nowNs);
    update(true, nowNs);
  }

  private boolean isDuplicate(TcpSegment segment, int windowBefore) {
    return segment.payloadLength() == 0
        && !segment.syn()
        && !segment.fin()
        && highest > acknowledged
        && (segment.window() == windowBefore || segment.options().sackBlocks() > 0)
        && segment.window() != 0;
  }

  /** Blocks of RFC 2018; the first tells of data that came twice when RFC 2883 says so. */
  private void selective(TcpSegment segment, long offset) {
    TcpOptions options = segment.options();
    for (int i = 0; i < options.sackBlocks(); i++) {
      long left = space.offset(options.sackLeftEdge(i), highest);
      long right = space.offset(options.sackRightEdge(i), highest);
      if (right <= left || right > highest) {
        continue;
      }
      boolean twice =
          i == 0
              && (right <= offset
                  || options.sackBlocks() > 1
                      && left >= space.offset(options.sackLeftEdge(1), highest)
                      && right <= space.offset(options.sackRightEdge(1), highest));
      if (twice) {
        window.spuriousRetransmissions += spurious.receivedTwice(left, right);
      } else {
        recovery.selective(right);
      }
    }
  }

  private void update(boolean progress, long nowNs) {
    if (acknowledged == NOT_ACKNOWLEDGED) {
      return;
    }
    long inFlight = highest - acknowledged;
    window.bytesInFlightMaximum = Math.max(window.bytesInFlightMaximum, inFlight);
    stall.update(inFlight > 0, progress, nowNs, window);
  }

  /** Whether a second copy of this packet has just been taken; it is counted then. */
  boolean isCaptureDuplicate(TcpSegment segment) {
    boolean copy = recent.holds(segment);
    if (copy) {
      window.captureDuplicates++;
    }
    return copy;
  }

  /** The round trip of the whole path, from the handshake. */
  void setHandshake(long roundTripNs) {
    handshakeNs = roundTripNs;
  }

  /**
   * Time has passed.
   *
   * @param heardNs when the last segment of the connection came, either way
   */
  void advance(long nowNs, long heardNs) {
    receiver.advance(nowNs, window);
    stall.advance(Math.min(nowNs, heardNs + StallWatch.LONGEST_SILENCE_NS), window);
    reassembler.advance(nowNs);
  }

  /**
   * The connection has ended: nothing is waited for any more.
   *
   * @param heardNs when the last segment of the connection came, either way
   */
  void end(End why, long nowNs, long heardNs) {
    receiver.advance(nowNs, window);
    reassembler.advance(nowNs);
    reassembler.end(why, nowNs);
    stall.update(false, true, heardNs, window);
  }

  /** Completes the figures since the last {@link #openWindow} and adds them to the total. */
  void closeWindow() {
    window.gaps += reassembler.gaps() - countedGaps;
    window.gapBytes += reassembler.gapBytes() - countedGapBytes;
    countedGaps = reassembler.gaps();
    countedGapBytes = reassembler.gapBytes();
    total.add(window);
  }

  /** The figures of the second that is not over, or was closed last. */
  TcpFigures window() {
    return window;
  }

  /** Begins to count anew. */
  void openWindow() {
    window.clear();
  }

  /** The figures of all of the connection's life but for the second that is not over. */
  public TcpFigures total() {
    return total;
  }

  /** Says that nobody wants to read this direction's bytes. */
  public void discardBytes() {
    reassembler.discardBytes();
  }

  /** Whether its SYN was captured, so that its bytes begin with the first. */
  public boolean synSeen() {
    return synSeen;
  }

  /** The sequence number of its SYN; of meaning only when {@link #synSeen}. */
  int initialSequenceNumber() {
    return initialSequenceNumber;
  }

  /** That its sender announced, bytes; 0 when unknown. */
  public int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  /** That its sender announced, 0 to 14; -1 when unknown. */
  public int windowScale() {
    return windowScale;
  }

  /** Whether its sender has closed and all was read. */
  public boolean ended() {
    return reassembler.ended();
  }

  /** Whether any data were sent this way. */
  public boolean hasData() {
    return total.dataSegments > 0 || window.dataSegments > 0;
  }
}
