package io.camvitals.agent.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a capture from its beginning to its end, as a window that moves forward over a file
 * of any size. Positions are bytes from the beginning of the (uncompressed) capture.
 */
interface CaptureBytes extends Closeable {
  /**
   * Moves the window, if need be, so that it holds the bytes from {@code position} on. Positions
   * never go back by more than the last length asked for.
   *
   * @return how many of {@code length} bytes there are: fewer only where the capture ends
   */
  int require(long position, int length) throws IOException;

  /** The window: big-endian, and valid until the next {@link #require}. */
  ByteBuffer buffer();

  /** Index in {@link #buffer} of a position that was required. */
  int indexOf(long position);

  /** Why the bytes ended where they did, when there is more to say than that they ended. */
  default String ending() {
    return "";
  }

  /** How far reading has come on the scale of {@link #progressSize}. */
  long progress(long position);

  /** Bytes on disk that there are to read; -1 when unknown. */
  long progressSize();
}
