package io.camvitals.agent.analyze.filter;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.util.OptionalInt;

/** What must hold of a flow for it to be shown. */
interface Condition {
  boolean holds(Endpoint source, Endpoint destination, OptionalInt ssrc);

  /** Which end of a flow a test looks at. */
  enum End {
    SOURCE,
    DESTINATION,
    EITHER
  }

  /** What must hold of one end. */
  interface EndCondition {
    boolean holds(Endpoint endpoint);
  }

  static Condition of(End end, EndCondition test) {
    return (source, destination, ssrc) ->
        end != End.DESTINATION && test.holds(source)
            || end != End.SOURCE && test.holds(destination);
  }

  /** Something without an SSRC has none of them. */
  static Condition ssrc(int wanted) {
    return (source, destination, ssrc) -> ssrc.isPresent() && ssrc.getAsInt() == wanted;
  }

  default Condition and(Condition other) {
    return (source, destination, ssrc) ->
        holds(source, destination, ssrc) && other.holds(source, destination, ssrc);
  }

  default Condition or(Condition other) {
    return (source, destination, ssrc) ->
        holds(source, destination, ssrc) || other.holds(source, destination, ssrc);
  }

  default Condition not() {
    return (source, destination, ssrc) -> !holds(source, destination, ssrc);
  }

  /** Addresses whose first {@code bits} bits are those of the network's. */
  static EndCondition network(ByteString network, int bits) {
    return endpoint -> {
      ByteString address = endpoint.getAddress();
      if (address.size() != network.size()) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        if (((address.byteAt(i / 8) ^ network.byteAt(i / 8)) >>> 7 - i % 8 & 1) != 0) {
          return false;
        }
      }
      return true;
    };
  }

  static EndCondition ports(int first, int last) {
    return endpoint -> endpoint.getPort() >= first && endpoint.getPort() <= last;
  }
}
