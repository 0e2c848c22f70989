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

  private static final int MAXIMUM_LENGTH = 65_535;
  private static final int UNIT = 8;

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
   * Takes one fragment.
   *
   * @param addresses who sent it to whom
   * @param offset of the fragment's data in its datagram, bytes
   * @param more whether fragments follow it
   * @param nextHeader protocol of the data; counts from the first fragment
   * @param index of the fragment's data in {@code buffer}
   * @param length bytes of data on the wire
   * @param captured bytes of data in the buffer
   * @return the whole datagram, valid until the next call, or null when fragments are missing
   */
  Datagram add(
      UdpDatagram addresses,
      int identification,
      int offset,
      boolean more,
      int nextHeader,
      ByteBuffer buffer,
      int index,
      int length,
      int captured,
      CapturedPacket packet) {
    malformed = offset + length > MAXIMUM_LENGTH || more && (length % UNIT != 0 || length == 0);
    if (malformed) {
      return null;
    }
    Datagram datagram = find(addresses, identification, packet.timestampNs());
    int end = offset + length;
    if (more ? datagram.length >= 0 && end > datagram.length : !datagram.endsAt(end)) {
      malformed = true;
      return null;
    }
    datagram.take(offset, buffer, index, length, captured, packet.wireLength());
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

  private Datagram find(UdpDatagram addresses, int identification, long timeNs) {
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
    private boolean inUse;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int identification;
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

    private void begin(UdpDatagram addresses, int identification, long timeNs) {
      inUse = true;
      sourceHigh = addresses.sourceHigh();
      sourceLow = addresses.sourceLow();
      destinationHigh = addresses.destinationHigh();
      destinationLow = addresses.destinationLow();
      this.identification = identification;
      startedNs = timeNs;
      nextHeader = -1;
      length = -1;
      captured = MAXIMUM_LENGTH;
      wireSize = 0;
      units = 0;
      Arrays.fill(unitsPresent, 0);
    }

    private boolean matches(UdpDatagram addresses, int identification) {
      return this.identification == identification
          && sourceLow == addresses.sourceLow()
          && destinationLow == addresses.destinationLow()
          && sourceHigh == addresses.sourceHigh()
          && destinationHigh == addresses.destinationHigh();
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

    private void take(
        int offset, ByteBuffer from, int index, int length, int capturedLength, int wireLength) {
      bytes.put(offset, from, index, capturedLength);
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
      wireSize += units > before ? wireLength : 0;
    }

    private boolean isComplete() {
      return length >= 0 && units == (length + UNIT - 1) / UNIT;
    }
  }
}
