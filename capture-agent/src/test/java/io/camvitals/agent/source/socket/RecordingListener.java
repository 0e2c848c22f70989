package io.camvitals.agent.source.socket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Keeps what it is told. */
final class RecordingListener implements UdpListener {
  /**
   * One datagram.
   *
   * @param droppedBefore as told before it
   */
  record Received(byte[] bytes, long arrivalNs, InetSocketAddress sender, long droppedBefore) {
    /** The number within it, see {@link TestSender#numbered}. */
    int number() {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }

  private final List<Received> datagrams = new ArrayList<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private CountDownLatch gate = new CountDownLatch(0);
  private long dropped;

  /** From now on whoever brings a datagram waits until {@link #letThrough}. */
  synchronized void hold() {
    gate = new CountDownLatch(1);
  }

  /** Waits until somebody was held. */
  void awaitHeld() throws InterruptedException {
    entered.await();
  }

  synchronized void letThrough() {
    gate.countDown();
  }

  @Override
  public void received(ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress sender) {
    CountDownLatch held;
    synchronized (this) {
      byte[] bytes = new byte[length];
      buffer.get(0, bytes);
      datagrams.add(new Received(bytes, arrivalNs, sender, dropped));
      held = gate;
    }
    if (held.getCount() > 0) {
      entered.countDown();
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized void dropped(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("dropped " + count);
    }
    dropped += count;
  }

  synchronized List<Received> datagrams() {
    return List.copyOf(datagrams);
  }

  synchronized int count() {
    return datagrams.size();
  }

  synchronized long dropped() {
    return dropped;
  }

  /** Received or told as dropped. */
  synchronized long accounted() {
    return datagrams.size() + dropped;
  }
}
