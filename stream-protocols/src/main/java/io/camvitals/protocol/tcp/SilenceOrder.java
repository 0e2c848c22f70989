package io.camvitals.protocol.tcp;

/** Connections in the order of their last segments: a list through the connections themselves. */
final class SilenceOrder {
  private TcpConnection oldest;
  private TcpConnection newest;
  private int size;

  int size() {
    return size;
  }

  /** The one that was silent longest; null when there is none. */
  TcpConnection oldest() {
    return oldest;
  }

  void addNewest(TcpConnection connection) {
    connection.older = newest;
    connection.newer = null;
    if (newest == null) {
      oldest = connection;
    } else {
      newest.newer = connection;
    }
    newest = connection;
    size++;
  }

  /** Removes a connection that is in this list. */
  void remove(TcpConnection connection) {
    if (connection.older == null) {
      oldest = connection.newer;
    } else {
      connection.older.newer = connection.newer;
    }
    if (connection.newer == null) {
      newest = connection.older;
    } else {
      connection.newer.older = connection.older;
    }
    connection.older = null;
    connection.newer = null;
    size--;
  }
}
