package io.camvitals.jobs.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The packets of one camera, and what its windows must hold: computed with sets and plain floating
 * point from the packets, and from nothing of ours that measures.
 */
final class PacketTrace {
  /** One packet as it arrived; numbers are unwrapped. */
  record Packet(int number, long arrivalNs) {}

  /** What a window must hold. */
  static final class Expected {
    long packets;
    long duplicates;
    long reordered;
    long lost;
    long frames;
    double jitterMaxUnits;
    double jitterLastUnits;
    boolean jitterKnown;
  }

  final TestStream stream;
  final List<Packet> packets = new ArrayList<>();

  PacketTrace(TestStream stream) {
    this.stream = stream;
  }

  /** Packets with 2 % loss, 1 % duplicates, 2 % reordering and jitter, reproducibly. */
  static PacketTrace random(TestStream stream, int count, long startNs, long seed) {
    PacketTrace trace = new PacketTrace(stream);
    Random random = new Random(seed);
    int first = random.nextInt(60_000);
    List<Packet> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double fate = random.nextDouble();
      long arrival = startNs + i * TestStream.PACKET_INTERVAL_NS;
      if (fate < 0.02 && i > 0 && i < count - 1) {
        continue;
      }
      long jitter = random.nextInt(3_000_000);
      sent.add(new Packet(first + i, arrival + jitter));
      if (fate < 0.03) {
        sent.add(new Packet(first + i, arrival + 4_000_000));
      } else if (fate < 0.05 && i > 0) {
        sent.set(sent.size() - 1, new Packet(first + i, arrival + 35_000_000));
      }
    }
    sent.sort(java.util.Comparator.comparingLong(Packet::arrivalNs));
    // The first packet stays first, since a later one may not begin the sequence again.
    trace.packets.addAll(sent);
    return trace;
  }

  /** By start of the window. */
  Map<Long, Expected> windows(long lengthNs) {
    Map<Long, Expected> windows = new TreeMap<>();
    Set<Integer> seen = new HashSet<>();
    Map<Integer, Expected> charged = new HashMap<>();
    Set<Integer> framesSeen = new HashSet<>();
    int highest = packets.get(0).number() - 1;
    double jitter = 0;
    Packet previous = null;
    for (Packet packet : packets) {
      Expected window =
          windows.computeIfAbsent(
              Math.floorDiv(packet.arrivalNs(), lengthNs) * lengthNs, start -> new Expected());
      window.packets++;
      if (previous != null) {
        // RFC 3550 A.8: differences of arrival and timestamp, in units of 1/90000 s.
        double arrivalUnits = (packet.arrivalNs() - previous.arrivalNs()) * 90_000 / 1e9;
        double sentUnits = (frame(packet) - frame(previous)) * 3_600.0;
        jitter += (Math.abs(arrivalUnits - sentUnits) - jitter) / 16;
        window.jitterKnown = true;
        window.jitterMaxUnits = Math.max(window.jitterMaxUnits, jitter);
        window.jitterLastUnits = jitter;
      }
      previous = packet;
      if (!seen.add(packet.number())) {
        window.duplicates++;
        continue;
      }
      if (framesSeen.add(frame(packet))) {
        window.frames++;
      }
      if (packet.number() < highest) {
        window.reordered++;
        charged.remove(packet.number()).lost--;
      }
      for (int missing = highest + 1; missing < packet.number(); missing++) {
        window.lost++;
        charged.put(missing, window);
      }
      highest = Math.max(highest, packet.number());
    }
    return windows;
  }

  private static int frame(Packet packet) {
    return packet.number() / TestStream.PACKETS_PER_FRAME;
  }
}
