package io.camvitals.protocol.tcp;

import java.util.concurrent.TimeUnit;

/**
 * What acknowledgements have said of a loss, by which a retransmission is told to be a fast one or
 * one that a timer brought about.
 *
 * <p>A fast retransmission answers an acknowledgement: three duplicates (RFC 5681 section 3.2), or
 * selective ones of data beyond it (RFC 6675), not much longer ago than a round trip. A timer runs
 * out in silence; the go-back-N that follows it belongs to it until all that was in flight is
 * acknowledged.
 */
final class LossRecovery {
  private static final int DUPLICATE_THRESHOLD = 3;
  private static final long SHORTEST_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final long NONE = Long.MIN_VALUE;

  private int duplicates;
  private long selectivelyAcknowledged = NONE;
  private long lastAnswerNs = NONE;
  private long fastUntil = NONE;
  private long timeoutUntil = NONE;

  /** New data were acknowledged. */
  void progress(long offset, long nowNs) {
    duplicates = 0;
    lastAnswerNs = nowNs;
    if (offset >= fastUntil) {
      fastUntil = NONE;
    }
    if (offset >= timeoutUntil) {
      timeoutUntil = NONE;
    }
  }

  /** A duplicate acknowledgement came. */
  void duplicate(long nowNs) {
    duplicates++;
    lastAnswerNs = nowNs;
  }

  /** Data up to this offset were acknowledged selectively. */
  void selective(long rightEdge) {
    selectivelyAcknowledged = Math.max(selectivelyAcknowledged, rightEdge);
  }

  /** Duplicate acknowledgements since the last progress. */
  int duplicates() {
    return duplicates;
  }

  /**
   * Judges a retransmission.
   *
   * @param end offset after its data
   * @param highest offset after all that was sent
   * @param smoothedNs the smoothed round trip, -1 when unknown
   * @return true when it is a fast one
   */
  boolean isFast(long end, long highest, long nowNs, long smoothedNs) {
    boolean told =
        duplicates >= DUPLICATE_THRESHOLD || selectivelyAcknowledged > end || end <= fastUntil;
    long silence = lastAnswerNs == NONE ? Long.MAX_VALUE : nowNs - lastAnswerNs;
    boolean answered = silence < Math.max(SHORTEST_TIMEOUT_NS, smoothedNs + smoothedNs / 2);
    if (told && answered && end > timeoutUntil) {
      fastUntil = Math.max(fastUntil, highest);
      return true;
    }
    timeoutUntil = Math.max(timeoutUntil, highest);
    return false;
  }

  void clear() {
    duplicates = 0;
    selectivelyAcknowledged = NONE;
    lastAnswerNs = NONE;
    fastUntil = NONE;
    timeoutUntil = NONE;
  }
}
