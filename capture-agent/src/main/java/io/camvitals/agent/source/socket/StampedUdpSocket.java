package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** One of {@link StampedUdpSockets}, whose lock guards it. */
final class StampedUdpSocket implements UdpSocket {
  private static final int BATCHES_PER_TURN = 8;

  private final StampedUdpSockets sockets;
  private final LinuxSocket socket;
  private final UdpListener listener;
  private final SenderMemo senders = new SenderMemo();
  private long lastArrivalNs = Long.MIN_VALUE;
  private int dropsTold;

  StampedUdpSocket(StampedUdpSockets sockets, LinuxSocket socket, UdpListener listener) {
    this.sockets = sockets;
    this.socket = socket;
    this.listener = listener;
  }

  LinuxSocket socket() {
    return socket;
  }

  @Override
  public int port() {
    return socket.port();
  }

  @Override
  public void send(ByteBuffer datagram, InetSocketAddress receiver) throws IOException {
    sockets.send(this, datagram, receiver);
  }

  /** What was dropped before a datagram has been told before it. */
  @Override
  public void gapSeen() {}

  @Override
  public void close() {
    sockets.close(this);
  }

  /** Reads what waits; false when more may wait. */
  boolean read(DatagramBatch batch, ArrivalClock clock) throws IOException {
    for (int turn = 0; turn < BATCHES_PER_TURN; turn++) {
      int count = batch.receive(socket);
      for (int i = 0; i < count; i++) {
        take(batch, i, clock);
      }
      if (count < DatagramBatch.CAPACITY) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads what waits, and tells of drops behind which nothing came. The counter is asked first:
   * what came before the drops that it counts is then read before they are told.
   */
  boolean readAndTellDrops(DatagramBatch batch, ArrivalClock clock) throws IOException {
    int drops = socket.drops();
    boolean empty = read(batch, clock);
    if (empty) {
      tellDrops(drops);
    }
    return empty;
  }

  private void take(DatagramBatch batch, int index, ArrivalClock clock)
      throws UnknownHostException {
    batch.visit(index);
    ControlMessages control = batch.control();
    tellDrops(control.dropsBefore());
    long arrivalNs = control.stamped() ? clock.at(control.stampNs()) : clock.now();
    lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
    try {
      listener.received(
          batch.payload(index), batch.length(index), lastArrivalNs, batch.sender(index, senders));
    } catch (RuntimeException e) {
      sockets.failed(e);
    }
  }

  private void tellDrops(int counter) {
    int grown = counter - dropsTold;
    if (grown > 0) {
      dropsTold = counter;
      listener.dropped(grown);
    }
  }
}
