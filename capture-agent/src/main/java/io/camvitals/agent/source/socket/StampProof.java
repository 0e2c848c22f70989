package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Shows, with a socket that sends to itself, that this kernel stamps a datagram when it arrives and
 * not when it is read. Linux begins to stamp some time after the first socket asked for it, and
 * ends with the last; while this socket is open, others have stamps from the first datagram on.
 */
final class StampProof implements AutoCloseable {
  private static final int ATTEMPTS = 200;
  private static final int RECEIVE_BUFFER = 65_536;

  private final ByteBuffer datagram = ByteBuffer.allocateDirect(1);
  private final LinuxSocket socket;

  /**
   * @throws IOException when it could not be shown
   */
  StampProof(DatagramBatch batch) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    socket = new LinuxSocket(new InetSocketAddress(loopback, 0), RECEIVE_BUFFER);
    try {
      InetSocketAddress itself = new InetSocketAddress(loopback, socket.port());
      for (int i = 0; i < ATTEMPTS; i++) {
        if (isStampedAtArrival(batch, itself)) {
          return;
        }
      }
      throw new IOException("this kernel does not stamp datagrams when they arrive");
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private boolean isStampedAtArrival(DatagramBatch batch, InetSocketAddress itself)
      throws IOException {
    long before = ArrivalClock.systemNs();
    socket.send(datagram, 1, itself);
    long after = ArrivalClock.systemNs();
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    boolean proven = false;
    int count = batch.receive(socket);
    for (int i = 0; i < count; i++) {
      batch.visit(i);
      ControlMessages control = batch.control();
      proven |= control.stamped() && control.stampNs() >= before && control.stampNs() <= after;
    }
    return proven;
  }

  @Override
  public void close() {
    socket.close();
  }
}
