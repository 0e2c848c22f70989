package io.camvitals.protocol.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.util.concurrent.TimeUnit;

/**
 * One connection as seen on its way: both directions, its handshake, its end. The first endpoint is
 * the one that opened it, as far as that was seen, else the one whose segment was captured first.
 */
public final class TcpConnection {
  private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);

  /** Sooner, a SYN behind a reset is a copy of the one that was refused. */
  private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Of a longer silence only so many seconds are told one by one. */
  private static final int MOST_WINDOWS = 60;

  private final TcpConnectionListener listener;
  private final TcpFlow[] flows = new TcpFlow[2];
  private final long[] addressHigh = new long[2];
  private final long[] addressLow = new long[2];
  private final int[] ports = new int[2];
  private final long firstNs;

  private long lastNs;
  private long windowStartNs;
  private final HandshakeTimer handshake = new HandshakeTimer();
  private boolean initiatorKnown;
  private End end;

  /** Neighbours in the order of their last segments, kept by {@link TcpConnections}. */
  TcpConnection older;

  TcpConnection newer;

  TcpConnection(
      TcpSegment first, TcpConnectionListener listener, TcpLimits limits, WaitingMemory memory) {
    this.listener = listener;
    initiatorKnown = first.syn();
    // A SYN with ACK is the answer of the endpoint that was asked.
    int source = first.syn() && first.ack() ? 1 : 0;
    addressHigh[source] = first.sourceHigh();
    addressLow[source] = first.sourceLow();
    ports[source] = first.sourcePort();
    addressHigh[1 - source] = first.destinationHigh();
    addressLow[1 - source] = first.destinationLow();
    ports[1 - source] = first.destinationPort();
    firstNs = first.arrivalNs();
    lastNs = firstNs;
    windowStartNs = Math.floorDiv(firstNs, WINDOW_NS) * WINDOW_NS;
    for (int i = 0; i < 2; i++) {
      flows[i] = new TcpFlow(listener.reader(this, i), limits, memory);
    }
  }

  /** Whether the segment's endpoints are these, in either direction. */
  boolean matches(TcpSegment segment) {
    return isFrom(segment, 0) || isFrom(segment, 1);
  }

  private boolean isFrom(TcpSegment segment, int endpoint) {
    int other = 1 - endpoint;
    return segment.sourcePort() == ports[endpoint]
        && segment.destinationPort() == ports[other]
        && segment.sourceLow() == addressLow[endpoint]
        && segment.destinationLow() == addressLow[other]
        && segment.sourceHigh() == addressHigh[endpoint]
        && segment.destinationHigh() == addressHigh[other];
  }

  /** Whether this SYN begins another connection between the same endpoints. */
  boolean isReplacedBy(TcpSegment segment) {
    TcpFlow flow = flows[isFrom(segment, 0) ? 0 : 1];
    if (end == End.RESET && segment.arrivalNs() - lastNs >= RETRY_NS) {
      // Some systems try again with the same number when they were refused.
      return true;
    }
    if (flow.synSeen() && flow.initialSequenceNumber() == segment.sequenceNumber()) {
      return false;
    }
    return segment.ack()
        ? flow.synSeen() || flow.hasData()
        : ended() || flow.synSeen() && !hasData() || isSilentFor(segment.arrivalNs());
  }

  /** A SYN within a connection that goes on may be forged, or of a peer that has lost its state. */
  private boolean isSilentFor(long nowNs) {
    return nowNs - lastNs >= TimeUnit.SECONDS.toNanos(1);
  }

  /** Takes the next segment. */
  void take(TcpSegment segment) {
    int from = isFrom(segment, 0) ? 0 : 1;
    TcpFlow flow = flows[from];
    if (flow.isCaptureDuplicate(segment)) {
      return;
    }
    long nowNs = segment.arrivalNs();
    beginWindow(nowNs);
    lastNs = Math.max(lastNs, nowNs);
    if (handshakeNs() < 0) {
      handshake.take(segment, from == 0);
      flows[0].setHandshake(handshakeNs());
      flows[1].setHandshake(handshakeNs());
    }
    flow.sent(segment);
    flows[1 - from].answered(segment);
    flow.advance(nowNs, lastNs);
    flows[1 - from].advance(nowNs, lastNs);
    if (segment.rst()) {
      finish(End.RESET, nowNs);
    } else if (flows[0].ended() && flows[1].ended()) {
      end = end == null ? End.FINISHED : end;
    }
  }

  /** Closes the seconds that have passed, as far as there is something to tell of them. */
  private void beginWindow(long nowNs) {
    for (int i = 0; i < MOST_WINDOWS && nowNs >= windowStartNs + WINDOW_NS; i++) {
      closeWindow(windowStartNs + WINDOW_NS);
      windowStartNs += WINDOW_NS;
    }
    if (nowNs >= windowStartNs + WINDOW_NS) {
      windowStartNs = Math.floorDiv(nowNs, WINDOW_NS) * WINDOW_NS;
    }
  }

  private void closeWindow(long endNs) {
    for (TcpFlow flow : flows) {
      flow.advance(endNs, lastNs);
      flow.closeWindow();
    }
    if (!flows[0].window().isEmpty() || !flows[1].window().isEmpty()) {
      listener.window(this, windowStartNs, flows[0].window(), flows[1].window());
    }
    for (TcpFlow flow : flows) {
      flow.openWindow();
    }
  }

  /** Time has passed without a segment. */
  void advance(long nowNs) {
    beginWindow(nowNs);
    for (TcpFlow flow : flows) {
      flow.advance(nowNs, lastNs);
    }
  }

  /** Ends both directions; may be called again. */
  void finish(End why, long nowNs) {
    end = end == null ? why : end;
    long atNs = Math.max(lastNs, nowNs);
    for (TcpFlow flow : flows) {
      flow.end(why, atNs, lastNs);
    }
  }

  /** Publishes what is open and says that the connection is gone. */
  void close(End why, long nowNs) {
    finish(why, nowNs);
    closeWindow(Math.min(windowStartNs + WINDOW_NS, Math.max(lastNs, nowNs)));
    listener.closed(this);
  }

  /** The direction whose data the endpoint sends: 0 the first endpoint, 1 the other. */
  public TcpFlow flow(int endpoint) {
    return flows[endpoint];
  }

  /** Whether any data were sent, in either direction. */
  public boolean hasData() {
    return flows[0].hasData() || flows[1].hasData();
  }

  /** Upper half of an endpoint's address; IPv4 is IPv4-mapped. */
  public long addressHigh(int endpoint) {
    return addressHigh[endpoint];
  }

  public long addressLow(int endpoint) {
    return addressLow[endpoint];
  }

  /** 0 to 65535. */
  public int port(int endpoint) {
    return ports[endpoint];
  }

  /** Whether a SYN was captured, so that endpoint 0 is the one that opened the connection. */
  public boolean initiatorKnown() {
    return initiatorKnown;
  }

  /** Time of the first segment, nanoseconds since the Unix epoch. */
  public long firstNs() {
    return firstNs;
  }

  /** Time of the last segment. */
  public long lastNs() {
    return lastNs;
  }

  /** From SYN to its answer as they passed: the capture to the server and back; -1 when unknown. */
  public long serverRoundTripNs() {
    return handshake.serverNs();
  }

  /** From that answer to its acknowledgement: the capture to the client and back; -1 unknown. */
  public long clientRoundTripNs() {
    return handshake.clientNs();
  }

  /** The round trip of the whole path at the handshake, nanoseconds; -1 when unknown. */
  public long handshakeNs() {
    return serverRoundTripNs() < 0 || clientRoundTripNs() < 0
        ? -1
        : serverRoundTripNs() + clientRoundTripNs();
  }

  /** Whether both sides have closed, or one has reset. */
  public boolean ended() {
    return end != null;
  }

  /** How it ended; null while it goes on. */
  public End end() {
    return end;
  }
}
