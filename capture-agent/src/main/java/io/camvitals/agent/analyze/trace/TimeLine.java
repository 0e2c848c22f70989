package io.camvitals.agent.analyze.trace;

import java.util.Arrays;

/**
 * A stream's figures over time, in at most {@value #MOST} spans of equal length. When they are full
 * two become one, and a span is twice as long: memory does not grow with the stream.
 */
public final class TimeLine {
  /** Most spans. */
  public static final int MOST = 300;

  /** Length of a span at first, 0.1 s in nanoseconds. */
  public static final long SHORTEST_NS = 100_000_000L;

  private static final int FIRST_CAPACITY = 32;
  private static final int MANY = 96;
  private static final long STEADY = 16;
  private static final int SOME = 32;
  private static final long BARE = 4;

  private long startNs;
  private long widthNs = SHORTEST_NS;
  private int size;
  private int latest;
  private long[] bytes = new long[FIRST_CAPACITY];
  private long[] lost = new long[FIRST_CAPACITY];
  private long[] jitterNs = new long[FIRST_CAPACITY];
  private long[] frameBytes = new long[FIRST_CAPACITY];
  private long[] keyFrameBytes = new long[FIRST_CAPACITY];
  private long[] frames = new long[FIRST_CAPACITY];

  /**
   * Takes a packet.
   *
   * @param wireSize bytes with all headers
   * @param jitter after it, nanoseconds; negative when not known
   */
  void packet(long timeNs, int wireSize, long jitter) {
    latest = index(timeNs);
    bytes[latest] += wireSize;
    jitterNs[latest] = Math.max(jitterNs[latest], jitter);
  }

  /** Packets are missing before the packet that was taken last. */
  void missing(int packets) {
    lost[latest] += packets;
  }

  /** A packet came late that was taken for lost. */
  void found() {
    for (int i = size - 1; i >= 0; i--) {
      if (lost[i] > 0) {
        lost[i]--;
        return;
      }
    }
  }

  /** A frame is complete. */
  void frame(long timeNs, long payloadBytes, boolean keyFrame) {
    int index = index(timeNs);
    frames[index]++;
    long[] largest = keyFrame ? keyFrameBytes : frameBytes;
    largest[index] = Math.max(largest[index], payloadBytes);
  }

  private int index(long timeNs) {
    if (size == 0) {
      startNs = timeNs;
      grow(1);
      return 0;
    }
    long index = Math.max(0, timeNs - startNs) / widthNs;
    while (index >= MOST) {
      halve();
      index = (timeNs - startNs) / widthNs;
    }
    if (index >= size) {
      grow((int) index + 1);
    }
    return (int) index;
  }

  private void grow(int needed) {
    if (needed > bytes.length) {
      int capacity = Math.min(MOST, Math.max(needed, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, capacity);
      lost = Arrays.copyOf(lost, capacity);
      jitterNs = Arrays.copyOf(jitterNs, capacity);
      frameBytes = Arrays.copyOf(frameBytes, capacity);
      keyFrameBytes = Arrays.copyOf(keyFrameBytes, capacity);
      frames = Arrays.copyOf(frames, capacity);
    }
    Arrays.fill(jitterNs, size, needed, -1);
    size = needed;
  }

  /**
   * Makes spans longer until they hold enough packets in the mean for their rates to say something,
   * as long as enough of them are left to show a course.
   *
   * @param packets of the stream
   */
  void coarsen(long packets) {
    while (size >= MANY && packets < STEADY * size || size >= SOME && packets < BARE * size) {
      halve();
    }
  }

  private void halve() {
    int half = (size + 1) / 2;
    for (int i = 0; i < half; i++) {
      int second = 2 * i + 1;
      boolean both = second < size;
      bytes[i] = bytes[2 * i] + (both ? bytes[second] : 0);
      lost[i] = lost[2 * i] + (both ? lost[second] : 0);
      frames[i] = frames[2 * i] + (both ? frames[second] : 0);
      jitterNs[i] = Math.max(jitterNs[2 * i], both ? jitterNs[second] : -1);
      frameBytes[i] = Math.max(frameBytes[2 * i], both ? frameBytes[second] : 0);
      keyFrameBytes[i] = Math.max(keyFrameBytes[2 * i], both ? keyFrameBytes[second] : 0);
    }
    for (long[] values : new long[][] {bytes, lost, frames, frameBytes, keyFrameBytes}) {
      Arrays.fill(values, half, size, 0);
    }
    size = half;
    latest /= 2;
    widthNs *= 2;
  }

  /** When the first span begins, nanoseconds since the Unix epoch. */
  public long startNs() {
    return startNs;
  }

  /** Length of a span, nanoseconds. */
  public long widthNs() {
    return widthNs;
  }

  /** How many spans there are, 0 to {@value #MOST}. */
  public int size() {
    return size;
  }

  /** Bytes with all headers within a span. */
  public long bytes(int span) {
    return bytes[span];
  }

  /** Packets found to be missing within a span. */
  public long lost(int span) {
    return lost[span];
  }

  /** Greatest jitter within a span, nanoseconds; -1 when there was none. */
  public long jitterNs(int span) {
    return jitterNs[span];
  }

  /** Payload bytes of the largest frame that is no key frame; 0 when there was none. */
  public long frameBytes(int span) {
    return frameBytes[span];
  }

  /** Payload bytes of the largest key frame; 0 when there was none. */
  public long keyFrameBytes(int span) {
    return keyFrameBytes[span];
  }

  /** Frames that began within a span. */
  public long frames(int span) {
    return frames[span];
  }
}
