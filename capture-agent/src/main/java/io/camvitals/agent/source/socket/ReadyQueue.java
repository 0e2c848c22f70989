package io.camvitals.agent.source.socket;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Waits until sockets have something to read (epoll(7)); any thread may add one, or wake it. */
final class ReadyQueue implements AutoCloseable {
  static final int CAPACITY = 256;

  private final int queue;
  private final int waker;
  // struct epoll_event is packed on x86-64 alone.
  private final int dataOffset = LinuxCalls.architecture().equals("aarch64") ? 8 : 4;
  private final int stride = dataOffset + Long.BYTES;
  private final ByteBuffer events = allocate(CAPACITY * stride);
  private final ByteBuffer added = allocate(stride);
  private final ByteBuffer one = allocate(Long.BYTES);
  private boolean closed;

  ReadyQueue() throws IOException {
    queue = LinuxCalls.epoll_create1(LinuxCalls.EPOLL_CLOEXEC);
    if (queue < 0) {
      throw SystemCallException.ofLast("epoll_create1");
    }
    waker = LinuxCalls.eventfd(0, LinuxCalls.EFD_CLOEXEC | LinuxCalls.EFD_NONBLOCK);
    if (waker < 0) {
      IOException failure = SystemCallException.ofLast("eventfd");
      LinuxCalls.close(queue);
      throw failure;
    }
    one.putLong(0, 1);
    add(waker);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** From now on waits for that one too, until it is closed. */
  synchronized void add(int descriptor) throws IOException {
    added.putInt(0, LinuxCalls.EPOLLIN);
    added.putLong(dataOffset, descriptor);
    if (LinuxCalls.epoll_ctl(queue, LinuxCalls.EPOLL_CTL_ADD, descriptor, Addresses.of(added))
        < 0) {
      throw SystemCallException.ofLast("epoll_ctl");
    }
  }

  /**
   * Waits until a socket can be read, it is woken, or the time is over; returns how many can be
   * read, at most {@value #CAPACITY} at once.
   */
  int await(int timeoutMs) throws IOException {
    int ready = LinuxCalls.epoll_wait(queue, Addresses.of(events), CAPACITY, timeoutMs);
    if (ready >= 0) {
      return ready;
    }
    int error = Native.getLastError();
    if (error == LinuxCalls.EINTR) {
      return 0;
    }
    throw SystemCallException.of("epoll_wait", error);
  }

  /** The descriptor of one that can be read. */
  int descriptor(int index) {
    return (int) events.getLong(index * stride + dataOffset);
  }

  /** Ends the wait, now and ever after. */
  synchronized void wake() {
    if (!closed) {
      LinuxCalls.write(waker, Addresses.of(one), Long.BYTES);
    }
  }

  /** To be called by the thread that waits. */
  @Override
  public synchronized void close() {
    closed = true;
    LinuxCalls.close(waker);
    LinuxCalls.close(queue);
  }
}
