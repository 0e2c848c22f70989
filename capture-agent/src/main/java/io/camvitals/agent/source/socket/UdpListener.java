package io.camvitals.agent.source.socket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Takes what one socket receives. Datagrams come one at a time, drops from any thread; must not
 * block.
 */
public interface UdpListener {
  /**
   * One datagram.
   *
   * @param buffer holds it from index 0 on; it is valid during the call only
   * @param length bytes of UDP payload, 0 to 65,527
   * @param arrivalNs nanoseconds since the Unix epoch; never less than that of the datagram before
   */
  void received(ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress sender);

  /**
   * The kernel dropped datagrams of this socket, because its buffer was full or because a checksum
   * was wrong. Told within about a second, and before a datagram behind them or the end.
   *
   * @param datagrams since it was told last, 1 or more
   */
  void dropped(long datagrams);
}
