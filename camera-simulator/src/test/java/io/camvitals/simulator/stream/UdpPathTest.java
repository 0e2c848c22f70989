package io.camvitals.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.simulator.truth.StreamTruth;
import io.camvitals.simulator.truth.TruthLine;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UdpPathTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final StreamTruth truth = new StreamTruth("cam-1", "0000000a", 1, "udp", 0);

  @Test
  void packetsComeFromAnEvenPort() throws Exception {
    try (EventLoop loop = new EventLoop();
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      client.setSoTimeout(10_000);
      InetSocketAddress address = (InetSocketAddress) client.getLocalSocketAddress();
      try (UdpPath path = UdpPath.open(loop, LOOPBACK, address, address, () -> {})) {
        path.sendRtp(new byte[] {1, 2, 3}, truth.packet(0, 3, 0));
        path.sendRtcp(new byte[] {4, 5});

        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        client.receive(packet);
        assertThat(packet.getPort()).isEqualTo(path.rtpPort());
        assertThat(path.rtpPort() % 2).isZero();
        assertThat(packet.getLength()).isEqualTo(3);
        client.receive(packet);
        assertThat(packet.getPort()).isEqualTo(path.rtpPort() + 1);
      }
    }
    assertThat(truth.take(Instant.EPOCH).packetsSent()).isEqualTo(1);
  }

  @Test
  void aPacketThatTheNetworkRefusesWasNotSent() throws Exception {
    InetSocketAddress gone;
    try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      gone = (InetSocketAddress) client.getLocalSocketAddress();
    }
    try (EventLoop loop = new EventLoop();
        UdpPath path = UdpPath.open(loop, LOOPBACK, gone, gone, () -> {})) {
      for (int i = 0; i < 10; i++) {
        path.sendRtp(new byte[] {1}, truth.packet(i, 1, 0));
      }
    }
    TruthLine line = truth.take(Instant.EPOCH);
    assertThat(line.sendErrors()).isPositive();
    assertThat(line.packetsSent() + line.sendErrors()).isEqualTo(10);
    assertThat(line.packetsDropped()).isEqualTo(line.sendErrors());
  }
}
