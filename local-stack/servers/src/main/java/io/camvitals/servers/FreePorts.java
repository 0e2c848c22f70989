package io.camvitals.servers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of 127.0.0.1 that nobody uses. They lie below the range from which Linux takes the
 * ports of outgoing connections (32768 and up), so that a server that is restarted finds its port
 * free again. No port is handed out twice by one JVM.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767;
  private static final int ATTEMPTS = 10_000;
  private static final Set<Integer> HANDED_OUT = new HashSet<>();

  private FreePorts() {}

  /** A port on which neither TCP nor UDP is in use. */
  public static int next() {
    return consecutive(1);
  }

  /**
   * The first of so many consecutive ports on which neither TCP nor UDP is in use; it is even, as
   * RTP wants it (RFC 3550 section 11), when there is more than one.
   *
   * @throws IllegalStateException when there are none
   */
  public static synchronized int consecutive(int count) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - count + 1);
      if (count > 1) {
        port &= ~1;
      }
      if (areFree(port, count)) {
        for (int i = 0; i < count; i++) {
          HANDED_OUT.add(port + i);
        }
        return port;
      }
    }
    throw new IllegalStateException(
        "no " + count + " consecutive ports are free between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      if (HANDED_OUT.contains(port) || !isFree(port)) {
        return false;
      }
    }
    return true;
  }

  /** True when TCP and UDP can be bound to that port of 127.0.0.1 at this moment. */
  public static boolean isFree(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(null)) {
      tcp.bind(address);
      udp.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
