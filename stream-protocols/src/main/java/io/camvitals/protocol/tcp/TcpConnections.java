package io.camvitals.protocol.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.util.function.LongPredicate;

/**
 * All connections of a capture, by their endpoints: open addressing over the connections
 * themselves, so that a look-up allocates nothing.
 *
 * <p>Memory is bounded ({@link TcpLimits}): when all places are taken, the connection that was
 * silent longest makes way; those without any data first, so that a port scan drives no camera out.
 * For one thread at a time.
 */
public final class TcpConnections {
  /** The share of places that connections without data may take: a quarter. */
  private static final int WITHOUT_DATA_SHARE = 4;

  private final TcpConnectionListener listener;
  private final TcpLimits limits;
  private final WaitingMemory memory;
  private final ConnectionTable table = new ConnectionTable();
  private final SilenceOrder withoutData = new SilenceOrder();
  private final SilenceOrder withData = new SilenceOrder();
  private long forgotten;
  private long opened;

  public TcpConnections(TcpConnectionListener listener, TcpLimits limits) {
    this.listener = listener;
    this.limits = limits;
    this.memory = new WaitingMemory(limits.waitingBytes());
  }

  /** Takes the next segment of the capture. */
  public void segment(TcpSegment segment) {
    TcpConnection connection = table.find(segment);
    if (connection != null && segment.syn() && connection.isReplacedBy(segment)) {
      remove(connection, End.REPLACED, segment.arrivalNs());
      connection = null;
    }
    if (connection == null) {
      if (segment.rst()) {
        return;
      }
      connection = open(segment);
    }
    boolean hadData = connection.hasData();
    connection.take(segment);
    order(hadData).remove(connection);
    order(connection.hasData()).addNewest(connection);
  }

  private TcpConnection open(TcpSegment segment) {
    makeRoom(segment.arrivalNs());
    TcpConnection connection = new TcpConnection(segment, listener, limits, memory);
    table.put(connection);
    withoutData.addNewest(connection);
    opened++;
    return connection;
  }

  private void makeRoom(long nowNs) {
    if (withoutData.size() > limits.connections() / WITHOUT_DATA_SHARE) {
      forget(withoutData.oldest(), nowNs);
    } else if (table.size() >= limits.connections()) {
      forget(withData.size() > 0 ? withData.oldest() : withoutData.oldest(), nowNs);
    }
  }

  private void forget(TcpConnection connection, long nowNs) {
    forgotten++;
    remove(connection, End.FORGOTTEN, nowNs);
  }

  private void remove(TcpConnection connection, End why, long nowNs) {
    order(connection.hasData()).remove(connection);
    table.remove(connection);
    connection.close(why, nowNs);
  }

  private SilenceOrder order(boolean hasData) {
    return hasData ? withData : withoutData;
  }

  /** Time has passed: charges stalls, skips holes, closes windows. */
  public void advance(long nowNs) {
    table.forEach(connection -> connection.advance(nowNs));
  }

  /**
   * Forgets connections that were silent for longer than the given time, and those that have ended
   * for a tenth of it.
   */
  public void closeIdle(long nowNs, long idleNs) {
    LongPredicate idle = lastNs -> nowNs - lastNs > idleNs;
    LongPredicate done = lastNs -> nowNs - lastNs > idleNs / 10;
    for (TcpConnection connection : table.all()) {
      if ((connection.ended() ? done : idle).test(connection.lastNs())) {
        remove(connection, End.FORGOTTEN, connection.lastNs());
      }
    }
  }

  /** The capture has ended, at this time: what goes on is charged until then. */
  public void close(long nowNs) {
    for (TcpConnection connection : table.all()) {
      remove(connection, End.CAPTURE_ENDED, nowNs);
    }
  }

  /** Connections that are followed. */
  public int size() {
    return table.size();
  }

  /** Connections found since the beginning. */
  public long opened() {
    return opened;
  }

  /** Connections that made way for others while they went on. */
  public long forgotten() {
    return forgotten;
  }

  /** About how many bytes of memory the data take that wait behind holes. */
  public long waitingBytes() {
    return memory.used();
  }
}
