package io.camvitals.agent.source.packet;

/**
 * Puts datagrams together that IP carried in fragments (RFC 791 section 3.2, RFC 8200 section 4.5),
 * in any order, in bounded memory: at most {@value #MAXIMUM_DATAGRAMS} at a time, the oldest is
 * given up for a new one, and each after {@value #TIMEOUT_SECONDS} s of the capture's time.
 *
 * <p>A fragment that overlaps another one with different bytes, or ends its datagram elsewhere, is
 * taken for the first of another datagram with the same identification, and the one before is given
 * up. Fragments that come twice, as behind a mirror port that doubles them, give one datagram.
 */
final class FragmentReassembler {
  static final int MAXIMUM_DATAGRAMS = 64;

  /** Identifications of 16 bits begin anew within seconds, so that a longer wait would mix them. */
  static final int TIMEOUT_SECONDS = 5;

  /** Fragments' offsets count in units of so many bytes. */
  static final int UNIT = 8;

  private static final long TIMEOUT_NS = TIMEOUT_SECONDS * 1_000_000_000L;

  private final FragmentedDatagram[] datagrams = new FragmentedDatagram[MAXIMUM_DATAGRAMS];
  private long begun;
  private int waiting;
  private int lent;
  private long givenUp;
  private boolean malformed;

  /** Datagrams given up, and those still waiting for a fragment. */
  long incomplete() {
    return givenUp + waiting;
  }

  /** Whether the last fragment was left out because it contradicts itself. */
  boolean lastWasMalformed() {
    return malformed;
  }

  /** Takes back all datagrams that {@link #add} gave out. */
  void release() {
    if (lent == 0) {
      return;
    }
    lent = 0;
    for (FragmentedDatagram datagram : datagrams) {
      if (datagram != null) {
        datagram.endLoan();
      }
    }
  }

  /**
   * Takes the fragment at the cursor.
   *
   * @param identification of the datagram between its two addresses
   * @param nextHeader protocol of the data; counts from the first fragment
   * @param offset of the fragment's data in its datagram, bytes
   * @param more whether fragments follow it
   * @return the whole datagram, valid until {@link #release}, or null when fragments are missing
   */
  FragmentedDatagram add(
      PacketCursor cursor, long identification, int nextHeader, int offset, boolean more) {
    int length = cursor.remaining();
    malformed =
        length == 0
            || offset + length > FragmentedDatagram.MAXIMUM_LENGTH
            || more && length % UNIT != 0;
    if (malformed) {
      return null;
    }
    FragmentedDatagram datagram = find(cursor, identification);
    if (datagram != null && datagram.contradicts(cursor, offset, more)) {
      giveUp(datagram);
      datagram = null;
    }
    if (datagram == null) {
      datagram = begin(cursor, identification);
    }
    if (offset == 0) {
      datagram.setNextHeader(nextHeader);
    }
    if (!datagram.take(cursor, offset, more)) {
      return null;
    }
    waiting--;
    lent++;
    return datagram;
  }

  private FragmentedDatagram find(PacketCursor cursor, long identification) {
    long now = cursor.timestampNs();
    for (FragmentedDatagram datagram : datagrams) {
      if (datagram != null && datagram.isInUse()) {
        // A clock that was set back is as good a reason as one that went on.
        if (Math.abs(now - datagram.startedNs()) > TIMEOUT_NS) {
          giveUp(datagram);
        } else if (datagram.matches(cursor.addresses(), identification)) {
          return datagram;
        }
      }
    }
    return null;
  }

  private FragmentedDatagram begin(PacketCursor cursor, long identification) {
    int slot = freeSlot();
    if (datagrams[slot] == null) {
      datagrams[slot] = new FragmentedDatagram();
    } else if (datagrams[slot].isInUse()) {
      giveUp(datagrams[slot]);
    }
    waiting++;
    datagrams[slot].begin(cursor, identification, begun++);
    return datagrams[slot];
  }

  /** A slot that is free, or else the one that was begun first. */
  private int freeSlot() {
    int oldest = -1;
    for (int i = 0; i < MAXIMUM_DATAGRAMS; i++) {
      FragmentedDatagram datagram = datagrams[i];
      if (datagram == null || datagram.isFree()) {
        return i;
      }
      if (datagram.isInUse() && (oldest < 0 || datagram.order() < datagrams[oldest].order())) {
        oldest = i;
      }
    }
    return oldest;
  }

  private void giveUp(FragmentedDatagram datagram) {
    if (datagram.isWaiting()) {
      waiting--;
      givenUp++;
    }
    datagram.free();
  }
}
