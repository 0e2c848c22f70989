package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StreamMeterPropertyTest {
  private static final long SECOND = 1_000_000_000L;

  @Property(tries = 400)
  void eachWindowEqualsTheNaiveReference(@ForAll long seed, @ForAll boolean signalled) {
    List<SentPacket> packets = SenderScenario.packets(seed);
    NaiveMeter naive = new NaiveMeter(packets);
    Assume.that(naive.allSequencesShow());
    StreamMeter meter = meter(signalled);
    packets.forEach(packet -> packet.feed(meter));

    assertThat(meter.pendingPackets()).isZero();
    naive
        .windows()
        .forEach(
            (start, expected) -> assertThat(text(meter.window(start))).isEqualTo(text(expected)));
    assertThat(meter.total().packets()).isEqualTo(packets.size());
    assertThat(meter.total().restarts()).isEqualTo(naive.sequences() - 1);
  }

  @Property(tries = 200)
  void theMergeOfWindowsEqualsOnePassInAnyGrouping(@ForAll long seed, @ForAll boolean signalled) {
    List<SentPacket> packets = SenderScenario.packets(seed);
    StreamMeter meter = meter(signalled);
    StreamMeter onePass =
        new StreamMeter(StreamMeterSettings.ofWholeStream(SenderScenario.CLOCK_RATE, signalled));
    for (SentPacket packet : packets) {
      packet.feed(meter);
      packet.feed(onePass);
    }
    Assume.that(onePass.total() != null);
    List<WindowMetrics> windows = new ArrayList<>();
    meter.forEachChangedWindow(Long.MAX_VALUE, start -> windows.add(meter.window(start)));
    Random random = new Random(seed);
    while (windows.size() > 1) {
      int at = random.nextInt(windows.size() - 1);
      windows.get(at).merge(windows.remove(at + 1));
    }
    assertThat(all(windows.get(0))).isEqualTo(all(onePass.total()));
    assertThat(all(meter.total())).isEqualTo(all(onePass.total()));
    long start = windows.get(0).windowStartNs();
    long end = windows.get(0).windowEndNs();
    assertThat(all(meter.merged(start, end))).isEqualTo(all(onePass.total()));
    assertThat(meter.merged(end, end + SECOND)).isNull();
  }

  @Property(tries = 200)
  void writingAndReadingAtAnyPointChangesNothing(
      @ForAll long seed, @ForAll boolean signalled, @ForAll @IntRange(min = 1, max = 97) int each) {
    StreamMeter never = meter(signalled);
    StreamMeter again = meter(signalled);
    int count = 0;
    for (SentPacket packet : SenderScenario.packets(seed)) {
      packet.feed(never);
      packet.feed(again);
      if (++count % each == 0) {
        again = read(write(again));
      }
      if (count % 500 == 0) {
        assertThat(changed(again)).isEqualTo(changed(never));
      }
    }
    assertThat(write(again)).isEqualTo(write(never));
  }

  /** Received = counted + invalid + pending, whatever comes; and the state stays small. */
  @Property(tries = 200)
  void nothingDisappearsAndNothingGrowsWithoutBound(@ForAll long seed, @ForAll boolean signalled) {
    Random random = new Random(seed);
    StreamMeter meter = meter(signalled);
    long arrivalNs = random.nextLong();
    int sequence = random.nextInt(65_536);
    int timestamp = random.nextInt();
    int count = 5_000;
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(40)) {
        case 0 -> arrivalNs = random.nextLong();
        case 1 -> sequence = random.nextInt(65_536);
        case 2 -> timestamp = random.nextInt();
        case 3 -> arrivalNs -= random.nextInt(2_000_000_000);
        case 4 -> arrivalNs += 100L * random.nextInt(2_000_000_000);
        case 5 -> sequence -= random.nextInt(1_100);
        case 6 -> sequence += random.nextInt(3_100);
        case 7 -> meter.captureDropped(arrivalNs, random.nextInt(10));
        case 8 -> meter.expire(meter.highestArrivalNs() - random.nextInt());
        default -> {
          sequence += 1 + random.nextInt(3);
          timestamp += random.nextInt(3) * 3_600;
          arrivalNs += random.nextInt(40_000_000);
        }
      }
      meter.observe(arrivalNs, sequence & 0xffff, timestamp, 10, 20, random.nextInt(256));
    }
    WindowMetrics total = meter.total();
    long counted = total == null ? 0 : total.packets() + total.invalid();
    assertThat(counted + meter.pendingPackets()).isEqualTo(count);
    if (total != null) {
      assertThat(total.lost()).isNotNegative();
      assertThat(total.burstLost()).isBetween(0L, total.lost());
      assertThat(total.jitterMaxNs()).isLessThanOrEqualTo((long) JitterFilter.DISCONTINUITY_NS);
    }
    assertThat(write(meter)).hasSizeLessThan(120_000);
  }

  @Property(tries = 300)
  void whatIsNoMeterIsRefusedWithAnIoException(@ForAll long seed) {
    StreamMeter meter = meter(false);
    SenderScenario.packets(seed).stream().limit(300).forEach(packet -> packet.feed(meter));
    byte[] bytes = write(meter);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      byte[] wrong = bytes.clone();
      for (int flips = random.nextInt(10); flips >= 0; flips--) {
        wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(wrong.length + 1);
      try {
        StreamMeter.readFrom(new DataInputStream(new ByteArrayInputStream(wrong, 0, length)));
      } catch (IOException expected) {
        continue;
      }
    }
  }

  private static StreamMeter meter(boolean signalled) {
    return new StreamMeter(StreamMeterSettings.ofSeconds(SenderScenario.CLOCK_RATE, signalled));
  }

  private static List<Long> changed(StreamMeter meter) {
    List<Long> starts = new ArrayList<>();
    meter.forEachChangedWindow(starts::add);
    meter.forEachChangedRollup(10 * SECOND, meter.highestArrivalNs(), starts::add);
    return starts;
  }

  private static byte[] write(StreamMeter meter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      meter.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static StreamMeter read(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      StreamMeter meter = StreamMeter.readFrom(in);
      assertThat(in.available()).isZero();
      return meter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(NaiveMeter.Figures figures) {
    StringBuilder runs = new StringBuilder();
    for (int length = 1; length <= WindowMetrics.LONGEST_LOSS_RUN; length++) {
      runs.append(figures.lossRuns[length]).append(' ');
    }
    return String.format(
        "packets %d duplicates %d reordered %d lost %d restarts %d runs %s bursts %d/%d/%d payload %d"
            + " wire %d frames %d key %d interarrival %d",
        figures.packets,
        figures.duplicates,
        figures.reordered,
        figures.lost,
        figures.restarts,
        runs,
        figures.burstCount,
        figures.burstPackets,
        figures.burstLost,
        figures.payloadBytes,
        figures.wireBytes,
        figures.frames,
        figures.keyFrames,
        figures.interarrivalMaxNs);
  }

  private static String text(WindowMetrics window) {
    StringBuilder runs = new StringBuilder();
    for (int length = 1; length <= WindowMetrics.LONGEST_LOSS_RUN; length++) {
      runs.append(window.lossRun(length)).append(' ');
    }
    return String.format(
        "packets %d duplicates %d reordered %d lost %d restarts %d runs %s bursts %d/%d/%d payload %d"
            + " wire %d frames %d key %d interarrival %d",
        window.packets(),
        window.duplicates(),
        window.reordered(),
        window.lost(),
        window.restarts(),
        runs,
        window.burstCount(),
        window.burstPackets(),
        window.burstLost(),
        window.payloadBytes(),
        window.wireBytes(),
        window.frames(),
        window.keyFrames(),
        window.interarrivalMaxNs());
  }

  private static String all(WindowMetrics window) {
    return text(window)
        + String.format(
            " unique %d expected %d ratio %s invalid %d jitter %d/%d/%d frame jitter %d/%d/%d dropped"
                + " %d complete %s",
            window.unique(),
            window.expected(),
            window.lossRatio(),
            window.invalid(),
            window.jitterLastNs(),
            window.jitterMeanNs(),
            window.jitterMaxNs(),
            window.frameJitterLastNs(),
            window.frameJitterMeanNs(),
            window.frameJitterMaxNs(),
            window.captureDropped(),
            window.captureComplete());
  }
}
