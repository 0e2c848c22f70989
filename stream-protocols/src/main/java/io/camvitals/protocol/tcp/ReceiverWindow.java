package io.camvitals.protocol.tcp;

/** The window that the receiver of one direction's data announces, and how long it was closed. */
final class ReceiverWindow {
  private int window = -1;
  private boolean closed;
  private long closedSinceNs;

  /** Takes what a segment of the receiver says; resets and SYNs say nothing of it. */
  void announced(TcpSegment segment, TcpFigures figures) {
    if (segment.rst() || segment.syn()) {
      return;
    }
    advance(segment.arrivalNs(), figures);
    window = segment.window();
    boolean zero = window == 0;
    if (zero && !closed) {
      figures.zeroWindows++;
      closedSinceNs = segment.arrivalNs();
    }
    closed = zero;
  }

  /** Charges the time that has passed with a closed window. */
  void advance(long nowNs, TcpFigures figures) {
    if (closed && nowNs > closedSinceNs) {
      figures.zeroWindowNs += nowNs - closedSinceNs;
      closedSinceNs = nowNs;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** As on the wire; -1 before the first. */
  int latest() {
    return window;
  }
}
