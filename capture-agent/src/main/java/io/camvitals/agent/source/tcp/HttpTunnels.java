package io.camvitals.agent.source.tcp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * RTSP sessions within pairs of HTTP connections, by the cookie that both name: {@code GET} brings
 * what the server says, {@code POST} what the client says, in Base64. The last {@value #MOST} are
 * remembered.
 */
final class HttpTunnels {
  private static final int MOST = 1_024;

  private final Map<String, ObservedSession> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObservedSession> eldest) {
          return size() > MOST;
        }
      };

  /** The session of that cookie, or null. */
  ObservedSession find(String cookie) {
    return sessions.get(cookie);
  }

  void put(String cookie, ObservedSession session) {
    sessions.put(cookie, session);
  }
}
