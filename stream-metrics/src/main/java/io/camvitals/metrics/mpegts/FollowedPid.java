package io.camvitals.metrics.mpegts;

import io.camvitals.metrics.Figures;

/** What is kept of one PID. */
final class FollowedPid {
  private static final int UNKNOWN = -1;

  final int pid;

  private int continuity = UNKNOWN;
  private long fingerprint;
  private boolean duplicateSeen;

  /** Of the PIDs whose absence is an error: when it is one; Long.MAX_VALUE for all others. */
  long deadlineNs = Long.MAX_VALUE;

  /** How long this PID may be absent, nanoseconds; 0 when nobody demands it. */
  long allowedAbsenceNs;

  boolean carriesProgramMap;

  /** The clock in its packets; null when none was seen. */
  ClockReferences clock;

  FollowedPid(int pid) {
    this.pid = pid;
  }

  /** The next packet's counter will not be judged. */
  void forget() {
    continuity = UNKNOWN;
  }

  /**
   * Judges the continuity counter by ISO/IEC 13818-1 section 2.4.3.3 and notes it.
   *
   * @return whether it goes on as it must
   */
  boolean packet(
      int counter, int flags, long contentFingerprint, Figures<TransportStreamFigure> figures) {
    int last = continuity;
    continuity = counter;
    boolean payload = (flags & TransportStreamMeter.PAYLOAD) != 0;
    boolean repeated = payload && counter == last && fingerprint == contentFingerprint;
    boolean repeatedBefore = duplicateSeen;
    if (payload) {
      fingerprint = contentFingerprint;
      duplicateSeen = repeated;
    }
    if (last == UNKNOWN || (flags & TransportStreamMeter.DISCONTINUITY) != 0) {
      return true;
    }
    if (repeated && !repeatedBefore) {
      figures.add(TransportStreamFigure.DUPLICATES, 1);
      return true;
    }
    int expected = payload ? last + 1 & 0xf : last;
    if (counter == expected) {
      return true;
    }
    figures.add(TransportStreamFigure.CONTINUITY_ERRORS, 1);
    if (!repeated) {
      figures.add(TransportStreamFigure.PACKETS_MISSING, counter - expected & 0xf);
    }
    return false;
  }

  /** Demands the PID from now on, or no longer. */
  void demand(long absenceNs, long nowNs) {
    if (absenceNs != allowedAbsenceNs) {
      allowedAbsenceNs = absenceNs;
      deadlineNs = absenceNs == 0 ? Long.MAX_VALUE : nowNs + absenceNs;
    }
  }

  /** It was there. */
  void seen(long nowNs) {
    if (allowedAbsenceNs != 0) {
      deadlineNs = nowNs + allowedAbsenceNs;
    }
  }
}
