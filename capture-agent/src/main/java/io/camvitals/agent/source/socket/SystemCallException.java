package io.camvitals.agent.source.socket;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.BindException;

/** A call to the kernel that failed; the message names the call and says what the system says. */
final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private SystemCallException(String message) {
    super(message);
  }

  /** For the last call of this thread. */
  static IOException ofLast(String call) {
    return of(call, Native.getLastError());
  }

  static IOException of(String call, int error) {
    String message = call + ": " + LinuxCalls.strerror(error);
    return error == LinuxCalls.EADDRINUSE
        ? new BindException(message)
        : new SystemCallException(message);
  }
}
