package io.camvitals.agent.source.socket;

import static io.camvitals.agent.source.socket.LinuxCalls.SOL_SOCKET;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One UDP socket of Linux that stamps each datagram when it arrives ({@code SO_TIMESTAMPNS}) and
 * tells with each how many were dropped before it ({@code SO_RXQ_OVFL}; both socket(7)). Nothing
 * waits. One thread at a time.
 */
final class LinuxSocket implements AutoCloseable {
  private static final int DROPS = 8 * Integer.BYTES;
  private static final int MEMINFO_LENGTH = 9 * Integer.BYTES;

  private final int descriptor;
  private final int port;
  private final int receiveBufferBytes;
  private final ByteBuffer value = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
  private final ByteBuffer valueLength =
      ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
  private boolean closed;

  /**
   * Opens and binds a socket.
   *
   * @param local a wildcard address takes what comes to any address of its family
   * @throws java.net.BindException when the port is in use
   */
  LinuxSocket(InetSocketAddress local, int wantedReceiveBuffer) throws IOException {
    int family = SocketAddressBytes.family(local.getAddress());
    int type = LinuxCalls.SOCK_DGRAM | LinuxCalls.SOCK_NONBLOCK | LinuxCalls.SOCK_CLOEXEC;
    descriptor = check(LinuxCalls.socket(family, type, 0), "socket");
    try {
      if (family == LinuxCalls.AF_INET6) {
        set(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, 1, "IPV6_V6ONLY");
      }
      askForReceiveBuffer(wantedReceiveBuffer);
      set(SOL_SOCKET, LinuxCalls.SO_TIMESTAMPNS, 1, "SO_TIMESTAMPNS");
      set(SOL_SOCKET, LinuxCalls.SO_RXQ_OVFL, 1, "SO_RXQ_OVFL");
      ByteBuffer address = SocketAddressBytes.allocate();
      int length = SocketAddressBytes.write(address, 0, local);
      check(LinuxCalls.bind(descriptor, Addresses.of(address), length), "bind");
      valueLength.putInt(0, SocketAddressBytes.MAXIMUM_LENGTH);
      check(
          LinuxCalls.getsockname(descriptor, Addresses.of(address), Addresses.of(valueLength)),
          "getsockname");
      port = SocketAddressBytes.port(address, 0);
      receiveBufferBytes = get(LinuxCalls.SO_RCVBUF, "SO_RCVBUF", Integer.BYTES, 0);
      drops();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** With CAP_NET_ADMIN as much as is wanted; else at most what net.core.rmem_max grants. */
  private void askForReceiveBuffer(int bytes) throws IOException {
    value.putInt(0, bytes);
    if (LinuxCalls.setsockopt(
            descriptor, SOL_SOCKET, LinuxCalls.SO_RCVBUFFORCE, Addresses.of(value), Integer.BYTES)
        < 0) {
      set(SOL_SOCKET, LinuxCalls.SO_RCVBUF, bytes, "SO_RCVBUF");
    }
  }

  private void set(int level, int option, int setting, String name) throws IOException {
    value.putInt(0, setting);
    check(
        LinuxCalls.setsockopt(descriptor, level, option, Addresses.of(value), Integer.BYTES), name);
  }

  private int get(int option, String name, int length, int offset) throws IOException {
    valueLength.putInt(0, length);
    check(
        LinuxCalls.getsockopt(
            descriptor, SOL_SOCKET, option, Addresses.of(value), Addresses.of(valueLength)),
        name);
    if (valueLength.getInt(0) < offset + Integer.BYTES) {
      throw new IOException("this kernel's " + name + " is too short");
    }
    return value.getInt(offset);
  }

  private static int check(int result, String call) throws IOException {
    if (result < 0) {
      throw SystemCallException.ofLast(call);
    }
    return result;
  }

  int descriptor() {
    return descriptor;
  }

  int port() {
    return port;
  }

  /** As granted: Linux grants twice what it counts as payload (socket(7)). */
  int receiveBufferBytes() {
    return receiveBufferBytes;
  }

  /** How many datagrams the kernel has dropped of this socket: 32 bits that wrap around. */
  int drops() throws IOException {
    return get(LinuxCalls.SO_MEMINFO, "SO_MEMINFO", MEMINFO_LENGTH, DROPS);
  }

  /**
   * Sends one datagram; lets it go when there is no room for it.
   *
   * @param bytes a direct buffer that holds it from index 0 on
   */
  void send(ByteBuffer bytes, int length, InetSocketAddress receiver) throws IOException {
    int addressLength = SocketAddressBytes.write(value, 0, receiver);
    long sent =
        LinuxCalls.sendto(
            descriptor,
            Addresses.of(bytes),
            length,
            LinuxCalls.MSG_DONTWAIT,
            Addresses.of(value),
            addressLength);
    if (sent < 0 && Native.getLastError() != LinuxCalls.EAGAIN) {
      throw SystemCallException.ofLast("sendto");
    }
  }

  static InetSocketAddress wildcard(InetAddress peer, int port) throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[peer.getAddress().length]), port);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LinuxCalls.close(descriptor);
    }
  }
}
