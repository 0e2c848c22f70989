package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.Endpoints;
import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpByteReader;
import io.camvitals.protocol.tcp.TcpConnection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one connection carries: recognised by the first bytes of either side, then given to who
 * understands it. Once nothing more is to be learnt its bytes are no longer kept.
 */
final class ConnectionContent {
  private final TcpConnection connection;
  private final ObservationContext context;
  private final HttpTunnels tunnels;
  private final ContentMemory memory;
  private final Endpoint[] endpoints = new Endpoint[2];
  private final Address[] addresses = new Address[2];
  private final byte[][] look = {new byte[0], new byte[0]};
  private final TcpByteReader.End[] ends = new TcpByteReader.End[2];
  private ConnectionHandler handler;
  private long retained;
  private boolean discarded;

  ConnectionContent(
      TcpConnection connection,
      ObservationContext context,
      HttpTunnels tunnels,
      ContentMemory memory) {
    this.connection = connection;
    this.context = context;
    this.tunnels = tunnels;
    this.memory = memory;
    for (int i = 0; i < 2; i++) {
      endpoints[i] =
          Endpoints.of(connection.addressHigh(i), connection.addressLow(i), connection.port(i));
      addresses[i] = new Address(connection.addressHigh(i), connection.addressLow(i));
    }
  }

  /** Reads what that endpoint sends. */
  TcpByteReader reader(int endpoint) {
    return new TcpByteReader() {
      @Override
      public void bytes(ByteBuffer buffer, int offset, int length, long arrivalNs) {
        if (discarded) {
          return;
        }
        if (handler == null) {
          lookAt(endpoint, buffer, offset, length, arrivalNs);
        } else {
          handler.bytes(endpoint, buffer, offset, length, arrivalNs);
        }
        settle();
      }

      @Override
      public void gap(long length, Gap why, long arrivalNs) {
        if (discarded) {
          return;
        }
        if (handler == null) {
          decide(searching(), arrivalNs);
        }
        handler.gap(endpoint, length, arrivalNs);
        settle();
      }

      @Override
      public void end(End why, long arrivalNs) {
        if (handler == null && !discarded && look[endpoint].length > 0) {
          decide(new NamedHandler(StreamProtocol.UNKNOWN), arrivalNs);
        }
        if (handler == null) {
          ends[endpoint] = why;
        } else {
          handler.end(endpoint, why, arrivalNs);
          settle();
        }
      }
    };
  }

  private void lookAt(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    byte[] before = look[endpoint];
    int wanted = Math.min(length, ProtocolRecognizer.LONGEST_LOOK - before.length);
    byte[] seen = Arrays.copyOf(before, before.length + wanted);
    buffer.get(offset, seen, before.length, wanted);
    Optional<StreamProtocol> found = ProtocolRecognizer.recognize(seen, seen.length, serverPort());
    if (found.isEmpty()) {
      look[endpoint] = seen;
      return;
    }
    decide(handler(endpoint, found.get(), seen), arrivalNs);
    handler.bytes(endpoint, buffer, offset, length, arrivalNs);
  }

  private ConnectionHandler handler(int endpoint, StreamProtocol found, byte[] seen) {
    return switch (found) {
      case RTSP -> new RtspHandler(newSession());
      case HTTP -> http(seen[0] == 'H' && seen[4] == '/' ? 1 - endpoint : endpoint);
      case SIP -> new SipHandler(context);
      case UNKNOWN -> connection.flow(endpoint).synSeen() ? new NamedHandler(found) : searching();
      default -> new NamedHandler(found);
    };
  }

  private ConnectionHandler http(int client) {
    Endpoint[] ends = {endpoints[client], endpoints[1 - client]};
    Address[] hosts = {addresses[client], addresses[1 - client]};
    return new HttpHandler(
        tunnels, hosts, () -> new ObservedSession(context, ends, hosts, 0, "http"), client);
  }

  /** For a connection whose beginning was not captured. */
  private ConnectionHandler searching() {
    ObservedSession session = newSession();
    session.search(0);
    session.search(1);
    return new RtspHandler(session);
  }

  private ObservedSession newSession() {
    return new ObservedSession(
        context, endpoints, addresses, connection.initiatorKnown() ? 0 : -1, "");
  }

  /** From now on the handler reads; first what was kept. */
  private void decide(ConnectionHandler decided, long arrivalNs) {
    handler = decided;
    for (int i = 0; i < 2; i++) {
      if (look[i].length > 0) {
        handler.bytes(i, ByteBuffer.wrap(look[i]), 0, look[i].length, arrivalNs);
        look[i] = new byte[0];
      }
      if (ends[i] != null) {
        handler.end(i, ends[i], arrivalNs);
      }
    }
  }

  /** Accounts for memory, and lets go what is of no more interest or too large. */
  private void settle() {
    if (handler == null) {
      return;
    }
    long now = handler.retainedBytes();
    memory.change(retained, now);
    retained = now;
    if (memory.isExceeded()) {
      context.frames().rejected("too-much-content");
      end(TcpByteReader.End.FORGOTTEN);
    }
    if (!handler.isInterested()) {
      discard();
    }
  }

  private void end(TcpByteReader.End why) {
    handler.end(0, why, connection.lastNs());
    handler.end(1, why, connection.lastNs());
    handler = new NamedHandler(handler.protocol());
  }

  private void discard() {
    discarded = true;
    memory.change(retained, 0);
    retained = 0;
    connection.flow(0).discardBytes();
    connection.flow(1).discardBytes();
  }

  /** The connection is gone. */
  void close() {
    if (!discarded) {
      memory.change(retained, 0);
      retained = 0;
    }
  }

  /** Index of the client: as the content tells it, else by the handshake or the ports. */
  int client() {
    int told = handler == null ? -1 : handler.client();
    if (told >= 0) {
      return told;
    }
    return connection.initiatorKnown() || serverPort() == connection.port(1) ? 0 : 1;
  }

  /**
   * The port that is more likely the server's: one that is known, else the second, else the lower.
   */
  private int serverPort() {
    int first = connection.port(0);
    int second = connection.port(1);
    if (connection.initiatorKnown()) {
      return second;
    }
    boolean firstKnown = StreamProtocol.ofPort(first) != StreamProtocol.UNKNOWN;
    boolean secondKnown = StreamProtocol.ofPort(second) != StreamProtocol.UNKNOWN;
    if (firstKnown != secondKnown) {
      return firstKnown ? first : second;
    }
    return Math.min(first, second);
  }

  /** What the bytes showed it to be; {@link StreamProtocol#UNKNOWN} when they did not. */
  StreamProtocol byContent() {
    return handler == null ? StreamProtocol.UNKNOWN : handler.protocol();
  }

  /** What the server's port speaks for. */
  StreamProtocol byPort() {
    return StreamProtocol.ofPort(serverPort());
  }

  /** The RTSP session that it carries, or null. */
  ObservedSession session() {
    return handler == null ? null : handler.session();
  }

  Endpoint endpoint(int index) {
    return endpoints[index];
  }
}
