package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ClockRateInference;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.file.TimestampFilter;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtp.RtpPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Streams of recorded captures whose clock rate is known by signalling, payload type or payload:
 * what would be inferred of them if it were not. Skipped where the captures are not at hand.
 */
class BlindClockRateTest {
  private static final class Known implements StreamObserver {
    final String file;
    final StreamIdentity identity;
    final StreamIdentity blind;
    final ClockRateInference inference;
    StreamIdentity learned;
    long packets;
    long firstNs;
    long lastNs;

    Known(String file, StreamIdentity identity) {
      this.file = file;
      this.identity = identity;
      blind =
          identity.toBuilder()
              .setClockRate(0)
              .setClockRateSource(ClockRateSource.CLOCK_RATE_SOURCE_UNSPECIFIED)
              .build();
      learned = blind;
      inference = ClockRateInference.of(blind);
    }

    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      firstNs = packets++ == 0 ? arrivalNs : firstNs;
      lastNs = arrivalNs;
      if (inference.packet(packet, arrivalNs)) {
        learned = inference.learned(blind);
      }
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {}

    @Override
    public void captureDropped(long dropped) {}

    @Override
    public void close() {}

    boolean isDecided() {
      return learned.getClockRate() > 0;
    }

    boolean isLongEnough() {
      return lastNs - firstNs > 2_000_000_000L && packets >= 32;
    }

    @Override
    public String toString() {
      return "%s %08x: %d instead of %d, %s"
          .formatted(
              file,
              identity.getSsrc(),
              learned.getClockRate(),
              identity.getClockRate(),
              learned.getClockRateEvidence());
    }
  }

  @Test
  void noRateThatIsInferredIsWrong() throws IOException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    List<Known> known = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(captures)) {
      files = all.filter(BlindClockRateTest::isCapture).sorted().toList();
    }
    for (Path file : files) {
      read(file, known);
    }
    List<Known> decided = known.stream().filter(Known::isDecided).toList();
    assertThat(decided)
        .isNotEmpty()
        .allMatch(stream -> stream.learned.getClockRate() == stream.identity.getClockRate());
    List<Known> longEnough = known.stream().filter(Known::isLongEnough).toList();
    long found = longEnough.stream().filter(Known::isDecided).count();
    assertThat(found).as("of %d", longEnough.size()).isGreaterThan(longEnough.size() * 3L / 4);
  }

  private static boolean isCapture(Path file) {
    return file.toString().matches(".*\\.(pcap|pcapng|cap)(\\.gz)?");
  }

  private static void read(Path file, List<Known> known) throws IOException {
    StreamObservers opened =
        identity -> {
          Known stream = new Known(file.getFileName().toString(), identity);
          if (identity.getClockRate() > 0) {
            known.add(stream);
          }
          return stream;
        };
    CaptureCounters counters = new CaptureCounters();
    CapturedTraffic traffic =
        new CapturedTraffic(
            VantagePoint.getDefaultInstance(),
            new PayloadTypeClocks(Map.of()),
            CaptureLimits.ANALYSIS,
            new CaptureObservers(opened, ConnectionObserver.NONE, counters, new CaptureCounters()));
    try (CaptureReader reader = CaptureReader.open(file)) {
      TimestampFilter filter = new TimestampFilter(traffic::packet, counters);
      reader.read(filter::packet);
      filter.end();
    } catch (IOException e) {
      return; // no capture at all
    }
    traffic.close();
  }
}
