package io.camvitals.simulator.rtsp;

import io.camvitals.simulator.stream.Camera;
import io.camvitals.simulator.stream.EventLoop;
import io.camvitals.simulator.truth.TruthRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All cameras on one port. Like all that it owns it works on the event loop's thread and needs no
 * locks; its own methods must be called there, or before the loop runs.
 */
public final class RtspServer {
  private static final Logger log = LoggerFactory.getLogger(RtspServer.class);
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final TruthRecorder truth;
  private final Map<String, ServedCamera> cameras = new LinkedHashMap<>();
  private final Set<RtspConnection> connections = new LinkedHashSet<>();
  private final ServerSocketChannel acceptor;
  private final SelectionKey accepting;
  private boolean quiet;
  private long rejections;
  private String lastRejection = "";

  /**
   * Listens.
   *
   * @throws IOException when the address is in use or not of this machine
   */
  public RtspServer(
      EventLoop loop, InetSocketAddress address, Collection<Camera> served, TruthRecorder truth)
      throws IOException {
    this.loop = loop;
    this.truth = truth;
    served.forEach(camera -> cameras.put(camera.plan().id(), new ServedCamera(camera)));
    acceptor = ServerSocketChannel.open();
    try {
      acceptor.bind(address);
      accepting = loop.register(acceptor, SelectionKey.OP_ACCEPT, this::accept);
    } catch (IOException e) {
      acceptor.close();
      throw e;
    }
    loop.at(loop.nanoTime() + SECOND_NS, this::eachSecond);
  }

  /** The port that it listens on. */
  public int port() throws IOException {
    return ((InetSocketAddress) acceptor.getLocalAddress()).getPort();
  }

  private void accept() {
    try {
      for (SocketChannel channel = acceptor.accept();
          channel != null;
          channel = acceptor.accept()) {
        serve(channel);
      }
    } catch (IOException e) {
      // Out of file descriptors, say: it would fail again at once.
      log.warn("No connection is accepted for a second: {}", e.toString());
      accepting.interestOps(0);
    }
  }

  private void serve(SocketChannel channel) throws IOException {
    try {
      connections.add(new RtspConnection(this, channel));
    } catch (IOException e) {
      channel.close();
      rejected(channel, e);
    }
  }

  private void eachSecond() {
    loop.at(loop.nanoTime() + SECOND_NS, this::eachSecond);
    List.copyOf(connections).forEach(connection -> connection.handler().expire());
    if (rejections > 0) {
      log.info("{} connections refused, the last: {}", rejections, lastRejection);
      rejections = 0;
    }
    if (accepting.isValid()) {
      accepting.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  /** A client sent what is no RTSP, or was gone at once. */
  void rejected(Object client, Object reason) {
    rejections++;
    lastRejection = client + ": " + reason;
  }

  EventLoop loop() {
    return loop;
  }

  long now() {
    return loop.nanoTime();
  }

  /** The camera that a request URI names: the first part of its path. */
  Optional<ServedCamera> camera(String uri) {
    String[] parts = uri.split("/", 5);
    boolean url = parts.length > 3 && parts[0].equalsIgnoreCase("rtsp:") && parts[1].isEmpty();
    return url ? Optional.ofNullable(cameras.get(parts[3].split("\\?", 2)[0])) : Optional.empty();
  }

  void began(CameraSession session) {
    truth.opened(session.sender().truth());
    if (quiet) {
      session.sender().quiesce();
    }
  }

  void ended(CameraSession session) {
    truth.closed(session.sender().truth(), Instant.now());
  }

  void closed(RtspConnection connection) {
    connections.remove(connection);
  }

  /** No camera makes packets any more. Sessions stay open; new ones get no packets. */
  public void quiesce() {
    quiet = true;
    sessions().forEach(session -> session.sender().quiesce());
  }

  /** Whether nothing that was made still waits to leave. */
  public boolean idle() {
    return sessions().stream().allMatch(session -> session.sender().idle());
  }

  /** Ends all sessions with a goodbye, and all connections. */
  public void close() throws IOException {
    acceptor.close();
    for (RtspConnection connection : List.copyOf(connections)) {
      connection.handler().close(true);
      connection.close();
    }
  }

  private List<CameraSession> sessions() {
    return connections.stream()
        .flatMap(connection -> connection.handler().sessions().stream())
        .toList();
  }
}
