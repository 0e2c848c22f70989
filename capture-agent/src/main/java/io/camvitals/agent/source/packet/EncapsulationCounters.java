package io.camvitals.agent.source.packet;

import java.util.Map;
import java.util.TreeMap;

/** In how many packets each {@link Encapsulation} was met; a packet counts once for each kind. */
final class EncapsulationCounters {
  private static final Encapsulation[] ALL = Encapsulation.values();

  private final long[] packets = new long[ALL.length];

  /**
   * Counts one packet.
   *
   * @param met the bits of {@link PacketCursor#encapsulations}
   */
  void count(int met) {
    for (int rest = met; rest != 0; rest &= rest - 1) {
      packets[Integer.numberOfTrailingZeros(rest)]++;
    }
  }

  /** Packets by {@link Encapsulation#label}, of those that were met. */
  Map<String, Long> snapshot() {
    Map<String, Long> counts = new TreeMap<>();
    for (Encapsulation each : ALL) {
      if (packets[each.ordinal()] > 0) {
        counts.put(each.label(), packets[each.ordinal()]);
      }
    }
    return counts;
  }
}
