package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** One datagram in the making, of at most {@value #MAXIMUM_LENGTH} bytes. */
final class FragmentedDatagram {
  static final int MAXIMUM_LENGTH = 65_535;

  private static final int UNIT = FragmentReassembler.UNIT;
  private static final int UNITS = (MAXIMUM_LENGTH + 1) / UNIT;

  private enum State {
    FREE,

    /** Fragments are missing. */
    WAITING,

    /** It is whole and was given out; some of its fragments came twice, so that more may. */
    REPEATING,

    /** It is whole and was given out. */
    LENT
  }

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAXIMUM_LENGTH + 1);
  private final AddressPair addresses = new AddressPair();

  /** The units of 8 bytes that have come once, and those that have come again. */
  private final BitSet present = new BitSet(UNITS);

  private final BitSet repeated = new BitSet(UNITS);

  private State state = State.FREE;
  private long identification;
  private long order;
  private long startedNs;
  private int nextHeader;
  private int length;
  private int captured;
  private int wireSize;

  void begin(PacketCursor cursor, long identification, long order) {
    state = State.WAITING;
    addresses.set(cursor.addresses());
    this.identification = identification;
    this.order = order;
    startedNs = cursor.timestampNs();
    nextHeader = -1;
    length = -1;
    captured = MAXIMUM_LENGTH;
    wireSize = 0;
    present.clear();
    repeated.clear();
  }

  boolean matches(AddressPair addresses, long identification) {
    return this.identification == identification && this.addresses.isSameAs(addresses);
  }

  /** Whether the fragment at the cursor cannot be of this datagram. */
  boolean contradicts(PacketCursor cursor, int offset, boolean more) {
    int end = offset + cursor.remaining();
    boolean endsElsewhere =
        length >= 0 ? more ? end >= length : end != length : !more && end < present.length() * UNIT;
    return endsElsewhere || overlapsWithOtherBytes(cursor, offset);
  }

  private boolean overlapsWithOtherBytes(PacketCursor cursor, int offset) {
    int end = Math.min(offset + cursor.captured(), captured);
    int unit = present.nextSetBit(offset / UNIT);
    while (unit >= 0 && unit * UNIT < end) {
      for (int at = unit * UNIT; at < Math.min((unit + 1) * UNIT, end); at++) {
        if (bytes.get(at) != cursor.buffer().get(cursor.index() + at - offset)) {
          return true;
        }
      }
      unit = present.nextSetBit(unit + 1);
    }
    return false;
  }

  /**
   * Takes the fragment at the cursor, which does not contradict.
   *
   * @return true when it makes the datagram whole
   */
  boolean take(PacketCursor cursor, int offset, boolean more) {
    int fragmentLength = cursor.remaining();
    int end = offset + fragmentLength;
    int firstUnit = offset / UNIT;
    int endUnit = (end + UNIT - 1) / UNIT;
    if (present.nextClearBit(firstUnit) >= endUnit) {
      takeAgain(firstUnit, endUnit);
      return false;
    }
    int capturedLength = Math.max(0, cursor.captured());
    if (capturedLength > 0) {
      bytes.put(offset, cursor.buffer(), cursor.index(), capturedLength);
    }
    if (capturedLength < fragmentLength) {
      captured = Math.min(captured, offset + capturedLength);
    }
    present.set(firstUnit, endUnit);
    wireSize += cursor.wireSize();
    length = more ? length : end;
    if (!isWhole(present)) {
      return false;
    }
    state = repeated.isEmpty() ? State.LENT : State.REPEATING;
    return true;
  }

  /** A repetition adds nothing; once all has been repeated, a third one is another datagram's. */
  private void takeAgain(int firstUnit, int endUnit) {
    repeated.set(firstUnit, endUnit);
    if (state == State.REPEATING && isWhole(repeated)) {
      state = State.FREE;
    }
  }

  private boolean isWhole(BitSet units) {
    return length >= 0 && units.nextClearBit(0) >= (length + UNIT - 1) / UNIT;
  }

  boolean isFree() {
    return state == State.FREE;
  }

  /** Whether fragments may be added. */
  boolean isInUse() {
    return state == State.WAITING || state == State.REPEATING;
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  void free() {
    state = State.FREE;
  }

  void endLoan() {
    if (state == State.LENT) {
      state = State.FREE;
    }
  }

  long order() {
    return order;
  }

  long startedNs() {
    return startedNs;
  }

  void setNextHeader(int nextHeader) {
    this.nextHeader = nextHeader;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  int nextHeader() {
    return nextHeader;
  }

  int length() {
    return length;
  }

  /** Bytes from the beginning on that were captured without a gap. */
  int captured() {
    return Math.min(captured, length);
  }

  /** Bytes on the wire of all its fragments with all headers. */
  int wireSize() {
    return wireSize;
  }
}
