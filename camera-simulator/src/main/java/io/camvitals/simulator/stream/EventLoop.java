package io.camvitals.simulator.stream;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator's one working thread: timers with a precision far below a millisecond, sockets, and
 * tasks handed in by other threads. All that it runs may share state without locks. A task that
 * throws is logged, and the others go on.
 */
public final class EventLoop implements Timers, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
  private static final long MILLISECOND = 1_000_000;
  private static final long LONGEST_WAIT_MS = 1_000;

  private final long origin = System.nanoTime();
  private final Selector selector;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private long timersGiven;
  private volatile boolean stopped;

  public EventLoop() throws IOException {
    selector = Selector.open();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() - origin;
  }

  /** Only for the loop's own thread, and before {@link #run}. */
  @Override
  public void at(long timeNs, Runnable task) {
    timers.add(new Timer(timeNs, timersGiven++, task));
  }

  /** Runs a task on the loop's thread; for any thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /**
   * Calls back whenever the channel is ready for what the key asks. The channel is made
   * non-blocking.
   */
  public SelectionKey register(SelectableChannel channel, int operations, Runnable ready)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, ready);
  }

  /** Makes {@link #run} return soon; for any thread. */
  public void stop() {
    stopped = true;
    if (selector.isOpen()) {
      selector.wakeup();
    }
  }

  /** Works until {@link #stop} is called. */
  public void run() throws IOException {
    while (!stopped) {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        guarded(task);
      }
      long waitNs = runDueTimers();
      if (waitNs > 0 && waitNs < MILLISECOND) {
        LockSupport.parkNanos(waitNs);
        waitNs = 0;
      }
      select(Math.min(waitNs / MILLISECOND, LONGEST_WAIT_MS));
    }
  }

  private void select(long waitMs) throws IOException {
    try {
      if (waitMs > 0) {
        selector.select(EventLoop::ready, waitMs);
      } else {
        selector.selectNow(EventLoop::ready);
      }
    } catch (ClosedSelectorException e) {
      throw new IOException("the event loop was closed while it ran", e);
    }
  }

  private static void ready(SelectionKey key) {
    guarded((Runnable) key.attachment());
  }

  /** Runs what is due; nanoseconds until the next timer, 0 when one may be due already. */
  private long runDueTimers() {
    long now = nanoTime();
    for (Timer next = timers.peek(); next != null && next.timeNs <= now; next = timers.peek()) {
      timers.poll();
      guarded(next.task);
    }
    Timer next = timers.peek();
    if (next == null) {
      return LONGEST_WAIT_MS * MILLISECOND;
    }
    return Math.max(0, next.timeNs - nanoTime());
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("A task of the event loop failed", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!selector.isOpen()) {
      return;
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private record Timer(long timeNs, long order, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(timeNs, other.timeNs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
