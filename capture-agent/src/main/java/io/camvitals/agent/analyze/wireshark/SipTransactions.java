package io.camvitals.agent.analyze.wireshark;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which SIP requests were seen on UDP, so that a response finds its request and a message that is
 * sent again announces nothing again. Over TCP neither is looked for.
 */
final class SipTransactions {
  private static final int LIMIT = 50_000;

  private enum State {
    NOTHING,
    REQUEST,
    PROVISIONAL,
    FINAL
  }

  private record Key(String callId, Flow.Key flow) {}

  private static final class Transaction {
    private long sequence;
    private String method = "";
    private State state = State.NOTHING;
    private int status;
    private int frame;
  }

  private final Map<Key, Transaction> transactions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Transaction> eldest) {
          return size() > LIMIT;
        }
      };

  /** Number of the frame with the request that a response answers; 0 when that is not known. */
  int requestOf(Flow.Key flow, SipMessage response) {
    if (flow.transport() != Transport.UDP || response.sequence() < 0) {
      return 0;
    }
    Transaction request = transactions.get(new Key(response.callId(), flow.reversed()));
    return request != null
            && request.sequence == response.sequence()
            && request.state == State.REQUEST
            && request.method.equals(response.method())
        ? request.frame
        : 0;
  }

  /** Notes a message; number of the frame with the same message before, 0 when it is new. */
  int sentBefore(Flow.Key flow, SipMessage message, int frame) {
    if (flow.transport() != Transport.UDP || message.sequence() < 0) {
      return 0;
    }
    Key key = new Key(message.callId(), flow);
    Transaction known = transactions.get(key);
    long before = known == null ? 0 : known.sequence;
    if (known == null) {
      known = new Transaction();
      known.method = message.method();
      transactions.put(key, known);
    } else if (known.sequence != message.sequence()) {
      known.method = message.method();
      known.state = State.NOTHING;
      known.frame = 0;
    }
    boolean same = message.sequence() == before && known.method.equals(message.method());
    boolean again =
        message.request()
            ? same
                && known.state == State.REQUEST
                && !message.method().equals("ACK")
                && !message.method().equals("CANCEL")
            : same
                && known.state == State.FINAL
                && message.status() >= 200
                && message.status() == known.status;
    int original = again ? known.frame : 0;
    known.sequence = message.sequence();
    if (message.request()) {
      known.state = State.REQUEST;
    } else if (message.status() >= 200) {
      known.state = State.FINAL;
      known.status = message.status();
    } else {
      known.state = State.PROVISIONAL;
    }
    if (original == 0 && known.state != State.PROVISIONAL) {
      known.frame = frame;
    }
    return original;
  }
}
