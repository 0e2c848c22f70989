package io.camvitals.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a meter must say of packets, worked out from sets of all numbers that the sender gave them.
 * It knows the sender's sequences, keeps everything, and shares no code with the meter.
 */
final class NaiveMeter {
  /** The figures of one window. */
  static final class Figures {
    long packets;
    long duplicates;
    long reordered;
    long lost;
    long restarts;
    long[] lossRuns = new long[11];
    long payloadBytes;
    long wireBytes;
    long frames;
    long keyFrames;
    long interarrivalMaxNs = -1;
    long burstCount;
    long burstPackets;
    long burstLost;
  }

  private static final long WINDOW_NS = 1_000_000_000L;

  private final Map<Long, Figures> windows = new TreeMap<>();
  private final Map<Integer, Set<Long>> received = new HashMap<>();

  /** For each sequence, each number that is missing, and the window that saw the gap. */
  private final Map<Integer, TreeMap<Long, Long>> charges = new HashMap<>();

  private final Set<Integer> frames = new HashSet<>();
  private final Set<Integer> keyFrames = new HashSet<>();

  NaiveMeter(List<SentPacket> packets) {
    long previousNs = Long.MIN_VALUE;
    for (SentPacket packet : packets) {
      Figures window = window(packet);
      take(packet, window);
      if (previousNs != Long.MIN_VALUE) {
        window.interarrivalMaxNs =
            Math.max(window.interarrivalMaxNs, packet.arrivalNs() - previousNs);
      }
      previousNs = packet.arrivalNs();
    }
    charges.forEach((epoch, missing) -> chargeRuns(epoch));
  }

  Map<Long, Figures> windows() {
    return windows;
  }

  int sequences() {
    return received.size();
  }

  /** True when each sequence has two consecutive numbers, so that a receiver can know of it. */
  boolean allSequencesShow() {
    return received.values().stream()
        .allMatch(numbers -> numbers.stream().anyMatch(number -> numbers.contains(number + 1)));
  }

  private Figures window(SentPacket packet) {
    return windows.computeIfAbsent(start(packet), start -> new Figures());
  }

  private static long start(SentPacket packet) {
    return packet.arrivalNs() / WINDOW_NS * WINDOW_NS;
  }

  private void take(SentPacket packet, Figures window) {
    window.packets++;
    window.payloadBytes += packet.payloadSize();
    window.wireBytes += packet.wireSize();
    boolean newSequence = !received.containsKey(packet.epoch());
    if (newSequence && packet.epoch() > 0) {
      window.restarts++;
    }
    Set<Long> numbers = received.computeIfAbsent(packet.epoch(), epoch -> new HashSet<>());
    TreeMap<Long, Long> missing = charges.computeIfAbsent(packet.epoch(), e -> new TreeMap<>());
    long number = packet.number();
    if (numbers.contains(number)) {
      window.duplicates++;
      return;
    }
    if (!numbers.isEmpty()) {
      long lowest = numbers.stream().mapToLong(n -> n).min().orElseThrow();
      long highest = numbers.stream().mapToLong(n -> n).max().orElseThrow();
      if (number < highest) {
        window.reordered++;
      }
      for (long gap = highest + 1; gap < number; gap++) {
        missing.put(gap, start(packet));
      }
      for (long gap = number + 1; gap < lowest; gap++) {
        missing.put(gap, start(packet));
      }
    }
    missing.remove(number);
    numbers.add(number);
    if (frames.add(packet.rtpTimestamp())) {
      window.frames++;
    }
    if (packet.keyFrame() && keyFrames.add(packet.rtpTimestamp())) {
      window.keyFrames++;
    }
  }

  private void chargeRuns(int epoch) {
    TreeMap<Long, Long> missing = charges.get(epoch);
    long run = 0;
    for (Map.Entry<Long, Long> entry : missing.entrySet()) {
      Figures window = windows.get(entry.getValue());
      window.lost++;
      run++;
      if (!missing.containsKey(entry.getKey() + 1)) {
        window.lossRuns[(int) Math.min(run, 10)]++;
        run = 0;
      }
    }
    // RFC 3611 section 4.7.2, number by number: a burst goes from a loss to the last loss before 16
    // received packets in a row; one loss alone is none.
    Long first = null;
    long last = 0;
    long lost = 0;
    for (long number : missing.keySet()) {
      if (first != null && number - last - 1 >= 16) {
        closeBurst(first, last, lost, missing);
        first = null;
      }
      if (first == null) {
        first = number;
        lost = 0;
      }
      last = number;
      lost++;
    }
    if (first != null) {
      closeBurst(first, last, lost, missing);
    }
  }

  private void closeBurst(long first, long last, long lost, TreeMap<Long, Long> missing) {
    if (lost < 2) {
      return;
    }
    windows.get(missing.get(first)).burstCount++;
    long between = 0;
    for (long number = first; number <= last; number++) {
      if (missing.containsKey(number)) {
        Figures window = windows.get(missing.get(number));
        window.burstLost++;
        window.burstPackets += 1 + between;
        between = 0;
      } else {
        between++;
      }
    }
  }
}
