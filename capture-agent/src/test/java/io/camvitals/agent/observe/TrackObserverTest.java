package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrackObserverTest {
  private static final long SECOND = 1_000_000_000L;

  /** Keeps what each stream was given. */
  private static final class Recorded implements StreamObserver {
    final List<Integer> sequences = new ArrayList<>();
    int reports;
    long dropped;
    boolean closed;

    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      sequences.add(packet.sequenceNumber());
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
      reports++;
    }

    @Override
    public void captureDropped(long packets) {
      dropped += packets;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Map<StreamIdentity, Recorded> streams = new LinkedHashMap<>();
  private final CaptureCounters counters = new CaptureCounters();
  private int gaps;
  private final TrackObserver track = track(0);

  private TrackObserver track(int announcedSsrc) {
    return new TrackObserver(
        identity -> streams.computeIfAbsent(identity, unseen -> new Recorded()),
        RtpPackets.stream("gate", announcedSsrc),
        type ->
            type == 96
                ? new TrackObserver.Encoding(
                    "H264", 90_000, ClockRateSource.CLOCK_RATE_SOURCE_SDP, MediaFormat.UNKNOWN)
                : TrackObserver.Encoding.UNKNOWN,
        counters,
        () -> gaps++);
  }

  private static void rtp(TrackObserver to, int ssrc, int sequence, long arrivalNs) {
    byte[] packet =
        new RtpPacketWriter()
            .payloadType(96)
            .ssrc(ssrc)
            .sequenceNumber(sequence)
            .packet(new byte[10]);
    to.rtp(ByteBuffer.wrap(packet), 0, packet.length, arrivalNs, packet.length + 28);
  }

  private Recorded stream(int ssrc) {
    return streams.entrySet().stream()
        .filter(entry -> entry.getKey().getSsrc() == ssrc)
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void eachSourceIsAStreamOfItsOwn() {
    rtp(track, 1, 10, 0);
    rtp(track, 2, 70, 1);
    rtp(track, 1, 11, 2);
    assertThat(stream(1).sequences).containsExactly(10, 11);
    assertThat(stream(2).sequences).containsExactly(70);
    assertThat(streams.keySet())
        .extracting(StreamIdentity::getSsrc, StreamIdentity::getCodec, StreamIdentity::getSignalled)
        .containsExactly(tuple(1, "H264", true), tuple(2, "H264", false));
  }

  @Test
  void theAnnouncedSourceIsSignalledEvenWhenItComesSecond() {
    TrackObserver announced = track(2);
    rtp(announced, 1, 10, 0);
    rtp(announced, 2, 70, 1);
    assertThat(streams.keySet()).allMatch(StreamIdentity::getSignalled);
  }

  @Test
  void manyForgedSourcesAreRejectedUntilOthersAreSilent() {
    for (int ssrc = 0; ssrc < 100; ssrc++) {
      rtp(track, ssrc, 1, ssrc);
    }
    assertThat(streams).hasSize(16);
    assertThat(counters.snapshot().rejected()).containsEntry("too-many-sources", 84L);
    rtp(track, 5, 2, 11 * SECOND);
    rtp(track, 200, 1, 11 * SECOND);
    assertThat(streams).hasSize(17);
    assertThat(stream(0).closed).isTrue();
    assertThat(stream(5).closed).isFalse();
  }

  @Test
  void aGapIsLookedIntoBeforeThePacketBehindIt() {
    rtp(track, 1, 65_535, 0);
    rtp(track, 1, 0, 1);
    rtp(track, 1, 0, 2);
    assertThat(gaps).isZero();
    rtp(track, 1, 2, 3);
    assertThat(gaps).isEqualTo(1);
    rtp(track, 1, 1, 4);
    assertThat(gaps).isEqualTo(1);
  }

  @Test
  void captureLossIsOfEveryRecentStreamAndWaitsForTheFirst() {
    track.captureDropped(3);
    rtp(track, 1, 1, 0);
    assertThat(stream(1).dropped).isEqualTo(3);
    rtp(track, 2, 1, 5 * SECOND);
    track.captureDropped(4);
    assertThat(stream(1).dropped).as("silent for long").isEqualTo(3);
    assertThat(stream(2).dropped).isEqualTo(4);
    rtp(track, 1, 2, 5 * SECOND);
    track.captureDropped(5);
    assertThat(stream(1).dropped).isEqualTo(8);
    assertThat(stream(2).dropped).isEqualTo(9);
  }

  @Test
  void aSenderReportFindsItsSourceOnEitherPort() {
    byte[] report = RtcpCompound.of(new SenderReport(7, 1, 2, 3, 4)).encode();
    track.rtcp(ByteBuffer.wrap(report), 0, report.length, 0);
    assertThat(stream(7).reports).isEqualTo(1);
    rtp(track, 8, 1, 1);
    track.rtp(ByteBuffer.wrap(report), 0, report.length, 2, 0);
    assertThat(stream(7).reports).isEqualTo(2);
    assertThat(track.packets()).isEqualTo(3);
  }

  @Test
  void afterTheEndNothingIsOpened() {
    rtp(track, 1, 1, 0);
    track.close();
    rtp(track, 1, 2, 1);
    rtp(track, 2, 1, 2);
    track.captureDropped(1);
    assertThat(stream(1).closed).isTrue();
    assertThat(stream(1).sequences).containsExactly(1);
    assertThat(streams).hasSize(1);
    assertThat(counters.snapshot().rejected()).containsEntry("session-closed", 2L);
  }

  @Property(tries = 300)
  void anyBytesAreGivenToAStreamOrRejectedByReason(@ForAll byte[] bytes, @ForAll boolean toRtp) {
    long before = streams.values().stream().mapToLong(s -> s.sequences.size() + s.reports).sum();
    long rejectedBefore = counters.snapshot().seen();
    if (toRtp) {
      track.rtp(ByteBuffer.wrap(bytes), 0, bytes.length, 0, bytes.length);
    } else {
      track.rtcp(ByteBuffer.wrap(bytes), 0, bytes.length, 0);
    }
    long after = streams.values().stream().mapToLong(s -> s.sequences.size() + s.reports).sum();
    assertThat(after - before + counters.snapshot().seen() - rejectedBefore).isEqualTo(1);
  }
}
