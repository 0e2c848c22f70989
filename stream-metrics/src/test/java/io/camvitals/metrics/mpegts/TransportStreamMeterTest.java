package io.camvitals.metrics.mpegts;

import static io.camvitals.metrics.mpegts.TransportStreamFigure.*;
import static io.camvitals.metrics.mpegts.TransportStreamMeter.DISCONTINUITY;
import static io.camvitals.metrics.mpegts.TransportStreamMeter.PAYLOAD;
import static io.camvitals.metrics.mpegts.TransportStreamMeter.SCRAMBLED;
import static io.camvitals.metrics.mpegts.TransportStreamMeter.TRANSPORT_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camvitals.metrics.Figures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TransportStreamMeterTest {
  private static final long MS = 1_000_000;
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int VIDEO = 256;

  private final List<Figures<TransportStreamFigure>> seconds = new ArrayList<>();
  private final TransportStreamMeter meter =
      new TransportStreamMeter((start, figures) -> seconds.add(figures.copy()));

  private Figures<TransportStreamFigure> total() {
    meter.flush();
    Figures<TransportStreamFigure> total = new Figures<>(TransportStreamFigure.class);
    seconds.forEach(total::merge);
    return total;
  }

  private void counters(int... counters) {
    meter.datagram(START, 188 * counters.length);
    for (int counter : counters) {
      meter.packet(VIDEO, counter, PAYLOAD, counter);
    }
  }

  @Test
  void aPacketMayComeTwiceButNotThrice() {
    counters(0, 1, 1, 2, 3, 3, 3, 4);
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(DUPLICATES)).isEqualTo(2);
    assertThat(total.get(CONTINUITY_ERRORS)).isEqualTo(1);
    assertThat(total.get(PACKETS_MISSING)).isZero();
  }

  @Test
  void fifteenLostPacketsAreNoDuplicate() {
    meter.datagram(START, 376);
    meter.packet(VIDEO, 5, PAYLOAD, 1111);
    meter.packet(VIDEO, 5, PAYLOAD, 2222);
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(CONTINUITY_ERRORS)).isEqualTo(1);
    assertThat(total.get(PACKETS_MISSING)).isEqualTo(15);
    assertThat(total.get(DUPLICATES)).isZero();
  }

  @Test
  void aPacketWithoutPayloadDoesNotCount() {
    meter.datagram(START, 4 * 188);
    meter.packet(VIDEO, 5, PAYLOAD, 5);
    meter.packet(VIDEO, 5, 0, 77);
    meter.packet(VIDEO, 5, 0, 77);
    meter.packet(VIDEO, 6, PAYLOAD, 6);
    assertThat(total().get(CONTINUITY_ERRORS)).isZero();
  }

  @Test
  void anAnnouncedDiscontinuityIsNoError() {
    meter.datagram(START, 3 * 188);
    meter.packet(VIDEO, 5, PAYLOAD, 5);
    meter.packet(VIDEO, 9, PAYLOAD | DISCONTINUITY, 9);
    meter.packet(VIDEO, 10, PAYLOAD, 10);
    assertThat(total().get(CONTINUITY_ERRORS)).isZero();
  }

  @Test
  void nullPacketsAndMarkedOnesAreNotJudged() {
    meter.datagram(START, 6 * 188);
    meter.packet(0x1fff, 3, PAYLOAD, 3);
    meter.packet(0x1fff, 3, PAYLOAD, 4);
    meter.packet(VIDEO, 1, PAYLOAD, 1);
    meter.packet(VIDEO, 9, PAYLOAD | TRANSPORT_ERROR, 1);
    meter.packet(VIDEO, 3, PAYLOAD, 1);
    meter.packet(VIDEO, 4, PAYLOAD | SCRAMBLED, 1);
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(CONTINUITY_ERRORS)).isZero();
    assertThat(total.get(NULL_PACKETS)).isEqualTo(2);
    assertThat(total.get(TRANSPORT_ERRORS)).isEqualTo(1);
    assertThat(total.get(SCRAMBLED_PACKETS)).isEqualTo(1);
    assertThat(total.get(PACKETS)).isEqualTo(6);
  }

  @Test
  void whatWasNotSeenIsNotMissing() {
    counters(0, 1);
    meter.notSeen(3);
    counters(9, 10);
    assertThat(total().get(CONTINUITY_ERRORS)).isZero();
  }

  /** Packets of several PIDs, dropped in runs of up to 15 of one PID and doubled at will. */
  @Property(tries = 300)
  void missingPacketsAreFound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int pidCount) {
    Figures<TransportStreamFigure> total = new Figures<>(TransportStreamFigure.class);
    TransportStreamMeter itsMeter =
        new TransportStreamMeter((start, figures) -> total.merge(figures));
    Random random = new Random(seed);
    int[] counters = new int[pidCount];
    long[] numbers = new long[pidCount];
    boolean[] begun = new boolean[pidCount];
    long missing = 0;
    long gaps = 0;
    long duplicates = 0;
    for (int i = 0; i < 3_000; i++) {
      itsMeter.datagram(START + i * MS / 10, 188);
      int pid = random.nextInt(pidCount);
      if (begun[pid] && random.nextInt(50) == 0) {
        int run = 1 + random.nextInt(15);
        counters[pid] += run;
        numbers[pid] += run;
        missing += run;
        gaps++;
      }
      begun[pid] = true;
      long content = numbers[pid]++ * 31 + pid;
      itsMeter.packet(100 + pid, counters[pid] & 0xf, PAYLOAD, content);
      if (random.nextInt(30) == 0) {
        itsMeter.packet(100 + pid, counters[pid] & 0xf, PAYLOAD, content);
        duplicates++;
      }
      counters[pid]++;
    }
    itsMeter.flush();
    assertThat(total.get(PACKETS_MISSING)).isEqualTo(missing);
    assertThat(total.get(CONTINUITY_ERRORS)).isEqualTo(gaps);
    assertThat(total.get(DUPLICATES)).isEqualTo(duplicates);
    assertThat(total.get(PACKETS)).isEqualTo(3_000 + duplicates);
  }

  @Test
  void tablesThatComeTooSeldomAreErrors() {
    for (int ms = 0; ms < 3_000; ms += 10) {
      meter.datagram(START + ms * MS, 188);
      meter.packet(VIDEO, ms / 10 & 0xf, PAYLOAD, ms);
      if (ms == 0) {
        meter.programAssociation();
        meter.programMapPids(new int[] {4_096});
      }
      if (ms == 1_200) { // 0.5 s and 1.0 s were passed without
        meter.programAssociation();
        meter.programMap(4_096);
      }
      if (ms >= 1_200 && ms % 400 == 0) {
        meter.programAssociation();
      }
    }
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(PAT_ERRORS)).isEqualTo(2);
    assertThat(total.get(PMT_ERRORS)).isEqualTo(2 + 3);
    assertThat(seconds.stream().map(second -> second.get(PMT_ERRORS))).containsExactly(1L, 2L, 2L);
  }

  @Test
  void aPidThatTheMapNamesMustBeThere() {
    meter.datagram(START, 188);
    meter.programMapPids(new int[] {4_096});
    meter.referredPids(1, new int[] {VIDEO, 257});
    for (int ms = 0; ms < 12_000; ms += 100) {
      meter.datagram(START + ms * MS, 188);
      meter.packet(VIDEO, ms / 100 & 0xf, PAYLOAD, ms);
    }
    assertThat(total().get(PID_ERRORS)).isEqualTo(2);
  }

  @Test
  void aPidThatNoMapNamesAnyLongerIsNotMissed() {
    meter.datagram(START, 188);
    meter.referredPids(1, new int[] {VIDEO, 257});
    meter.referredPids(1, new int[] {VIDEO});
    for (int ms = 0; ms < 12_000; ms += 100) {
      meter.datagram(START + ms * MS, 188);
      meter.packet(VIDEO, ms / 100 & 0xf, PAYLOAD, ms);
    }
    assertThat(total().get(PID_ERRORS)).isZero();
  }

  @Test
  void whileTheStreamIsSilentNothingIsAbsent() {
    meter.datagram(START, 188);
    meter.programAssociation();
    meter.datagram(START + 60_000 * MS, 188);
    meter.programAssociation();
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(PAT_ERRORS)).isZero();
    assertThat(total.get(INTERARRIVAL_MAX_NS)).isEqualTo(60_000 * MS);
  }

  @Test
  void clockReferences() {
    long[] arrivals = {0, 30, 63, 90, 250};
    long[] clock = {0, 30, 60, 90, 120};
    for (int i = 0; i < arrivals.length; i++) {
      meter.datagram(START + arrivals[i] * MS, 188);
      meter.packet(VIDEO, i, PAYLOAD, i);
      meter.clockReference(VIDEO, (1L << 33) * 300 - 10 + clock[i] * 27_000, false);
    }
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(PCRS)).isEqualTo(5);
    assertThat(total.get(PCR_REPETITION_ERRORS)).isEqualTo(1);
    assertThat(total.get(PCR_DISCONTINUITY_ERRORS)).isZero();
    assertThat(total.get(PCR_INTERVAL_MAX_NS)).isEqualTo(160 * MS);
    assertThat(total.get(PCR_JITTER_MAX_NS)).isEqualTo(130 * MS);
    assertThat(total.get(PCR_TIME_NS)).isEqualTo(120 * MS);
  }

  @Test
  void aJumpOfTheClockIsAnErrorUnlessAnnounced() {
    long[] references = {0, 900_000, 800_000, 50_000_000_000L, 7};
    boolean[] announced = {false, false, false, false, true};
    for (int i = 0; i < references.length; i++) {
      meter.datagram(START + i * 30L * MS, 188);
      meter.packet(VIDEO, i, PAYLOAD, i);
      meter.clockReference(VIDEO, references[i], announced[i]);
    }
    Figures<TransportStreamFigure> total = total();
    assertThat(total.get(PCR_DISCONTINUITY_ERRORS)).isEqualTo(2);
    assertThat(total.get(PCR_JITTER_MAX_NS)).isEqualTo(-1);
  }

  /** A stream of 4 Mb/s whose clock references are set wrong by a known amount. */
  @Test
  void accuracyAndRateOfAConstantStream() {
    long packetNs = 188 * 8 * 1_000_000_000L / 4_000_000;
    for (int i = 0; i < 20_000; i++) {
      meter.datagram(START + i * packetNs, 188);
      meter.packet(VIDEO, i & 0xf, PAYLOAD, i);
      if (i % 80 == 0) {
        long wrong = i % 800 == 0 ? 27 : 0; // a microsecond
        meter.clockReference(VIDEO, i * packetNs * 27 / 1_000 + wrong, false);
      }
    }
    meter.flush();
    Figures<TransportStreamFigure> total = total();
    assertThat(TransportStreamFigure.transportRateBps(total)).isCloseTo(4_000_000, within(100.0));
    assertThat(total.get(PCR_ACCURACY_MAX_NS)).isBetween(700L, 1_100L);
    // Seven buffers of a packet: the buffer swings by one packet.
    assertThat(total.get(DELAY_FACTOR_MAX_NS)).isCloseTo(packetNs, within(2_000L));
    assertThat(total.get(DELAY_FACTOR_SECONDS)).isEqualTo(seconds.size() - 1);
  }

  @Property(tries = 200)
  void delayFactorIsTheSwingOfABuffer(@ForAll long seed) {
    Random random = new Random(seed);
    double rate = 0.0005; // bytes a nanosecond: 4 Mb/s
    DelayFactor factor = new DelayFactor();
    factor.begin(START, rate);
    int datagrams = 1 + random.nextInt(300);
    long[] times = random.longs(datagrams, 0, 1_000 * MS).sorted().toArray();
    double lowest = Double.MAX_VALUE;
    double highest = -Double.MAX_VALUE;
    long received = 0;
    for (long time : times) {
      int size = 188 * (1 + random.nextInt(7));
      factor.datagram(START + time, size);
      lowest = Math.min(lowest, received - rate * time);
      received += size;
      highest = Math.max(highest, received - rate * time);
    }
    assertThat(factor.ns()).isCloseTo((long) ((highest - lowest) / rate), within(1L));
  }

  @Test
  void aSecondIsGivenOutWhenTheNextBegins() {
    meter.datagram(START + 999 * MS, 188);
    meter.datagram(START + 1_000 * MS, 376);
    assertThat(seconds).hasSize(1);
    assertThat(seconds.get(0).get(BYTES)).isEqualTo(188);
    meter.datagram(START - 5_000 * MS, 188); // the clock was set back
    assertThat(seconds).hasSize(2);
    assertThat(total().get(DATAGRAMS)).isEqualTo(3);
  }

  @Test
  void pidsBeyondTheBoundAreCounted() {
    meter.datagram(START, 188);
    for (int pid = 1; pid < 8_000; pid++) {
      meter.packet(pid, 0, PAYLOAD, 0);
    }
    assertThat(total().get(UNFOLLOWED_PACKETS)).isEqualTo(7_999 - 511);
  }

  @Test
  void figuresAreWrittenAndRead() throws IOException {
    counters(1, 2, 5);
    Figures<TransportStreamFigure> total = total();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    total.writeTo(new DataOutputStream(bytes));
    assertThat(
            Figures.readFrom(
                TransportStreamFigure.class,
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(total)
        .hasToString(total.toString());
  }
}
