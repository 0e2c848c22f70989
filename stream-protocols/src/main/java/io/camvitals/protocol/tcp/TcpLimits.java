package io.camvitals.protocol.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How much connections may keep, so that no traffic can exhaust the memory.
 *
 * @param connections followed at a time; for a new one beyond that the one that was silent longest
 *     is forgotten
 * @param waitingBytesPerDirection of data that waits behind a hole; for more the hole is skipped
 * @param waitingBytes of all connections together
 * @param holeNs for how long a hole is waited for, nanoseconds
 */
public record TcpLimits(
    int connections, int waitingBytesPerDirection, long waitingBytes, long holeNs) {
  private static final long HOLE_NS = TimeUnit.SECONDS.toNanos(10);

  /** For an agent with a small heap. */
  public static final TcpLimits AGENT = new TcpLimits(4_096, 1 << 20, 32L << 20, HOLE_NS);

  /** For the analysis of files. */
  public static final TcpLimits ANALYSIS = new TcpLimits(16_384, 4 << 20, 128L << 20, HOLE_NS);

  public TcpLimits {
    if (connections < 1 || waitingBytesPerDirection < 0 || waitingBytes < 0 || holeNs < 1) {
      throw new IllegalArgumentException("limit of TCP connections is not positive");
    }
  }
}
