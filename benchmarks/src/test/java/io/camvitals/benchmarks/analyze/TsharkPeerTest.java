package io.camvitals.benchmarks.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TsharkPeerTest {
  @Test
  void rowsAreReadAndHeadingsPassedOver() {
    String table =
        """
        ========================= RTP Streams ========================
           Start time      End time     Src IP addr  Port    Dest IP addr  Port       SSRC  Payload  Pkts         Lost   Min Delta(ms)
             0.005933      2.806678       10.0.0.20 30036      10.255.0.1 42036 0x5EED0012               NV  1139     2 (0.2%)           0.074           2.602          39.371           0.010           0.223           0.604 X
             0.005745      2.810542  2001:db8::1 30038  2001:db8::2 42038 0xFEED0013      RTPType-96  2409    -1 (-0.0%)           0.071           1.193          38.487          -1.000           0.000           0.000
        ==============================================================
        """;
    assertThat(new TsharkPeer().parse(table))
        .isEqualTo(
            Map.of(
                new StreamName("10.0.0.20", 30_036, "10.255.0.1", 42_036, 0x5eed_0012),
                1_139L,
                new StreamName("2001:db8::1", 30_038, "2001:db8::2", 42_038, 0xfeed_0013),
                2_409L));
  }
}
