package io.camvitals.agent.source.socket;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** The sender of a datagram; no new object while it is the one of the datagram before. */
final class SenderMemo {
  private long first;
  private long second;
  private long third;
  private int fourth;
  private InetSocketAddress sender;

  /**
   * The address that is written there.
   *
   * @param buffer 28 bytes from the offset on, of which those beyond the address are zero
   */
  InetSocketAddress sender(ByteBuffer buffer, int offset) throws UnknownHostException {
    long newFirst = buffer.getLong(offset);
    long newSecond = buffer.getLong(offset + 8);
    long newThird = buffer.getLong(offset + 16);
    int newFourth = buffer.getInt(offset + 24);
    if (sender == null
        || newFirst != first
        || newSecond != second
        || newThird != third
        || newFourth != fourth) {
      sender = SocketAddressBytes.read(buffer, offset);
      first = newFirst;
      second = newSecond;
      third = newThird;
      fourth = newFourth;
    }
    return sender;
  }
}
