package io.camvitals.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.NtpTimestamp;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpFormatException;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.video.CaptureTimeSei;
import io.camvitals.simulator.media.TestClips;
import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import io.camvitals.simulator.truth.TruthLine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StreamSenderTest {
  private static final long SECOND = 1_000_000_000;
  private static final long EPOCH_NS = 1_700_000_000L * SECOND;

  private final ManualTimers timers = new ManualTimers();
  private RecordingPath path = new RecordingPath(timers, false);
  private boolean died;

  private StreamSender sender(long seed, ScheduledFault... faults) {
    CameraPlan plan = CameraPlan.of("cam-1", VideoProfile.LOW_1M, false, Arrays.asList(faults));
    Camera camera = new Camera(plan, TestClips.small(), seed);
    return new StreamSender(
        camera, "0000000a", camera.nextSession(), timers, EPOCH_NS, path, () -> died = true);
  }

  private static ScheduledFault from(int second, Fault fault) {
    return ScheduledFault.from(fault, Duration.ofSeconds(second));
  }

  private static ScheduledFault during(int from, int length, Fault fault) {
    return new ScheduledFault(
        fault, Duration.ofSeconds(from), Optional.of(Duration.ofSeconds(length)), Optional.empty());
  }

  @Test
  void aCleanCameraKeepsItsPace() {
    StreamSender sender = sender(1);
    int first = sender.firstSequenceNumber();
    int timestamp = sender.firstTimestamp();
    sender.play();
    timers.pass(10 * SECOND - 1);

    TruthLine line = sender.truth().take(Instant.EPOCH);
    assertThat(line.frames()).isEqualTo(250);
    assertThat(line.packetsSent()).isEqualTo(path.sent.size());
    assertThat(line.payloadBytes())
        .isEqualTo(path.sent.stream().mapToLong(sent -> sent.packet().payloadLength()).sum());
    for (int i = 0; i < path.sent.size(); i++) {
      RtpPacket packet = path.sent.get(i).packet();
      assertThat(packet.sequenceNumber()).isEqualTo(first + i & 0xffff);
      assertThat(packet.ssrc()).isEqualTo(sender.ssrc());
      assertThat(packet.payloadLength()).isLessThanOrEqualTo(StreamSender.PAYLOAD_LIMIT);
    }
    assertThat(path.sent.get(0).packet().timestamp()).isEqualTo(timestamp);
    List<RtpPacket> ends =
        path.sent.stream().map(RecordingPath.Sent::packet).filter(RtpPacket::marker).toList();
    assertThat(ends).hasSize(250);
    for (int i = 0; i < ends.size(); i++) {
      assertThat(ends.get(i).timestamp()).isEqualTo(timestamp + 3600 * i);
    }
  }

  @Test
  void thePacketsOfAFrameAreSpreadOverItsTime() {
    sender(1).play();
    timers.pass(40_000_000 - 1);

    long begin = path.sent.get(0).timeNs();
    long end = path.sent.get(path.sent.size() - 1).timeNs();
    assertThat(path.sent.size()).isGreaterThan(3);
    assertThat(end - begin).isBetween(12_000_000L, 24_000_000L);
  }

  @Test
  void everyFrameTellsItsNumberAndCaptureTime() {
    sender(1).play();
    timers.pass(2 * SECOND - 1);

    CaptureTimeSei sei = CaptureTimeSei.forH264();
    long frames = 0;
    for (RecordingPath.Sent sent : path.sent) {
      RtpPacket packet = sent.packet();
      if ((packet.buffer().get(packet.payloadOffset()) & 0x1f) == 6) {
        assertThat(sei.find(packet.buffer(), packet.payloadOffset(), packet.payloadLength()))
            .isTrue();
        assertThat(sei.frameNumber()).isEqualTo(frames);
        assertThat(sei.captureTimeNs()).isEqualTo(EPOCH_NS + frames * 40_000_000);
        frames++;
      }
    }
    assertThat(frames).isEqualTo(50);
  }

  @Test
  void senderReportsBindBothClocks() throws RtcpFormatException {
    StreamSender sender = sender(1, from(0, new Fault.ClockDrift(1000)));
    sender.play();
    timers.pass(10 * SECOND);
    sender.close(true);

    assertThat(path.rtcp).hasSize(1 + 5 + 1);
    SenderReport first = compound(path.rtcp.get(0)).senderReport().orElseThrow();
    SenderReport last = compound(path.rtcp.get(5)).senderReport().orElseThrow();
    assertThat(NtpTimestamp.toUnixNs(first.ntpTimestamp())).isEqualTo(EPOCH_NS);
    assertThat(first.rtpTimestamp()).isEqualTo(sender.firstTimestamp());
    long elapsedNs = NtpTimestamp.toUnixNs(last.ntpTimestamp()) - EPOCH_NS;
    assertThat(elapsedNs).isCloseTo(10_010_000_000L, within(1000L));
    assertThat(last.rtpTimestamp() - first.rtpTimestamp()).isBetween(900_899, 900_900);
    assertThat(last.packetCount()).isGreaterThan(first.packetCount());
    assertThat(compound(path.rtcp.get(0)).cname(sender.ssrc())).contains("cam-1@camvitals");
    assertThat(compound(path.rtcp.get(6)).all(Goodbye.class)).hasSize(1);
  }

  private static RtcpCompound compound(byte[] bytes) throws RtcpFormatException {
    return RtcpCompound.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void aFastClockGivesMoreFrames() {
    StreamSender sender = sender(1, from(0, new Fault.ClockDrift(10_000)));
    sender.play();
    timers.pass(100 * SECOND);
    assertThat(sender.truth().take(Instant.EPOCH).frames()).isEqualTo(2526);
  }

  @Test
  void fewerFramesAreFartherApart() {
    StreamSender sender = sender(1, during(1, 2, new Fault.FrameRateDrop()));
    sender.play();
    timers.pass(4 * SECOND - 1);

    List<Integer> timestamps =
        path.sent.stream().map(sent -> sent.packet().timestamp()).distinct().toList();
    assertThat(timestamps).hasSize(25 + 5 + 5 + 25);
    assertThat(timestamps.get(26) - timestamps.get(25)).isEqualTo(18_000);
  }

  @Test
  void aRestartJumpsAndEmptiesTheQueueBefore() {
    StreamSender sender =
        sender(
            5,
            from(0, new Fault.Jitter(Duration.ofMillis(500))),
            from(0, new Fault.Reordering(0.2, 100)),
            from(3, new Fault.Restart()));
    int first = sender.firstSequenceNumber();
    sender.play();
    timers.pass(6 * SECOND);

    List<Integer> distances =
        path.sent.stream().map(sent -> sent.packet().sequenceNumber() - first & 0xffff).toList();
    int restart = 0;
    while (distances.get(restart) < 5_000) {
      restart++;
    }
    assertThat(distances.subList(0, restart)).allMatch(distance -> distance < 1_000);
    assertThat(distances.subList(restart, distances.size()))
        .allMatch(distance -> distance >= 10_000 && distance <= 51_000);
    assertThat(distances.subList(0, restart).stream().distinct().count())
        .isEqualTo(1L + distances.subList(0, restart).stream().max(Integer::compare).get());
    assertThat(sender.truth().take(Instant.EPOCH).restarts()).isEqualTo(1);
  }

  @Test
  void aSilentCameraComesBackWithTheNextNumberAndAKeyFrame() {
    StreamSender sender = sender(1, during(2, 3, new Fault.Dead(Fault.DeathMode.SILENT)));
    sender.play();
    timers.pass(4 * SECOND);
    assertThat(sender.truth().take(Instant.EPOCH).dead()).isTrue();
    int before = path.sent.size();
    RtpPacket last = path.sent.get(before - 1).packet();
    timers.pass(4 * SECOND);

    RtpPacket next = path.sent.get(before).packet();
    assertThat(next.sequenceNumber()).isEqualTo(last.sequenceNumber() + 1 & 0xffff);
    assertThat(next.timestamp() - last.timestamp()).isEqualTo(3 * 90_000 + 3_600);
    assertThat(next.buffer().get(next.payloadOffset()) & 0x1f).isEqualTo(H264Payloads.STAP_A);
    assertThat(died).isFalse();
  }

  @Test
  void aDeadCameraLosesItsConnections() {
    sender(1, during(2, 3, new Fault.Dead(Fault.DeathMode.CLOSED))).play();
    timers.pass(2 * SECOND + 1);
    assertThat(died).isTrue();
  }

  @Test
  void afterASleepOfTheMachineTheStreamGoesOnWithoutABurst() {
    StreamSender sender = sender(1);
    sender.play();
    timers.pass(SECOND);
    timers.stall(3600 * SECOND);
    int before = path.sent.size();
    timers.pass(SECOND);

    assertThat(path.sent.size() - before).isLessThan(200);
    assertThat(path.sent.get(path.sent.size() - 1).packet().timestamp())
        .isCloseTo(sender.firstTimestamp() + 3602 * 90_000, within(2 * 90_000));
  }

  @Test
  void quiescingLetsEverythingLeaveThatWasMade() {
    StreamSender sender =
        sender(
            2,
            from(0, new Fault.Jitter(Duration.ofMillis(300))),
            from(0, new Fault.Reordering(0.3, 50)));
    sender.play();
    timers.pass(2 * SECOND);
    sender.quiesce();
    assertThat(sender.idle()).isFalse();
    timers.pass(SECOND);

    assertThat(sender.idle()).isTrue();
    TruthLine line = sender.truth().take(Instant.EPOCH);
    assertThat(line.packetsLost()).isZero();
    assertThat(line.packetsDropped()).isZero();
    assertThat(Recount.of(path.sent).lost()).isZero();
    int sent = path.sent.size();
    timers.pass(10 * SECOND);
    assertThat(path.sent).hasSize(sent);
    assertThat(path.rtcp).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void jitterDoesNotReorderWhereOrderIsKept() {
    path = new RecordingPath(timers, true);
    StreamSender sender = sender(1, from(0, new Fault.Jitter(Duration.ofMillis(200))));
    sender.play();
    timers.pass(10 * SECOND);
    TruthLine line = sender.truth().take(Instant.EPOCH);
    assertThat(line.reordered()).isZero();
    assertThat(line.delayed()).isGreaterThan(900);
    assertThat(line.transport()).isEqualTo("tcp");
  }

  @Test
  void oneSeedSendsTheSamePackets() {
    List<Integer> once = sequences(9);
    assertThat(sequences(9)).isEqualTo(once);
    assertThat(sequences(10)).isNotEqualTo(once);
  }

  private List<Integer> sequences(long seed) {
    path = new RecordingPath(timers, false);
    sender(seed, from(0, new Fault.RandomLoss(0.1))).play();
    timers.pass(5 * SECOND);
    return path.sent.stream().map(sent -> sent.packet().sequenceNumber()).toList();
  }

  @Property(tries = 15)
  void truthEqualsARecountOfWhatLeft(@ForAll long seed) {
    path = new RecordingPath(timers, false);
    StreamSender sender =
        sender(
            seed,
            from(1, new Fault.RandomLoss(0.02)),
            from(2, new Fault.BurstLoss(0.05, 4)),
            from(3, new Fault.Jitter(Duration.ofMillis(100))),
            from(1, new Fault.Reordering(0.02, 5)),
            from(2, new Fault.Duplication(0.05)),
            new ScheduledFault(
                new Fault.Restart(),
                Duration.ofSeconds(7),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(8))));
    path.refuse(count -> count % 97 == 0);
    sender.play();
    List<TruthLine> lines = new ArrayList<>();
    for (int second = 0; second < 25; second++) {
      timers.pass(SECOND);
      lines.add(sender.truth().take(Instant.EPOCH));
    }
    sender.quiesce();
    timers.pass(SECOND);
    lines.add(sender.truth().take(Instant.EPOCH));

    Recount recount = Recount.of(path.sent);
    assertThat(lines.stream().mapToLong(TruthLine::packetsSent).sum()).isEqualTo(path.sent.size());
    assertThat(lines.stream().mapToLong(TruthLine::packetsLost).sum()).isEqualTo(recount.lost());
    assertThat(lines.stream().mapToLong(TruthLine::reordered).sum()).isEqualTo(recount.reordered());
    assertThat(lines.stream().mapToLong(TruthLine::duplicates).sum())
        .isEqualTo(recount.duplicates());
    assertThat(lines.stream().mapToLong(TruthLine::restarts).sum()).isEqualTo(3);
    assertThat(recount.sequences()).isEqualTo(4);
    assertThat(recount.lost()).isPositive();
    assertThat(recount.reordered()).isPositive();
    assertThat(recount.duplicates()).isPositive();
  }

  @Example
  void aRecountKnowsALossFromARestart() {
    assertThat(Recount.ofNumbers(List.of(65_534, 0, 65_535, 0, 20_000, 20_002)))
        .isEqualTo(new Recount(1, 1, 1, 2));
  }
}
