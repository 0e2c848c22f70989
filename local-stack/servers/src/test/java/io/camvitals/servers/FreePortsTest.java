package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void noPortIsHandedOutTwice() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertThat(ports.add(FreePorts.next())).isTrue();
    }
  }

  @Test
  void aPairBeginsEvenAndIsFree() {
    int port = FreePorts.consecutive(2);
    assertThat(port).isEven();
    assertThat(FreePorts.isFree(port)).isTrue();
    assertThat(FreePorts.isFree(port + 1)).isTrue();
  }

  @Test
  void aPortBoundByTcpOrByUdpIsNotFree() throws Exception {
    try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(tcp.getLocalPort())).isFalse();
      assertThat(FreePorts.isFree(udp.getLocalPort())).isFalse();
    }
  }
}
