package io.camvitals.protocol.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FrameAssemblerPropertyTest {
  private static final long PACKET_NS = 500_000;
  private static final int FARTHEST = 40;

  record Packet(int frame, int sequence, int timestamp, boolean marker, double sentAt) {}

  private final List<FrameFacts> frames = new ArrayList<>();

  private static List<Packet> sent(Random random, int count) {
    List<Packet> packets = new ArrayList<>();
    int sequence = random.nextInt();
    int timestamp = random.nextInt();
    for (int frame = 0; frame < count; frame++) {
      int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 5);
      for (int i = 0; i < length; i++) {
        double sentAt = packets.size() + random.nextDouble() * FARTHEST;
        packets.add(new Packet(frame, sequence++ & 0xffff, timestamp, i == length - 1, sentAt));
      }
      timestamp += 3600;
    }
    return packets;
  }

  private FrameAssembler observe(List<Packet> arriving) {
    FrameAssembler assembler = new FrameAssembler(frames::add);
    long now = 0;
    for (Packet packet : arriving) {
      now += PACKET_NS;
      assembler.observe(now, packet.sequence, packet.timestamp, packet.marker, 1, 0);
    }
    assembler.flush();
    return assembler;
  }

  /** What is told is compared with a plain set of what was sent and what arrived. */
  @Property(tries = 300)
  void lossReorderingAndDuplicatesAgainstThePlainTruth(
      @ForAll long seed, @ForAll @IntRange(max = 20) int lossPercent, @ForAll boolean reorder) {
    frames.clear();
    Random random = new Random(seed);
    List<Packet> sent = sent(random, 60);
    List<Packet> arriving = new ArrayList<>();
    Set<Packet> arrived = new HashSet<>();
    for (Packet packet : sent) {
      if (random.nextInt(100) >= lossPercent) {
        arriving.add(packet);
        arrived.add(packet);
        if (random.nextInt(20) == 0) {
          arriving.add(packet);
        }
      }
    }
    if (reorder) {
      arriving.sort(Comparator.comparingDouble(Packet::sentAt));
    }
    FrameAssembler assembler = observe(arriving);

    assertThat(assembler.duplicates()).isEqualTo(arriving.size() - arrived.size());
    assertThat(assembler.latePackets() + assembler.invalidPackets()).isZero();
    Map<Integer, List<Packet>> sentByTimestamp = new HashMap<>();
    sent.forEach(p -> sentByTimestamp.computeIfAbsent(p.timestamp, t -> new ArrayList<>()).add(p));
    Set<Integer> told = new HashSet<>();
    for (FrameFacts frame : frames) {
      assertThat(told.add(frame.rtpTimestamp())).as("told once").isTrue();
      List<Packet> all = sentByTimestamp.get(frame.rtpTimestamp());
      long received = all.stream().filter(arrived::contains).count();
      assertThat(frame.packets()).isEqualTo((int) received);
      assertThat(frame.size()).isEqualTo(received);
      assertThat(frame.packetsMissing()).isLessThanOrEqualTo(all.size() - frame.packets());
      if (frame.complete()) {
        assertThat(frame.packets()).as("complete").isEqualTo(all.size());
      } else if (lossPercent == 0) {
        assertThat(frame).as("only the first one may be in doubt").isSameAs(frames.get(0));
      }
    }
    assertThat(told).hasSize((int) arrived.stream().map(Packet::frame).distinct().count());
    assertThat(frames).isSortedAccordingTo(Comparator.comparingInt(this::frameNumber));
  }

  private int frameNumber(FrameFacts frame) {
    return frame.rtpTimestamp() - frames.get(0).rtpTimestamp();
  }

  @Property(tries = 300)
  void whateverComesIsCountedOnce(@ForAll long seed) {
    frames.clear();
    Random random = new Random(seed);
    FrameAssembler assembler = new FrameAssembler(frames::add);
    int sequence = 0;
    long now = 0;
    int packets = 3_000;
    for (int i = 0; i < packets; i++) {
      sequence = random.nextInt(30) == 0 ? random.nextInt() : sequence + random.nextInt(4) - 1;
      now += random.nextInt(5) == 0 ? random.nextInt() : 1_000_000;
      assembler.observe(
          now, sequence, random.nextInt(5), random.nextInt(3) == 0, 1, random.nextInt(1 << 13));
    }
    assembler.flush();
    long inFrames = frames.stream().mapToLong(FrameFacts::packets).sum();
    assertThat(
            inFrames
                + assembler.duplicates()
                + assembler.latePackets()
                + assembler.invalidPackets())
        .isEqualTo(packets);
    assertThat(frames).allMatch(frame -> frame.packetsMissing() >= 0 && frame.packets() > 0);
  }
}
