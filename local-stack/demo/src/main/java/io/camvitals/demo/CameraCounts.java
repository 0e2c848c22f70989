package io.camvitals.demo;

/**
 * What was sent of one camera, or what was received of it: the figures that must agree. The words
 * are those of {@code docs/design/main-job.md}.
 *
 * @param packets RTP packets, duplicates included
 * @param lost packets that are missing between the first and the last
 * @param reordered packets that came after one with a higher sequence number
 * @param duplicates copies of packets that had come before
 */
public record CameraCounts(long packets, long lost, long reordered, long duplicates) {
  /** Nothing at all. */
  public static final CameraCounts NONE = new CameraCounts(0, 0, 0, 0);

  /** The sum of both. */
  public CameraCounts plus(CameraCounts other) {
    return new CameraCounts(
        packets + other.packets,
        lost + other.lost,
        reordered + other.reordered,
        duplicates + other.duplicates);
  }

  /** Distinct packets and lost ones (RFC 3550 appendix A.3). */
  public long expected() {
    return packets - duplicates + lost;
  }

  /** Lost to expected, 0 to 1; 0 when nothing was expected. */
  public double lossRatio() {
    return expected() == 0 ? 0 : (double) lost / expected();
  }
}
