package io.camvitals.agent.source.socket;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** What the kernel tells of one datagram beside its bytes (cmsg(3)): see {@link LinuxSocket}. */
final class ControlMessages {
  private static final int LEVEL = 8;
  private static final int TYPE = 12;
  private static final int DATA = 16;
  private static final int ALIGNMENT = 8;
  private static final int NANOSECONDS = 8;

  private final ByteBuffer bytes;
  private boolean stamped;
  private long stampNs;
  private int dropsBefore;

  /**
   * @param bytes in the machine's byte order
   */
  ControlMessages(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Reads the messages that lie there. */
  void read(int offset, long length) {
    stamped = false;
    dropsBefore = 0;
    int end = offset + (int) length;
    int at = offset;
    while (end - at >= DATA) {
      long whole = bytes.getLong(at);
      if (whole < DATA || whole > end - at) {
        return;
      }
      take(at, (int) whole - DATA);
      at += (int) (whole + ALIGNMENT - 1) & -ALIGNMENT;
    }
  }

  private void take(int at, int length) {
    if (bytes.getInt(at + LEVEL) != LinuxCalls.SOL_SOCKET) {
      return;
    }
    int type = bytes.getInt(at + TYPE);
    if (type == LinuxCalls.SO_TIMESTAMPNS && length >= 2 * Long.BYTES) {
      stamped = true;
      stampNs =
          TimeUnit.SECONDS.toNanos(bytes.getLong(at + DATA))
              + bytes.getLong(at + DATA + NANOSECONDS);
    } else if (type == LinuxCalls.SO_RXQ_OVFL && length >= Integer.BYTES) {
      dropsBefore = bytes.getInt(at + DATA);
    }
  }

  /** True when the kernel told when the datagram came. */
  boolean stamped() {
    return stamped;
  }

  /** When the datagram came, by the system's clock: nanoseconds since the Unix epoch. */
  long stampNs() {
    return stampNs;
  }

  /**
   * How many datagrams of the socket had been dropped when this one came: 32 bits that wrap around;
   * 0 also when the kernel does not tell, as before the first.
   */
  int dropsBefore() {
    return dropsBefore;
  }
}
