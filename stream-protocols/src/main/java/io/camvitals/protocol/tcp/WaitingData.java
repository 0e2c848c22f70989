package io.camvitals.protocol.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Data of one direction that came before what precedes it: disjoint pieces, by their offsets. */
final class WaitingData {
  /** What a piece costs beside its bytes, about. */
  private static final int PIECE_COST = 96;

  private final List<Piece> pieces = new ArrayList<>();
  private final WaitingMemory memory;
  private long cost;

  /** Bytes from {@code start} to {@code end}, of which the first were captured. */
  static final class Piece {
    private final long start;
    private final long end;
    private final byte[] captured;
    private final long arrivalNs;
    private final boolean timestamped;
    private final int timestampValue;

    private Piece(long start, long end, byte[] captured, TcpSegment segment) {
      this.start = start;
      this.end = end;
      this.captured = captured;
      this.arrivalNs = segment.arrivalNs();
      this.timestamped = segment.options().hasTimestamps();
      this.timestampValue = segment.options().timestampValue();
    }

    long start() {
      return start;
    }

    long end() {
      return end;
    }

    byte[] captured() {
      return captured;
    }

    long arrivalNs() {
      return arrivalNs;
    }

    /** Whether its segment carried a timestamp (RFC 7323). */
    boolean timestamped() {
      return timestamped;
    }

    int timestampValue() {
      return timestampValue;
    }
  }

  WaitingData(WaitingMemory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** The piece with the lowest offset; there must be one. */
  Piece first() {
    return pieces.get(0);
  }

  /** The piece that holds, or else follows, the byte at this offset; null when there is none. */
  Piece atOrAfter(long offset) {
    int index = firstEndingAfter(offset);
    return index < pieces.size() ? pieces.get(index) : null;
  }

  /** About how much memory it takes. */
  long cost() {
    return cost;
  }

  /** Whether each byte between the offsets is here. */
  boolean covers(long start, long end) {
    long at = start;
    for (int i = firstEndingAfter(start); at < end; i++) {
      if (i == pieces.size() || pieces.get(i).start > at) {
        return false;
      }
      at = pieces.get(i).end;
    }
    return true;
  }

  /**
   * Adds what is not here yet of a segment's data.
   *
   * @param start offset of the segment's first byte
   * @param keepBytes false when nobody wants to read them
   */
  void add(long start, TcpSegment segment, boolean keepBytes) {
    long end = start + segment.payloadLength();
    long at = start;
    for (int i = firstEndingAfter(start); at < end; i++) {
      if (i < pieces.size() && pieces.get(i).start <= at) {
        at = pieces.get(i).end;
        continue;
      }
      long pieceEnd = i < pieces.size() ? Math.min(end, pieces.get(i).start) : end;
      byte[] bytes = keepBytes ? copy(segment, at - start, pieceEnd - at) : new byte[0];
      pieces.add(i, new Piece(at, pieceEnd, bytes, segment));
      account(bytes.length + PIECE_COST);
      at = pieceEnd;
    }
  }

  private static byte[] copy(TcpSegment segment, long skip, long length) {
    long captured = Math.max(0, Math.min(length, segment.capturedPayloadLength() - skip));
    byte[] bytes = new byte[(int) captured];
    ByteBuffer buffer = segment.buffer();
    if (captured > 0) {
      buffer.get(segment.payloadOffset() + (int) skip, bytes);
    }
    return bytes;
  }

  Piece removeFirst() {
    Piece piece = pieces.remove(0);
    account(-piece.captured.length - PIECE_COST);
    return piece;
  }

  void clear() {
    pieces.clear();
    account(-cost);
  }

  private void account(long more) {
    cost += more;
    memory.add(more);
  }

  private int firstEndingAfter(long offset) {
    int low = 0;
    int high = pieces.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pieces.get(middle).end > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
