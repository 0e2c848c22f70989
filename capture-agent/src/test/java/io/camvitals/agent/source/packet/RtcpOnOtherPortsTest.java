package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CapturedHosts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RTCP that comes on ports which have nothing to do with RTP's. */
class RtcpOnOtherPortsTest {
  private static final String CAMERA = "192.0.2.7:5000";
  private static final String VIEWER = "192.0.2.1:6000";
  private static final String GROUP = "239.1.1.1:6000";

  private final CapturedHosts hosts = new CapturedHosts();

  private static byte[] senderReport(int ssrc) {
    return hex("80c80006 %08x".formatted(ssrc) + "00".repeat(20));
  }

  /** One block for each source. */
  private static byte[] receiverReport(int... about) {
    StringBuilder report =
        new StringBuilder(
            "%02xc9%04x 99999999".formatted(0x80 | about.length, 1 + 6 * about.length));
    for (int ssrc : about) {
      report.append("%08x".formatted(ssrc)).append("00".repeat(20));
    }
    return hex(report.toString());
  }

  private void stream(String from, String to, int ssrc) {
    for (int i = 0; i < 3; i++) {
      hosts.traffic.udp(from, to, rtp(0, i, i * 160, ssrc, 160));
    }
  }

  private int rtcpOf(int stream) {
    return hosts.streams.all().get(stream).rtcp();
  }

  @Test
  void reportsBetweenTheSameHostsFindTheirStreamByItsSource() {
    stream(CAMERA, VIEWER, 0x11);
    stream(CAMERA, VIEWER, 0x22);
    hosts.traffic.udp("192.0.2.7:40000", "192.0.2.1:50000", senderReport(0x22));
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", receiverReport(0x22));
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", receiverReport(0x11));
    assertThat(rtcpOf(0)).isEqualTo(1);
    assertThat(rtcpOf(1)).isEqualTo(2);
    assertThat(hosts.packets.snapshot().rejected()).isEmpty();
  }

  @Test
  void aReportThatBeginsWithAnotherSourceIsOfTheOneThatIsKnown() {
    stream(CAMERA, VIEWER, 0x11);
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", receiverReport(0x77, 0x11));
    assertThat(rtcpOf(0)).isEqualTo(1);
  }

  @Test
  void feedbackFindsTheStreamThatItAsksOf() {
    stream(CAMERA, VIEWER, 0x11);
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", hex("81ce0002 99999999 00000011"));
    assertThat(rtcpOf(0)).isEqualTo(1);
  }

  @Test
  void receiversOfAGroupReportToTheGroupOrTheSender() {
    stream(CAMERA, GROUP, 0x11);
    hosts.traffic.udp("192.0.2.50:6001", "239.1.1.1:6001", receiverReport(0x11));
    hosts.traffic.udp("192.0.2.51:6001", "192.0.2.7:5001", receiverReport(0x11));
    assertThat(rtcpOf(0)).isEqualTo(2);
  }

  @Test
  void aSourceThatTwoStreamsHaveIsNotGuessed() {
    stream("192.0.2.7:5000", VIEWER, 0x11);
    stream("192.0.2.7:5002", "192.0.2.1:6002", 0x11);
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", receiverReport(0x11));
    assertThat(rtcpOf(0) + rtcpOf(1)).isZero();
    assertThat(hosts.packets.snapshot().rejected())
        .containsExactly(Map.entry("rtcp-ambiguous", 1L));
  }

  @Test
  void bothAddressesCountMoreThanOne() {
    stream(CAMERA, VIEWER, 0x11);
    stream(CAMERA, "192.0.2.2:6000", 0x11);
    hosts.traffic.udp("192.0.2.2:50000", "192.0.2.7:40000", receiverReport(0x11));
    assertThat(rtcpOf(0)).isZero();
    assertThat(rtcpOf(1)).isEqualTo(1);
  }

  @Test
  void strangersAreNotBelieved() {
    stream(CAMERA, VIEWER, 0x11);
    hosts.traffic.udp("198.51.100.1:50000", "198.51.100.2:40000", receiverReport(0x11));
    hosts.traffic.udp("198.51.100.1:50000", "192.0.2.1:40000", senderReport(0x11));
    assertThat(rtcpOf(0)).isZero();
    assertThat(hosts.packets.snapshot().rejected())
        .containsExactly(Map.entry("rtcp-of-no-stream", 2L));
  }

  @Test
  void aStreamThatHasEndedIsFoundNoMore() {
    stream(CAMERA, VIEWER, 0x11);
    hosts.traffic.pause(100_000);
    hosts.agent.advance(hosts.traffic.timeNs(), 60_000_000_000L);
    hosts.traffic.udp("192.0.2.1:50000", "192.0.2.7:40000", receiverReport(0x11));
    assertThat(rtcpOf(0)).isZero();
    assertThat(hosts.packets.snapshot().rejected())
        .containsExactly(Map.entry("rtcp-of-no-stream", 1L));
  }
}
