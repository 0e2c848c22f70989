package io.camvitals.protocol.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import io.camvitals.protocol.tcp.TcpByteReader.Gap;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Puts the data of one direction of a connection into its order (RFC 9293 section 3.10.7.4),
 * however the segments came: lost and sent again, reordered, overlapping, doubled, cut by a
 * snapshot length, from the middle of a connection on, across the wrap of sequence numbers. Of
 * bytes that came twice the first copy counts.
 *
 * <p>What follows a hole waits. The hole is skipped, and the reader told, when the receiver has
 * acknowledged beyond it and its segments did not come within {@value #GRACE_MS} ms of that; when
 * it is older than the limit; or when there is no room for what waits.
 *
 * <p>For one thread at a time.
 */
public final class TcpReassembler {
  /** A capture from several interfaces may hold an acknowledgement before what it acknowledges. */
  private static final int GRACE_MS = 20;

  private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(GRACE_MS);

  /** No window is larger (RFC 7323 section 2.2), so it is none of this connection's. */
  private static final long FARTHEST_ACKNOWLEDGEMENT = 1L << 30;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long NOT_FINISHED = Long.MIN_VALUE;

  private final TcpByteReader reader;
  private final TcpLimits limits;
  private final WaitingMemory memory;
  private final WaitingData waiting;
  private final SequenceSpace space = new SequenceSpace();

  /** Offset of the byte that is to be read next. */
  private long next;

  private long acknowledged;
  private long acknowledgedBeyondSinceNs = NEVER;
  private long finishOffset = NOT_FINISHED;
  private long lastNs = Long.MIN_VALUE;
  private boolean ended;
  private boolean wanted = true;
  private long gaps;
  private long gapBytes;

  /** A reassembler with all of the limits' memory for itself. */
  public TcpReassembler(TcpByteReader reader, TcpLimits limits) {
    this(reader, limits, new WaitingMemory(limits.waitingBytes()));
  }

  TcpReassembler(TcpByteReader reader, TcpLimits limits, WaitingMemory memory) {
    this.reader = reader;
    this.limits = limits;
    this.memory = memory;
    this.waiting = new WaitingData(memory);
  }

  /**
   * Says with which sequence number the data begin. Without it they begin with the first segment
   * that holds any.
   */
  public void begin(int sequenceNumber) {
    if (!space.begun()) {
      space.begin(sequenceNumber);
      acknowledged = next;
    }
  }

  /** Nobody wants to read the bytes any more: they are followed but not kept. */
  public void discardBytes() {
    wanted = false;
  }

  /** Takes a segment's data, and its FIN. */
  public void segment(TcpSegment segment) {
    if (ended) {
      return;
    }
    int sequence = segment.sequenceNumber() + (segment.syn() ? 1 : 0);
    int length = segment.payloadLength();
    if (!space.begun()) {
      if (length == 0 && !segment.fin()) {
        return;
      }
      begin(sequence);
    }
    long start = space.offset(sequence, next);
    if (segment.fin()) {
      finishOffset = start + length;
    }
    if (length > 0 && start + length > next) {
      if (start <= next) {
        deliver(segment, (int) (next - start));
        drain();
      } else {
        waiting.add(start, segment, wanted);
        makeRoom();
      }
    }
    finishIfComplete(segment.arrivalNs());
    advance(segment.arrivalNs());
  }

  /** The receiver of these data has acknowledged all before this number. */
  public void acknowledged(int sequenceNumber, long nowNs) {
    if (ended || !space.begun()) {
      return;
    }
    long offset = space.offset(sequenceNumber, next);
    if (offset - next > FARTHEST_ACKNOWLEDGEMENT) {
      return;
    }
    acknowledged = Math.max(acknowledged, offset);
    if (acknowledged > next && acknowledgedBeyondSinceNs == NEVER) {
      acknowledgedBeyondSinceNs = nowNs;
    }
    advance(nowNs);
  }

  /** Time has passed: holes that will not be filled are skipped. */
  public void advance(long nowNs) {
    while (!waiting.isEmpty()) {
      WaitingData.Piece first = waiting.first();
      if (acknowledged >= first.start()
          && acknowledgedBeyondSinceNs != NEVER
          && nowNs - acknowledgedBeyondSinceNs >= GRACE_NS) {
        skip(Gap.ACKNOWLEDGED);
      } else if (nowNs - first.arrivalNs() >= limits.holeNs()) {
        skip(Gap.TIMEOUT);
      } else {
        break;
      }
    }
    finishIfComplete(nowNs);
  }

  /** Skips every hole and begins anew at another sequence number. */
  public void restart(int sequenceNumber, long nowNs) {
    if (ended) {
      return;
    }
    skipAll();
    gap(TcpByteReader.UNKNOWN_LENGTH, Gap.LOST, nowNs);
    space.begin(sequenceNumber);
    next = 0;
    acknowledged = 0;
    acknowledgedBeyondSinceNs = NEVER;
    finishOffset = NOT_FINISHED;
  }

  /** Nothing more comes: what waits is handed on, and the reader told of the end. */
  public void end(End why, long nowNs) {
    if (ended) {
      return;
    }
    skipAll();
    if (!ended) {
      ended = true;
      reader.end(why, time(nowNs));
    }
  }

  /** Whether the reader was told that nothing follows. */
  public boolean ended() {
    return ended;
  }

  /** Gaps of which the reader was told. */
  public long gaps() {
    return gaps;
  }

  /** Bytes in these gaps, as far as their length is known. */
  public long gapBytes() {
    return gapBytes;
  }

  /** Whether data wait behind a hole. */
  public boolean hasHole() {
    return !waiting.isEmpty();
  }

  /** About how many bytes of memory the waiting data take. */
  public long waitingCost() {
    return waiting.cost();
  }

  /** Whether all bytes from this sequence number on have come before. */
  boolean covers(int sequenceNumber, int length) {
    long start = space.offset(sequenceNumber, next);
    return start + length <= next || waiting.covers(Math.max(next, start), start + length);
  }

  /** The first data that wait behind this sequence number; null when there are none. */
  WaitingData.Piece waitingAfter(int sequenceNumber) {
    return waiting.atOrAfter(space.offset(sequenceNumber, next));
  }

  private void makeRoom() {
    while (!waiting.isEmpty()
        && (waiting.cost() > limits.waitingBytesPerDirection() || memory.isExceeded())) {
      skip(Gap.MEMORY);
    }
  }

  private void skipAll() {
    while (!waiting.isEmpty()) {
      skip(Gap.LOST);
    }
    finishIfComplete(lastNs);
  }

  private void skip(Gap why) {
    WaitingData.Piece first = waiting.first();
    long missing = first.start() - next;
    next = first.start();
    gap(missing, why, first.arrivalNs());
    drain();
  }

  /** Hands on what waits and has no hole before it. */
  private void drain() {
    while (!waiting.isEmpty() && waiting.first().start() <= next) {
      WaitingData.Piece piece = waiting.removeFirst();
      if (piece.end() > next) {
        int seen = (int) (next - piece.start());
        hand(
            ByteBuffer.wrap(piece.captured()),
            seen,
            Math.max(0, piece.captured().length - seen),
            (int) (piece.end() - next),
            piece.arrivalNs());
      }
    }
  }

  private void deliver(TcpSegment segment, int seen) {
    hand(
        segment.buffer(),
        segment.payloadOffset() + seen,
        Math.max(0, segment.capturedPayloadLength() - seen),
        segment.payloadLength() - seen,
        segment.arrivalNs());
  }

  private void hand(ByteBuffer buffer, int offset, int captured, int length, long arrivalNs) {
    next += length;
    if (next >= acknowledged) {
      acknowledgedBeyondSinceNs = NEVER;
    }
    if (!wanted) {
      return;
    }
    if (captured > 0) {
      reader.bytes(buffer, offset, captured, time(arrivalNs));
    }
    if (captured < length) {
      gap(length - captured, Gap.CUT, arrivalNs);
    }
  }

  private void gap(long length, Gap why, long atNs) {
    if (why != Gap.CUT) {
      gaps++;
      gapBytes += Math.max(0, length);
    }
    reader.gap(length, why, time(atNs));
  }

  private void finishIfComplete(long nowNs) {
    if (!ended && finishOffset != NOT_FINISHED && next >= finishOffset) {
      ended = true;
      waiting.clear();
      reader.end(End.FINISHED, time(nowNs));
    }
  }

  /** Never before the time of an earlier call. */
  private long time(long ns) {
    lastNs = Math.max(lastNs, ns);
    return lastNs;
  }
}
