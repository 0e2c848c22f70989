package io.camvitals.agent.analyze.trace;

/**
 * The number of the packet at hand and of the last {@value #REMEMBERED} before it, for what is told
 * of a packet some time after it came.
 */
public final class PacketNumbers {
  private static final int REMEMBERED = 1 << 14;
  private static final int FILE_SHIFT = 44;

  private final long[] times = new long[REMEMBERED];
  private final long[] numbers = new long[REMEMBERED];
  private long count;

  /**
   * The packet at hand.
   *
   * @param file index of its file
   * @param frame its number within that, from 1
   */
  public void packet(int file, long frame, long timeNs) {
    int index = (int) (count++ & REMEMBERED - 1);
    times[index] = timeNs;
    numbers[index] = (long) file << FILE_SHIFT | frame;
  }

  /** Index of the file of the packet at hand. */
  public int file() {
    return count == 0 ? 0 : (int) (numbers[(int) (count - 1 & REMEMBERED - 1)] >>> FILE_SHIFT);
  }

  /** The packet at hand. */
  public PacketReference current() {
    return count == 0
        ? new PacketReference(0, 0, 0)
        : reference((int) (count - 1 & REMEMBERED - 1));
  }

  /** The latest packet of that time; one without a number when it is not remembered. */
  public PacketReference at(long timeNs) {
    for (long i = count - 1; i >= Math.max(0, count - REMEMBERED); i--) {
      if (times[(int) (i & REMEMBERED - 1)] == timeNs) {
        return reference((int) (i & REMEMBERED - 1));
      }
    }
    return new PacketReference(0, 0, timeNs);
  }

  /** The earliest remembered packet that came at that time or later. */
  public PacketReference since(long timeNs) {
    PacketReference earliest = new PacketReference(0, 0, timeNs);
    for (long i = count - 1; i >= Math.max(0, count - REMEMBERED); i--) {
      int index = (int) (i & REMEMBERED - 1);
      if (times[index] < timeNs) {
        return earliest;
      }
      earliest = reference(index);
    }
    // All that is remembered came later, and so may some that is not.
    return count <= REMEMBERED ? earliest : new PacketReference(0, 0, timeNs);
  }

  private PacketReference reference(int index) {
    return new PacketReference(
        (int) (numbers[index] >>> FILE_SHIFT),
        numbers[index] & (1L << FILE_SHIFT) - 1,
        times[index]);
  }
}
