package io.camvitals.agent.source.socket;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Where direct buffers lie in memory. */
final class Addresses {
  private Addresses() {}

  /** The address of index 0; it holds for as long as the buffer is reachable. */
  static long of(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }
}
