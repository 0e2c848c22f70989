package io.camvitals.agent.observe;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which streams name the same source: a canonical name is the same for all media of one participant
 * (RFC 3550 section 6.5.1). Names of different senders may be alike, so the address counts too. The
 * last {@value #MOST_NAMES} names are remembered, with at most {@value #MOST_COMPANIONS} streams
 * each, for {@value #MINUTES} minutes. Safe for use by several threads.
 */
final class CanonicalNames {
  private static final int MOST_NAMES = 8_192;
  private static final int MOST_COMPANIONS = 16;
  private static final int MINUTES = 5;
  private static final long REMEMBERED_NS = TimeUnit.MINUTES.toNanos(MINUTES);

  private final Map<Key, Map<Integer, Long>> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Map<Integer, Long>> eldest) {
          return size() > MOST_NAMES;
        }
      };

  private record Key(VantagePoint vantagePoint, ByteString address, String name) {}

  /**
   * A stream's sender has told its name.
   *
   * @return SSRCs of the other streams of that name, ascending as unsigned numbers
   */
  synchronized List<Integer> named(StreamIdentity stream, String name, long nowNs) {
    Map<Integer, Long> alike =
        sources.computeIfAbsent(
            new Key(stream.getVantagePoint(), stream.getSource().getAddress(), name),
            unseen -> new LinkedHashMap<>());
    alike.values().removeIf(lastNs -> nowNs - lastNs > REMEMBERED_NS);
    if (alike.containsKey(stream.getSsrc()) || alike.size() <= MOST_COMPANIONS) {
      alike.put(stream.getSsrc(), nowNs);
    }
    return alike.keySet().stream()
        .filter(ssrc -> ssrc != stream.getSsrc())
        .sorted(Integer::compareUnsigned)
        .limit(MOST_COMPANIONS)
        .toList();
  }
}
