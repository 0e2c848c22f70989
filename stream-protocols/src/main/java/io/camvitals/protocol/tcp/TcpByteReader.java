package io.camvitals.protocol.tcp;

import java.nio.ByteBuffer;

/**
 * Takes the bytes of one direction of a connection in their order. Nothing that is passed may be
 * kept after the call. Times never go back from call to call.
 */
public interface TcpByteReader {
  /** The gap's length cannot be told. */
  long UNKNOWN_LENGTH = -1;

  /** Why bytes are missing. In each case it is the capture that lacks them. */
  enum Gap {
    /** The receiver acknowledged them, so they passed, but were not captured. */
    ACKNOWLEDGED("acknowledged"),

    /** They were not captured within the time that a hole is waited for. */
    TIMEOUT("timeout"),

    /** No memory is left to keep what follows the hole. */
    MEMORY("memory"),

    /** The segment was cut by the snapshot length. */
    CUT("cut"),

    /** The sequence numbers went elsewhere, or the connection ended before they came. */
    LOST("lost");

    private final String reason;

    Gap(String reason) {
      this.reason = reason;
    }

    /** A stable lower-case name for counters. */
    public String reason() {
      return reason;
    }
  }

  /** Why no more bytes will come. */
  enum End {
    /** The sender has closed (FIN) and all before was delivered. */
    FINISHED("finished"),

    /** Either side reset the connection. */
    RESET("reset"),

    /** The connection was silent for too long, or made way for others. */
    FORGOTTEN("forgotten"),

    /** The same pair of endpoints began another connection. */
    REPLACED("replaced"),

    /** The capture ended. */
    CAPTURE_ENDED("capture-ended");

    private final String reason;

    End(String reason) {
      this.reason = reason;
    }

    /** A stable lower-case name for reports. */
    public String reason() {
      return reason;
    }
  }

  /**
   * The next bytes.
   *
   * @param arrivalNs when they could be read in order: the arrival of the segment that held them,
   *     or of the one that filled the hole before them; nanoseconds since the Unix epoch
   */
  void bytes(ByteBuffer buffer, int offset, int length, long arrivalNs);

  /**
   * Bytes that will not come; what follows them comes next.
   *
   * @param length in bytes, or {@link #UNKNOWN_LENGTH}
   */
  void gap(long length, Gap why, long arrivalNs);

  /** Nothing follows. Called once. */
  void end(End why, long arrivalNs);
}
