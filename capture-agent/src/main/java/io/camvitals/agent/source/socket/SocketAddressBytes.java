package io.camvitals.agent.source.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The C library's {@code sockaddr_in} (ip(7)) and {@code sockaddr_in6} (ipv6(7)): a family in the
 * machine's byte order, a port and an address in the network's.
 */
final class SocketAddressBytes {
  /** Bytes that hold either. */
  static final int MAXIMUM_LENGTH = 28;

  private static final int IPV4_LENGTH = 16;
  private static final int PORT = 2;
  private static final int IPV4_ADDRESS = 4;
  private static final int IPV6_FLOW = 4;
  private static final int IPV6_ADDRESS = 8;
  private static final int IPV6_SCOPE = 24;

  private SocketAddressBytes() {}

  static int family(InetAddress address) {
    return address instanceof Inet6Address ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET;
  }

  /**
   * Writes an address, and returns how many bytes it takes.
   *
   * @param buffer in the machine's byte order
   */
  static int write(ByteBuffer buffer, int offset, InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    buffer.putShort(offset, (short) family(address.getAddress()));
    buffer.put(offset + PORT, (byte) (address.getPort() >> 8));
    buffer.put(offset + PORT + 1, (byte) address.getPort());
    if (address.getAddress() instanceof Inet6Address six) {
      buffer.putInt(offset + IPV6_FLOW, 0);
      buffer.put(offset + IPV6_ADDRESS, ip);
      buffer.putInt(offset + IPV6_SCOPE, six.getScopeId());
      return MAXIMUM_LENGTH;
    }
    buffer.put(offset + IPV4_ADDRESS, ip);
    buffer.putLong(offset + IPV4_ADDRESS + ip.length, 0);
    return IPV4_LENGTH;
  }

  static int port(ByteBuffer buffer, int offset) {
    return (buffer.get(offset + PORT) & 0xff) << 8 | buffer.get(offset + PORT + 1) & 0xff;
  }

  /**
   * Reads an address.
   *
   * @throws UnknownHostException when it is of another family
   */
  static InetSocketAddress read(ByteBuffer buffer, int offset) throws UnknownHostException {
    short family = buffer.getShort(offset);
    int port = port(buffer, offset);
    switch (family) {
      case LinuxCalls.AF_INET -> {
        byte[] ip = new byte[4];
        buffer.get(offset + IPV4_ADDRESS, ip);
        return new InetSocketAddress(InetAddress.getByAddress(ip), port);
      }
      case LinuxCalls.AF_INET6 -> {
        byte[] ip = new byte[16];
        buffer.get(offset + IPV6_ADDRESS, ip);
        int scope = buffer.getInt(offset + IPV6_SCOPE);
        return new InetSocketAddress(
            scope == 0 ? InetAddress.getByAddress(ip) : Inet6Address.getByAddress(null, ip, scope),
            port);
      }
      default -> throw new UnknownHostException("address family " + family);
    }
  }

  /** A buffer such as {@link #write} wants it. */
  static ByteBuffer allocate() {
    return ByteBuffer.allocateDirect(MAXIMUM_LENGTH).order(ByteOrder.nativeOrder());
  }
}
