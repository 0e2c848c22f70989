package io.camvitals.agent.source.socket;

import com.sun.jna.Native;
import java.util.Locale;
import java.util.Set;

/**
 * The functions of the C library that {@link LinuxSocket} and {@link ReadyQueue} need, and Linux's
 * numbers for them (asm-generic, which these architectures share). Addresses and sizes are of 64
 * bits.
 */
final class LinuxCalls {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x8_0000;

  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;
  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_TIMESTAMPNS = 35;
  static final int SO_RXQ_OVFL = 40;
  static final int SO_MEMINFO = 55;

  static final int MSG_DONTWAIT = 0x40;

  static final int EPOLL_CLOEXEC = 0x8_0000;
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLLIN = 1;
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x8_0000;

  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EADDRINUSE = 98;

  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  private LinuxCalls() {}

  /**
   * Binds the functions; to be called before any other use.
   *
   * @throws UnsatisfiedLinkError when this system or its JNA cannot have them; says why
   */
  static void load() {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.startsWith("Linux") || !ARCHITECTURES.contains(architecture())) {
      throw new UnsatisfiedLinkError("this is " + system);
    }
    Native.register(LinuxCalls.class, "c");
  }

  static String architecture() {
    return System.getProperty("os.arch").toLowerCase(Locale.ROOT);
  }

  static native int socket(int domain, int type, int protocol);

  static native int bind(int socket, long address, int addressLength);

  static native int getsockname(int socket, long address, long addressLength);

  static native int setsockopt(int socket, int level, int option, long value, int valueLength);

  static native int getsockopt(int socket, int level, int option, long value, long valueLength);

  static native int recvmmsg(int socket, long messages, int count, int flags, long timeout);

  static native long sendto(
      int socket, long bytes, long length, int flags, long address, int addressLength);

  static native int close(int descriptor);

  static native int epoll_create1(int flags);

  static native int epoll_ctl(int queue, int operation, int descriptor, long event);

  static native int epoll_wait(int queue, long events, int capacity, int timeoutMs);

  static native int eventfd(int initial, int flags);

  static native long write(int descriptor, long bytes, long length);

  static native String strerror(int error);
}
