package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.v1.StreamQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BatchSplitTest {
  private record Packet(int number, long arrivalNs) {}

  /** Some seconds with loss, duplicates, reordering, pauses and a restart of the sequence. */
  private static List<Packet> story(long seed) {
    Random random = new Random(seed);
    List<Packet> packets = new ArrayList<>();
    long now = TestStream.START_NS + random.nextInt(1_000) * TestStream.MS;
    int number = random.nextInt(70_000);
    for (int i = 0; i < 2_500; i++, number++) {
      now += random.nextInt(20) * TestStream.MS;
      double fate = random.nextDouble();
      if (fate < 0.02) {
        continue;
      }
      packets.add(new Packet(number, now));
      if (fate < 0.04) {
        packets.add(new Packet(number - random.nextInt(30), now));
      } else if (fate < 0.06 && packets.size() > 12) {
        packets.add(packets.size() - random.nextInt(12) - 1, new Packet(number + 1, now));
        number++;
      } else if (fate < 0.062) {
        now += random.nextInt(4_000) * TestStream.MS;
      } else if (fate < 0.063) {
        number += 20_000;
      }
    }
    return packets;
  }

  private static Map<String, StreamQuality> documents(List<Packet> packets, Random splits, int mean)
      throws Exception {
    TestStream stream = new TestStream("gate", 1);
    try (StreamQualityHarness job = new StreamQualityHarness()) {
      for (Packet packet : packets) {
        stream.packet(packet.number, packet.arrivalNs);
        if (stream.rows() == 4_000 || splits.nextInt(mean) == 0) {
          job.take(stream.record());
        }
      }
      if (stream.rows() > 0) {
        job.take(stream.record());
      }
      job.passMs(StreamQualityFunction.SILENCE_MS);
      List<StreamQuality> all = new ArrayList<>(job.seconds());
      all.addAll(job.documents());
      return StreamQualityHarness.last(all);
    }
  }

  @Property(tries = 25)
  void howPacketsAreSplitIntoBatchesDoesNotMatter(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int mean) throws Exception {
    List<Packet> packets = story(seed);
    Map<String, StreamQuality> single = documents(packets, new Random(0), Integer.MAX_VALUE);
    assertThat(documents(packets, new Random(seed), mean)).isEqualTo(single);
    long counted =
        single.values().stream()
            .filter(window -> window.getResolutionNs() == TestStream.SECOND)
            .mapToLong(window -> window.getPackets() + window.getInvalid())
            .sum();
    // A candidate sequence at the very end may still be kept aside.
    assertThat(counted).isBetween((long) packets.size() - 64, (long) packets.size());
  }

  @Property(tries = 10)
  void aSnapshotAnywhereChangesNothing(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.99) double where)
      throws Exception {
    List<Packet> packets = story(seed);
    TestStream stream = new TestStream("gate", 1);
    List<StreamQuality> all = new ArrayList<>();
    StreamQualityHarness job = new StreamQualityHarness();
    for (int i = 0; i < packets.size(); i++) {
      stream.packet(packets.get(i).number, packets.get(i).arrivalNs);
      if (i == (int) (where * packets.size())) {
        job.take(stream.record());
        all.addAll(job.seconds());
        all.addAll(job.documents());
        var checkpoint = job.snapshot();
        job.close();
        job = new StreamQualityHarness(checkpoint);
      } else if (i % 64 == 0 || i == packets.size() - 1) {
        job.take(stream.record());
      }
    }
    job.passMs(StreamQualityFunction.SILENCE_MS);
    all.addAll(job.seconds());
    all.addAll(job.documents());
    job.close();
    assertThat(StreamQualityHarness.last(all))
        .isEqualTo(documents(packets, new Random(0), Integer.MAX_VALUE));
  }
}
