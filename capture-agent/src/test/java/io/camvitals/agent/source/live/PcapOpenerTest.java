package io.camvitals.agent.source.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PcapOpenerTest {
  @Test
  void aMissingPermissionIsToldWithItsRemedy() {
    assertThat(PcapOpener.reason("eth0: You don't have permission to capture on that device"))
        .startsWith(
            "no permission to capture; run as root, or give the right to the Java that runs the"
                + " agent: setcap cap_net_raw,cap_net_admin+eip /")
        .endsWith("java (libpcap says: eth0: You don't have permission to capture on that device)");
    assertThat(PcapOpener.reason("socket: Operation not permitted")).startsWith("no permission");
    assertThat(PcapOpener.reason("eth0: That device is not up"))
        .isEqualTo("eth0: That device is not up");
  }
}
