package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.RecordedStreams;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TransportStreamDetectorTest {
  private final RecordedStreams streams = new RecordedStreams();
  private final CaptureCounters counters = new CaptureCounters();
  private final RtpStreamDetector detector = detector(DetectorLimits.AGENT);
  private final PacketDemultiplexer demultiplexer =
      new PacketDemultiplexer(detector::datagram, segment -> {}, counters, frame -> {});
  private final CapturedPacket packet = new CapturedPacket();
  private int counter;
  private long timeNs = 1_000;

  private RtpStreamDetector detector(DetectorLimits limits) {
    return new RtpStreamDetector(
        VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("file").build(),
        new PayloadTypeClocks(Map.of()),
        limits,
        streams,
        counters);
  }

  private void capture(int sourcePort, byte[] payload) {
    byte[] frame = udpFrame(sourcePort, 1234, payload);
    packet.set(ByteBuffer.wrap(frame), 0, frame.length, frame.length, LinkType.ETHERNET, 0);
    packet.setTimestampNs(timeNs++);
    demultiplexer.packet(packet);
  }

  /** Packets of PID 256 whose counters go on. */
  private byte[] transportPackets(int count) {
    byte[][] packets = new byte[count][];
    for (int i = 0; i < count; i++) {
      packets[i] = transportPacket(256, counter++);
    }
    return concat(packets);
  }

  private static byte[] transportPacket(int pid, int counter) {
    byte[] bytes = new byte[188];
    bytes[0] = 0x47;
    bytes[1] = (byte) (pid >>> 8);
    bytes[2] = (byte) pid;
    bytes[3] = (byte) (0x10 | counter & 0xf);
    return bytes;
  }

  @Test
  void threeDatagramsWhoseCountersGoOnAreAStreamAndAllCount() {
    capture(5000, transportPackets(7));
    capture(5000, transportPackets(7));
    assertThat(streams.transportStreams()).isEmpty();
    capture(5000, transportPackets(7));
    capture(5000, transportPackets(7));
    assertThat(streams.transportStreams()).hasSize(1);
    RecordedStreams.TransportStream stream = streams.transportStreams().get(0);
    assertThat(stream.arrivals()).containsExactly(1_000L, 1_001L, 1_002L, 1_003L);
    StreamIdentity identity = stream.identity();
    assertThat(identity.getTransport()).isEqualTo(Transport.TRANSPORT_UDP_MPEG_TS);
    assertThat(identity.getCodec()).isEqualTo("MP2T");
    assertThat(identity.getSource().getPort()).isEqualTo(5000);
    assertThat(streams.all()).isEmpty();
    assertThat(counters.snapshot().rejected()).isEmpty();
  }

  @Test
  void aDamagedDatagramOfAStreamIsItsOwn() {
    for (int i = 0; i < 3; i++) {
      capture(5000, transportPackets(7));
    }
    byte[] damaged = transportPackets(7);
    damaged[0] = 0;
    capture(5000, damaged);
    capture(5001, damaged);
    assertThat(streams.transportStreams().get(0).arrivals()).hasSize(4);
    assertThat(counters.snapshot().rejected()).containsOnlyKeys("not-rtp");
  }

  @Test
  void channelDataThatBeginsLikeATransportPacketIsNone() {
    byte[] channelData = new byte[188];
    channelData[0] = 0x47;
    channelData[3] = (byte) 184;
    for (int i = 0; i < 100; i++) {
      capture(5000, channelData);
    }
    detector.close();
    assertThat(streams.transportStreams()).isEmpty();
    assertThat(counters.snapshot().rejected())
        .containsExactly(Map.entry("mpeg-ts-unconfirmed", 100L));
  }

  @Test
  void packetsWithTimecodeOrParityAreFound() {
    for (int i = 0; i < 5; i++) {
      capture(
          5000,
          concat(
              new byte[] {0, 1, 2, 3},
              transportPacket(256, 2 * i),
              new byte[] {0, 1, 2, 4},
              transportPacket(256, 2 * i + 1)));
      capture(
          5001,
          concat(
              transportPacket(256, 2 * i),
              new byte[16],
              transportPacket(256, 2 * i + 1),
              new byte[16]));
    }
    assertThat(streams.transportStreams()).hasSize(2);
  }

  @Test
  void insideRtpADynamicPayloadTypeIsKnownByItsContent() {
    for (int sequence = 0; sequence < 40; sequence++) {
      capture(5000, rtp(96, false, sequence, 1_000 * sequence, 7, transportPackets(7)));
    }
    assertThat(streams.transportStreams()).isEmpty();
    assertThat(streams.all()).hasSize(1);
    StreamIdentity identity = streams.all().get(0).identity();
    assertThat(identity.getCodec()).isEqualTo("MP2T");
    assertThat(identity.getClockRate()).isEqualTo(90_000);
    assertThat(identity.getClockRateSource()).isEqualTo(ClockRateSource.CLOCK_RATE_SOURCE_INFERRED);
    assertThat(identity.getMedia()).isEmpty();
  }

  @Test
  void streamsAndCandidatesAreBounded() {
    RtpStreamDetector small = detector(new DetectorLimits(2, 8_000));
    PacketDemultiplexer its =
        new PacketDemultiplexer(small::datagram, segment -> {}, counters, frame -> {});
    for (int round = 0; round < 4; round++) {
      for (int port = 1; port < 200; port++) {
        byte[] payload =
            concat(
                transportPacket(256, 3 * round),
                transportPacket(256, 3 * round + 1),
                transportPacket(256, 3 * round + 2));
        byte[] frame = udpFrame(port, 1234, payload);
        packet.set(ByteBuffer.wrap(frame), 0, frame.length, frame.length, LinkType.ETHERNET, 0);
        packet.setTimestampNs(timeNs++);
        its.packet(packet);
      }
    }
    small.close();
    assertThat(streams.transportStreams())
        .hasSize(2)
        .allMatch(RecordedStreams.TransportStream::closed);
    long accepted = streams.transportStreams().stream().mapToLong(s -> s.arrivals().size()).sum();
    Map<String, Long> rejected = counters.snapshot().rejected();
    assertThat(rejected.get("too-many-candidates")).isPositive();
    assertThat(accepted + rejected.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(4 * 199);
  }

  @Property(tries = 300)
  void anyDatagramIsTakenOrCounted(@ForAll long seed) {
    CaptureCounters its = new CaptureCounters();
    RecordedStreams found = new RecordedStreams();
    RtpStreamDetector any =
        new RtpStreamDetector(
            VantagePoint.getDefaultInstance(),
            new PayloadTypeClocks(Map.of()),
            DetectorLimits.AGENT,
            found,
            its);
    PacketDemultiplexer demultiplexed =
        new PacketDemultiplexer(any::datagram, segment -> {}, its, frame -> {});
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] payload = new byte[188 * (1 + random.nextInt(3))];
      if (random.nextBoolean()) {
        random.nextBytes(payload);
      }
      for (int at = 0; at < payload.length; at += 188) {
        System.arraycopy(
            transportPacket(random.nextInt(3), random.nextInt(4) == 0 ? 3 : i),
            0,
            payload,
            at,
            random.nextInt(5));
      }
      byte[] frame = udpFrame(1 + random.nextInt(3), 1234, payload);
      int captured = random.nextInt(5) == 0 ? 42 + random.nextInt(frame.length - 41) : frame.length;
      packet.set(ByteBuffer.wrap(frame), 0, captured, frame.length, LinkType.ETHERNET, 0);
      packet.setTimestampNs(i);
      demultiplexed.packet(packet);
    }
    any.close();
    long rtp = found.all().stream().mapToLong(stream -> stream.sequences().size()).sum();
    long transport = found.transportStreams().stream().mapToLong(s -> s.arrivals().size()).sum();
    assertThat(
            rtp
                + transport
                + its.snapshot().rejected().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(200);
  }
}
