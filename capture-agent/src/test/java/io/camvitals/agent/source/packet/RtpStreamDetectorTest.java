package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.RecordedStreams;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RtpStreamDetectorTest {
  private static final int PCMU = 0;
  private static final int DYNAMIC = 96;
  private static final int SSRC = 0x1a2b3c4d;

  private RecordedStreams streams;
  private List<RecordedStreams.Stream> found;
  private CaptureCounters counters;
  private RtpStreamDetector detector;
  private PacketDemultiplexer demultiplexer;
  private long timeNs;

  RtpStreamDetectorTest() {
    start(Map.of());
  }

  private void start(Map<Integer, Integer> clockRates) {
    start(clockRates, DetectorLimits.AGENT);
  }

  private void start(Map<Integer, Integer> clockRates, DetectorLimits limits) {
    streams = new RecordedStreams();
    found = streams.all();
    counters = new CaptureCounters();
    timeNs = 1_000;
    detector =
        new RtpStreamDetector(
            VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("file").build(),
            new PayloadTypeClocks(clockRates),
            limits,
            streams,
            counters);
    demultiplexer =
        new PacketDemultiplexer(detector::datagram, segment -> {}, counters, frame -> {});
  }

  @Test
  void threePacketsInOrderMakeAStreamAndAllCount() {
    capture(rtp(PCMU, 7, 0, SSRC, 160), rtp(PCMU, 8, 160, SSRC, 160));
    assertThat(found).isEmpty();
    capture(rtp(PCMU, 9, 320, SSRC, 160), rtp(PCMU, 10, 480, SSRC, 160));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).sequences()).containsExactly(7, 8, 9, 10);
    assertThat(found.get(0).arrivals()).containsExactly(1_000L, 1_001L, 1_002L, 1_003L);
    StreamIdentity identity = found.get(0).identity();
    assertThat(identity.getTransport()).isEqualTo(Transport.TRANSPORT_UDP);
    assertThat(identity.getSsrc()).isEqualTo(SSRC);
    assertThat(identity.getCodec()).isEqualTo("PCMU");
    assertThat(identity.getClockRate()).isEqualTo(8000);
    assertThat(identity.getSource().getPort()).isEqualTo(5000);
    assertThat(identity.getSignalled()).isFalse();
    assertThat(counters.snapshot().rejected()).isEmpty();
  }

  @Test
  void duplicatesAndLossBeforeThatDoNotHinder() {
    for (int sequence : new int[] {65_534, 65_534, 65_535, 65_535, 3, 3, 4, 4}) {
      capture(rtp(PCMU, sequence, 0, SSRC, 10));
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).sequences())
        .containsExactly(65_534, 65_534, 65_535, 65_535, 3, 3, 4, 4);
  }

  @Test
  void packetsWithoutSequenceAreNoStream() {
    for (int i = 0; i < 100; i++) {
      capture(rtp(DYNAMIC, 42, i, SSRC, 10));
    }
    detector.close();
    assertThat(found).isEmpty();
    assertThat(counters.snapshot().rejected())
        .containsExactly(Map.entry("rtp-without-sequence", 100L));
  }

  @Test
  void eachSsrcAndFlowIsAStreamOfItsOwn() {
    for (int sequence = 0; sequence < 5; sequence++) {
      capture(rtp(PCMU, sequence, 0, 1, 10), rtp(PCMU, sequence, 0, 2, 10));
      capture(udpFrame(5002, 6000, rtp(PCMU, sequence, 0, 1, 10)), true);
    }
    assertThat(found).hasSize(3);
    assertThat(found).allSatisfy(stream -> assertThat(stream.sequences()).hasSize(5));
  }

  @Test
  void saysWhatElseWasSeen() {
    capture(hex("000100002112a442000000000000000000000000"));
    capture(hex("16fefd0000000000000000000000"));
    capture(hex("40000002abcd"));
    capture(new byte[0]);
    byte[] ts = new byte[188];
    ts[0] = 0x47;
    capture(ts);
    capture("INVITE sip:a@b SIP/2.0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    capture(hex("80"));
    capture(hex("8000"));
    capture(rtp(74, 1, 1, 1, 1));
    byte[] overrun = rtp(PCMU, 1, 1, 1, 1);
    overrun[0] = (byte) 0x81;
    capture(overrun);
    detector.close();
    assertThat(counters.snapshot().rejected())
        .containsOnly(
            Map.entry("stun", 1L),
            Map.entry("dtls", 1L),
            Map.entry("turn-channel", 1L),
            Map.entry("empty-udp", 1L),
            Map.entry("mpeg-ts-unconfirmed", 1L),
            Map.entry("not-rtp", 3L),
            Map.entry("rtp-too-short", 1L),
            Map.entry("rtp-csrc-overrun", 1L));
  }

  @Test
  void rtcpGoesToItsStream() {
    byte[] senderReport = hex("80c80006 1a2b3c4d" + "00".repeat(20));
    capture(udpFrame(5001, 6001, senderReport), true);
    for (int sequence = 0; sequence < 3; sequence++) {
      capture(rtp(PCMU, sequence, 0, SSRC, 10));
    }
    capture(udpFrame(5001, 6001, senderReport), true);
    capture(senderReport);
    byte[] receiverReport = hex("81c90007 99999999 1a2b3c4d" + "00".repeat(20));
    byte[] back = udpFrame(6001, 5001, receiverReport);
    System.arraycopy(udpFrame(new byte[0]), 26, back, 30, 4);
    System.arraycopy(udpFrame(new byte[0]), 30, back, 26, 4);
    capture(back, true);
    assertThat(found.get(0).rtcp()).isEqualTo(3);
    assertThat(counters.snapshot().rejected()).containsExactly(Map.entry("rtcp-of-no-stream", 1L));
  }

  @Test
  void waitsForTheCodecOfADynamicPayloadType() {
    byte[][] payloads = {hex("6742c01eda0280"), hex("68ce3c80"), hex("65888040"), hex("419a2012")};
    for (int i = 0; i < StreamCandidate.MAXIMUM_PACKETS; i++) {
      assertThat(found).isEmpty();
      capture(rtp(DYNAMIC, false, i, i / 4 * 3600, SSRC, payloads[i % 4]));
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).identity().getCodec()).isEqualTo("H264");
    assertThat(found.get(0).identity().getMedia()).isEqualTo("video");
    assertThat(found.get(0).identity().getClockRate()).isEqualTo(90_000);
    assertThat(found.get(0).sequences()).hasSize(StreamCandidate.MAXIMUM_PACKETS);
  }

  @Test
  void waitsForTheCodecForASecondAtMost() {
    for (int i = 0; i < 5; i++) {
      timeNs += 400_000_000;
      capture(rtp(DYNAMIC, i, i, SSRC, 10));
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).identity().getCodec()).isEmpty();
    assertThat(found.get(0).identity().getClockRate()).isZero();
  }

  @Test
  void aNamedClockRateIsBelieved() {
    start(Map.of(DYNAMIC, 48_000, PCMU, 16_000));
    for (int i = 0; i < 3; i++) {
      capture(rtp(DYNAMIC, i, i, SSRC, 10), rtp(PCMU, i, i, SSRC + 1, 10));
    }
    detector.close();
    assertThat(found)
        .extracting(stream -> stream.identity().getClockRate())
        .containsExactly(16_000, 48_000);
    assertThatThrownBy(() -> new PayloadTypeClocks(Map.of(128, 1)))
        .hasMessage("payload type 128 is not within 0 to 127");
    assertThatThrownBy(() -> new PayloadTypeClocks(Map.of(96, 0)))
        .hasMessage("clock rate 0 of payload type 96 is below 1");
  }

  @Test
  void aNamedClockRateDoesNotKeepTheCodecFromBeingLookedFor() {
    start(Map.of(DYNAMIC, 90_000));
    h264(90_000, 40);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).identity().getCodec()).isEqualTo("H264");
    assertThat(found.get(0).identity().getMedia()).isEqualTo("video");
    assertThat(found.get(0).identity().getClockRate()).isEqualTo(90_000);
    assertThat(found.get(0).identity().getClockRateSource())
        .isEqualTo(ClockRateSource.CLOCK_RATE_SOURCE_CONFIGURED);
  }

  @Test
  void theCodecsClockRateIsNotTakenAgainstTheTimestamps() {
    for (int rate : new int[] {1_000, 8_000, 1_000_000}) {
      start(Map.of());
      h264(rate, 40);
      StreamIdentity identity = found.get(0).identity();
      assertThat(identity.getCodec()).isEqualTo("H264");
      assertThat(identity.getClockRate()).as("%s Hz", rate).isZero();
      assertThat(identity.getClockRateSource())
          .isEqualTo(ClockRateSource.CLOCK_RATE_SOURCE_UNSPECIFIED);
    }
    for (int millis : new int[] {0, 5, 20, 40, 80}) {
      start(Map.of());
      h264(90_000, millis);
      assertThat(found.get(0).identity().getClockRate())
          .as("frames of 40 ms every %s ms", millis)
          .isEqualTo(90_000);
    }
    start(Map.of(DYNAMIC, 90_000));
    h264(1_000_000, 40);
    assertThat(found.get(0).identity().getClockRate()).as("named").isEqualTo(90_000);
  }

  /** Packets of 40 ms each, of which the first do not show the codec. */
  private void h264(int clockRate, int everyMillis) {
    byte[] slice = hex("419a2012");
    for (int i = 0; i < StreamCandidate.MAXIMUM_PACKETS; i++) {
      byte[] payload = i == 8 ? hex("6742c01eda0280") : i == 9 ? hex("68ce3c80") : slice;
      capture(rtp(DYNAMIC, false, i, i * (clockRate / 25), SSRC, payload));
      timeNs += everyMillis * 1_000_000L;
    }
    detector.close();
  }

  @Test
  void silentStreamsEndAndMayBeginAgain() {
    capture(rtp(PCMU, 1, 0, SSRC, 1), rtp(PCMU, 2, 0, SSRC, 1), rtp(PCMU, 3, 0, SSRC, 1));
    capture(rtp(DYNAMIC, 1, 0, 5, 1), rtp(DYNAMIC, 2, 0, 5, 1), rtp(DYNAMIC, 3, 0, 5, 1));
    capture(rtp(DYNAMIC, 1, 0, 6, 1));
    detector.closeIdle(timeNs, 1_000);
    assertThat(found).hasSize(1);
    detector.closeIdle(timeNs + 2_000, 1_000);
    assertThat(found).as("the confirmed candidate became a stream").hasSize(2);
    assertThat(found).allSatisfy(stream -> assertThat(stream.closed()).isTrue());
    assertThat(counters.snapshot().rejected())
        .containsExactly(Map.entry("rtp-without-sequence", 1L));
    capture(rtp(PCMU, 4, 0, SSRC, 1), rtp(PCMU, 5, 0, SSRC, 1), rtp(PCMU, 6, 0, SSRC, 1));
    assertThat(found).hasSize(3);
  }

  @Test
  void captureLossIsToldToEachStream() {
    capture(rtp(PCMU, 1, 0, SSRC, 1), rtp(PCMU, 2, 0, SSRC, 1), rtp(PCMU, 3, 0, SSRC, 1));
    detector.captureDropped(9);
    assertThat(found.get(0).dropped()).isEqualTo(9);
  }

  @Test
  void candidatesAreBoundedAndTheSilentOnesMakeWay() {
    start(Map.of(), new DetectorLimits(10, 100_000));
    int flows = 5_000;
    for (int ssrc = 0; ssrc < flows; ssrc++) {
      capture(rtp(PCMU, 1, 0, ssrc, 1));
    }
    Map<String, Long> rejected = counters.snapshot().rejected();
    assertThat(rejected).containsOnlyKeys("too-many-candidates");
    assertThat(rejected.get("too-many-candidates")).isBetween(flows - 250L, flows - 100L);
    timeNs += 3_000_000_000L;
    int packets = 2_000;
    for (int sequence = 0; sequence < packets; sequence++) {
      capture(rtp(PCMU, sequence, 0, 1 << 30, 1));
    }
    assertThat(found).hasSize(1);
    detector.close();
    assertThat(found.get(0).sequences().size() + counters.snapshot().seen())
        .isEqualTo(flows + packets);
  }

  @Test
  void aPacketForWhichSilentCandidatesBecomeStreamsIsReadAsItself() {
    start(Map.of(), new DetectorLimits(10, 1));
    capture(rtp(DYNAMIC, 1, 0, 5, 10), rtp(DYNAMIC, 2, 0, 5, 10), rtp(DYNAMIC, 3, 0, 5, 10));
    assertThat(found).isEmpty();
    timeNs += 3_000_000_000L;
    capture(rtp(PCMU, 7, 0, SSRC, 160), rtp(PCMU, 8, 160, SSRC, 160), rtp(PCMU, 9, 320, SSRC, 160));
    assertThat(found).extracting(stream -> stream.identity().getSsrc()).containsExactly(5, SSRC);
    assertThat(found.get(0).sequences()).containsExactly(1, 2, 3);
    assertThat(found.get(1).sequences()).containsExactly(7, 8, 9);
  }

  @Test
  void streamsAreBounded() {
    start(Map.of(), new DetectorLimits(2, 100_000));
    for (int ssrc = 0; ssrc < 3; ssrc++) {
      capture(rtp(PCMU, 1, 0, ssrc, 1), rtp(PCMU, 2, 0, ssrc, 1), rtp(PCMU, 3, 0, ssrc, 1));
    }
    assertThat(found).hasSize(2);
    assertThat(counters.snapshot().rejected()).containsExactly(Map.entry("too-many-streams", 3L));

    start(Map.of(), new DetectorLimits(2, 100_000));
    for (int sequence = 1; sequence <= 3; sequence++) {
      for (int ssrc = 0; ssrc < 4; ssrc++) {
        capture(rtp(ssrc == 3 ? DYNAMIC : PCMU, sequence, 0, ssrc, 1));
      }
    }
    detector.close();
    assertThat(found).as("of candidates that began together").hasSize(2);
    assertThat(counters.snapshot().rejected()).containsExactly(Map.entry("too-many-streams", 6L));
  }

  @Property(tries = 200)
  void everyPacketIsStreamOrRejected(@ForAll long seed) {
    start(Map.of());
    Random random = new Random(seed);
    int packets = 300;
    for (int i = 0; i < packets; i++) {
      byte[] payload =
          random.nextBoolean()
              ? rtp(random.nextInt(128), i, i, random.nextInt(3), random.nextInt(40))
              : new byte[random.nextInt(40)];
      if (random.nextInt(3) == 0 && payload.length > 0) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      timeNs += random.nextInt(100_000_000);
      capture(payload);
    }
    detector.close();
    long accepted =
        found.stream().mapToLong(stream -> stream.sequences().size() + stream.rtcp()).sum();
    assertThat(accepted + counters.snapshot().seen()).isEqualTo(packets);
  }

  private void capture(byte[]... payloads) {
    for (byte[] payload : payloads) {
      capture(udpFrame(payload), true);
    }
  }

  private void capture(byte[] frame, boolean timestamped) {
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(frame), 0, frame.length, frame.length, LinkType.ETHERNET, 0);
    if (timestamped) {
      packet.setTimestampNs(timeNs++);
    }
    demultiplexer.packet(packet);
  }
}
