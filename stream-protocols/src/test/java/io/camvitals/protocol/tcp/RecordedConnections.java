package io.camvitals.protocol.tcp;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a listener is told of connections, for tests. */
final class RecordedConnections implements TcpConnectionListener {
  final List<TcpConnection> opened = new ArrayList<>();
  final List<TcpConnection> closed = new ArrayList<>();

  /** One for each endpoint of each connection, in the order of opening. */
  final List<RecordedBytes> readers = new ArrayList<>();

  /** Starts of the windows in milliseconds. */
  final List<Long> windowsMs = new ArrayList<>();

  final TcpFigures sumOfWindows = new TcpFigures();

  @Override
  public TcpByteReader reader(TcpConnection connection, int endpoint) {
    if (endpoint == 0) {
      opened.add(connection);
    }
    RecordedBytes reader = new RecordedBytes();
    readers.add(reader);
    return reader;
  }

  @Override
  public void window(TcpConnection connection, long startNs, TcpFigures first, TcpFigures second) {
    windowsMs.add(startNs / 1_000_000);
    sumOfWindows.add(second);
  }

  @Override
  public void closed(TcpConnection connection) {
    closed.add(connection);
  }
}
