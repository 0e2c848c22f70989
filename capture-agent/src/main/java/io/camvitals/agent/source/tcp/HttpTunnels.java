package io.camvitals.agent.source.tcp;

import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * RTSP sessions within pairs of HTTP connections, by the hosts and the cookie that both name:
 * {@code GET} brings what the server says, {@code POST} what the client says, in Base64. The last
 * {@value #MOST} are remembered.
 */
final class HttpTunnels {
  private static final int MOST = 1_024;

  private final Map<Key, ObservedSession> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ObservedSession> eldest) {
          boolean tooMany = size() > MOST;
          if (tooMany) {
            eldest.getValue().abandon(End.FORGOTTEN);
          }
          return tooMany;
        }
      };

  /** Some clients take the same cookie each time, and so may two of them. */
  private record Key(Address client, Address server, String cookie) {}

  /** The session of that cookie, or null; one that has ended is another's. */
  ObservedSession find(Address client, Address server, String cookie) {
    Key key = new Key(client, server, cookie);
    ObservedSession session = sessions.get(key);
    if (session != null && session.hasEnded()) {
      sessions.remove(key);
      return null;
    }
    return session;
  }

  void put(Address client, Address server, String cookie, ObservedSession session) {
    sessions.put(new Key(client, server, cookie), session);
  }

  /** The capture has ended: so have the tunnels of which one half was never seen. */
  void close() {
    sessions.values().forEach(session -> session.abandon(End.CAPTURE_ENDED));
    sessions.clear();
  }
}
