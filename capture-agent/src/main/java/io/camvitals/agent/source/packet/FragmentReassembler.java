package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts UDP datagrams together that IP carried in fragments (RFC 791 section 3.2, RFC 8200 section
 * 4.5), in any order, in bounded memory: at most {@value #MAXIMUM_DATAGRAMS} at a time, the oldest
 * is given up for a new one, and each after {@value #TIMEOUT_SECONDS} s of the capture's time.
 */
final class FragmentReassembler {
  static final int MAXIMUM_DATAGRAMS = 64;
  static final int TIMEOUT_SECONDS = 30;

  /** Fragments' offsets count in units of so many bytes. */
  static final int UNIT = 8;

  private static final int MAXIMUM_LENGTH = 65_535;

  private final Datagram[] datagrams = new Datagram[MAXIMUM_DATAGRAMS];
  private int waiting;
  private long givenUp;
  private boolean malformed;

  /** Datagrams given up, and those still waiting for a fragment. */
  long incomplete() {
    return givenUp + waiting;
  }

  /** Whether the last fragment was left out because it contradicts itself or its datagram. */
  boolean lastWasMalformed() {
    return malformed;
  }

  /**
   * Takes the fragment at the cursor.
   *
   * @param identification of the datagram between its two addresses
   * @param nextHeader protocol of the data; counts from the first fragment
   * @param offset of the fragment's data in its datagram, bytes
   * @param more whether fragments follow it
   * @return the whole datagram, valid until the next call, or null when fragments are missing
   */
  Datagram add(PacketCursor cursor, long identification, int nextHeader, int offset, boolean more) {
    int length = cursor.remaining();
    int end = offset + length;
    malformed = end > MAXIMUM_LENGTH || more && (length % UNIT != 0 || length == 0);
    if (malformed) {
      return null;
    }
    Datagram datagram = find(cursor.addresses(), identification, cursor.timestampNs());
    if (more ? datagram.length >= 0 && end > datagram.length : !datagram.endsAt(end)) {
      malformed = true;
      return null;
    }
    datagram.take(offset, cursor);
    if (offset == 0) {
      datagram.nextHeader = nextHeader;
    }
    if (!datagram.isComplete()) {
      return null;
    }
    datagram.inUse = false;
    waiting--;
    return datagram;
  }

  private Datagram find(AddressPair addresses, long identification, long timeNs) {
    int free = -1;
    int oldest = 0;
    for (int i = 0; i < MAXIMUM_DATAGRAMS; i++) {
      Datagram candidate = datagrams[i];
      if (candidate == null || !candidate.inUse) {
        free = i;
      } else if (timeNs - candidate.startedNs > TIMEOUT_SECONDS * 1_000_000_000L) {
        giveUp(candidate);
        free = i;
      } else if (candidate.matches(addresses, identification)) {
        return candidate;
      } else if (free < 0 && candidate.startedNs < datagrams[oldest].startedNs) {
        oldest = i;
      }
    }
    if (free < 0) {
      giveUp(datagrams[oldest]);
      free = oldest;
    }
    if (datagrams[free] == null) {
      datagrams[free] = new Datagram();
    }
    datagrams[free].begin(addresses, identification, timeNs);
    waiting++;
    return datagrams[free];
  }

  private void giveUp(Datagram datagram) {
    datagram.inUse = false;
    waiting--;
    givenUp++;
  }

  /** One datagram in the making. */
  static final class Datagram {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAXIMUM_LENGTH + 1);
    private final long[] unitsPresent = new long[(MAXIMUM_LENGTH + 1) / UNIT / 64];
    private final AddressPair addresses = new AddressPair();
    private boolean inUse;
    private long identification;
    private long startedNs;
    private int nextHeader;
    private int length;
    private int captured;
    private int wireSize;
    private int units;

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

    int wireSize() {
      return wireSize;
    }

    private void begin(AddressPair addresses, long identification, long timeNs) {
      inUse = true;
      this.addresses.set(addresses);
      this.identification = identification;
      startedNs = timeNs;
      nextHeader = -1;
      length = -1;
      captured = MAXIMUM_LENGTH;
      wireSize = 0;
      units = 0;
      Arrays.fill(unitsPresent, 0);
    }

    private boolean matches(AddressPair addresses, long identification) {
      return this.identification == identification && this.addresses.isSameAs(addresses);
    }

    /** Notes where the last fragment ends; false when another end was known, or more beyond it. */
    private boolean endsAt(int end) {
      if (length >= 0) {
        return length == end;
      }
      int firstUnitBeyond = (end + UNIT - 1) / UNIT;
      for (int unit = firstUnitBeyond; unit < MAXIMUM_LENGTH / UNIT + 1; unit++) {
        if ((unitsPresent[unit >>> 6] & 1L << unit) != 0) {
          return false;
        }
      }
      length = end;
      return true;
    }

    private void take(int offset, PacketCursor cursor) {
      int length = cursor.remaining();
      int capturedLength = Math.max(0, cursor.captured());
      bytes.put(offset, cursor.buffer(), cursor.index(), capturedLength);
      if (capturedLength < length) {
        captured = Math.min(captured, offset + capturedLength);
      }
      int before = units;
      for (int unit = offset / UNIT; unit * UNIT < offset + length; unit++) {
        long bit = 1L << unit;
        if ((unitsPresent[unit >>> 6] & bit) == 0) {
          unitsPresent[unit >>> 6] |= bit;
          units++;
        }
      }
      // A fragment that came twice is no part of what the datagram cost.
      wireSize += units > before ? cursor.wireSize() : 0;
    }

    private boolean isComplete() {
      return length >= 0 && units == (length + UNIT - 1) / UNIT;
    }
  }
}
