package io.camvitals.agent.source.tcp;

import io.camvitals.protocol.tcp.TcpByteReader;
import io.camvitals.protocol.tcp.TcpConnection;
import io.camvitals.protocol.tcp.TcpConnectionListener;
import io.camvitals.protocol.tcp.TcpConnections;
import io.camvitals.protocol.tcp.TcpFigures;
import io.camvitals.protocol.tcp.TcpLimits;
import io.camvitals.protocol.tcp.TcpSegment;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * From TCP segments to the streams within connections and to the health of these: follows all
 * connections, recognises what they carry, and tells of each second. Not for use by several threads
 * at once.
 */
public final class TcpStreams {
  private final ObservationContext context;
  private final TcpConnections connections;
  private final HttpTunnels tunnels = new HttpTunnels();
  private final ContentMemory memory;
  private final Map<TcpConnection, ConnectionContent> contents = new IdentityHashMap<>();

  /**
   * @param limits of connections; unfinished messages and frames may take as much memory as data
   *     that wait behind holes
   */
  public TcpStreams(ObservationContext context, TcpLimits limits) {
    this.context = context;
    this.memory = new ContentMemory(limits.waitingBytes());
    this.connections = new TcpConnections(new Listener(), limits);
  }

  /** Takes the next segment of the capture. */
  public void segment(TcpSegment segment) {
    connections.segment(segment);
  }

  /** Time has passed: what is due is told of connections that are silent. */
  public void advance(long nowNs) {
    connections.advance(nowNs);
  }

  /** Forgets connections that were silent for longer than the given time. */
  public void closeIdle(long nowNs, long idleNs) {
    connections.closeIdle(nowNs, idleNs);
  }

  /** Packets that the capture lost and that may have been of any of the streams. */
  public void captureDropped(long packets) {
    for (ConnectionContent content : contents.values()) {
      if (content.session() != null) {
        content.session().captureDropped(packets);
      }
    }
  }

  /** The capture has ended, at this time. */
  public void close(long nowNs) {
    connections.close(nowNs);
    tunnels.close();
  }

  private final class Listener implements TcpConnectionListener {
    @Override
    public TcpByteReader reader(TcpConnection connection, int endpoint) {
      return contents
          .computeIfAbsent(
              connection, opened -> new ConnectionContent(opened, context, tunnels, memory))
          .reader(endpoint);
    }

    @Override
    public void window(
        TcpConnection connection, long startNs, TcpFigures first, TcpFigures second) {
      ConnectionContent content = contents.get(connection);
      context
          .connections()
          .tcp(
              TcpEvents.window(
                  context.vantagePoint(), connection, content, startNs, first, second));
    }

    @Override
    public void closed(TcpConnection connection) {
      ConnectionContent content = contents.remove(connection);
      content.close();
      context.connections().tcpClosed(TcpEvents.report(connection, content));
    }
  }
}
