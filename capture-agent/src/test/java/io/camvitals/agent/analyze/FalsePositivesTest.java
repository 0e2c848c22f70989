package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.Frames;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.LinkType;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Other protocols' datagrams never make a stream. {@code -Dcamvitals.false-positives.datagrams}
 * says how many of each there are, in {@value #FLOWS} flows.
 */
class FalsePositivesTest {
  private static final int DATAGRAMS =
      Integer.getInteger("camvitals.false-positives.datagrams", 20_000);
  private static final int FLOWS = 200;
  private static final long SEED = 20_250_101;

  @ParameterizedTest
  @EnumSource
  void otherTrafficIsNoStream(OtherTraffic protocol) {
    List<String> streams = new ArrayList<>();
    CaptureCounters counters = new CaptureCounters();
    CapturedTraffic traffic =
        new CapturedTraffic(
            VantagePoint.getDefaultInstance(),
            new PayloadTypeClocks(Map.of()),
            CaptureLimits.ANALYSIS,
            new CaptureObservers(
                identity -> {
                  streams.add(protocol + ": " + identity);
                  return new Nobody();
                },
                ConnectionObserver.NONE,
                counters));
    Random random = new Random(SEED);
    CapturedPacket packet = new CapturedPacket();
    int[] numbers = new int[FLOWS];
    for (int i = 0; i < DATAGRAMS; i++) {
      int flow = random.nextInt(FLOWS);
      byte[] frame =
          Frames.udpFrame(
              20_000 + flow, 40_000 + flow / 2, protocol.datagram(random, numbers[flow]++));
      packet.set(ByteBuffer.wrap(frame), 0, frame.length, frame.length, LinkType.ETHERNET, 0);
      packet.setTimestampNs(1_700_000_000_000_000_000L + i * 100_000L);
      traffic.packet(packet);
    }
    traffic.close();
    assertThat(streams).isEmpty();
    assertThat(counters.snapshot().rejected().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(DATAGRAMS);
  }

  /** Takes what it is given. */
  private static final class Nobody implements StreamObserver {
    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {}

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {}

    @Override
    public void captureDropped(long packets) {}

    @Override
    public void close() {}
  }
}
