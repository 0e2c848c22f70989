package io.camvitals.protocol.tcp;

/** Is told of connections by {@link TcpConnections}, in the order of the capture. */
public interface TcpConnectionListener {
  /**
   * A connection was found: who reads the bytes that this endpoint sends. Called once for each
   * endpoint, before its first byte.
   */
  TcpByteReader reader(TcpConnection connection, int endpoint);

  /**
   * A second has passed in which there was a segment, a stall or a closed window.
   *
   * @param startNs beginning of the second, nanoseconds since the Unix epoch
   * @param first figures of what the first endpoint sent; valid during the call only
   * @param second of what the second endpoint sent
   */
  void window(TcpConnection connection, long startNs, TcpFigures first, TcpFigures second);

  /** The connection is followed no more; its totals are final. */
  void closed(TcpConnection connection);
}
