package io.camvitals.benchmarks.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CamvitalsPeerTest {
  @Test
  void streamsAreRead() throws IOException {
    String report =
        """
        {"version": 1, "streams": [
          {"source": "10.0.0.2:30000", "destination": "10.255.0.1:42000",
           "ssrc": "0xfeed0013", "packets": 17, "lost": 1},
          {"source": "[2001:db8::1]:5", "destination": "[2001:db8::2]:6",
           "ssrc": "0x00000001", "packets": 3, "lost": 0}]}
        """;
    assertThat(new CamvitalsPeer().parse(report))
        .isEqualTo(
            Map.of(
                new StreamName("10.0.0.2", 30_000, "10.255.0.1", 42_000, 0xfeed_0013),
                17L,
                new StreamName("2001:db8::1", 5, "2001:db8::2", 6, 1),
                3L));
  }

  @Test
  void aReportWithoutStreamsIsNotTakenForNoStreams() {
    assertThatThrownBy(() -> new CamvitalsPeer().parse("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("streams");
  }
}
