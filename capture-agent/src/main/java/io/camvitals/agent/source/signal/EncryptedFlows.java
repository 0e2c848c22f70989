package io.camvitals.agent.source.signal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pairs of UDP ports on which a DTLS handshake was seen, so that RTP between them is SRTP (RFC
 * 5764); the last {@value #MOST}.
 */
public final class EncryptedFlows {
  private static final int MOST = 4_096;

  private final Map<FlowKey, Boolean> flows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FlowKey, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** A handshake message passed from one to the other. */
  public void add(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort) {
    flows.put(
        new FlowKey(
            sourceHigh, sourceLow, sourcePort, destinationHigh, destinationLow, destinationPort),
        true);
  }

  /** Whether one was seen, in either direction. */
  public boolean contains(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort) {
    return flows.containsKey(
            new FlowKey(
                sourceHigh,
                sourceLow,
                sourcePort,
                destinationHigh,
                destinationLow,
                destinationPort))
        || flows.containsKey(
            new FlowKey(
                destinationHigh,
                destinationLow,
                destinationPort,
                sourceHigh,
                sourceLow,
                sourcePort));
  }
}
