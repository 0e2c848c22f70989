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
          {"source": {"ip": "10.0.0.2", "port": 30000}, "destination": {"ip": "10.255.0.1", "port": 42000},
           "ssrc": "feed0013", "packets": 17, "lost": 1}]}
        """;
    assertThat(new CamvitalsPeer().parse(report))
        .isEqualTo(
            Map.of(new StreamName("10.0.0.2", 30_000, "10.255.0.1", 42_000, 0xfeed_0013), 17L));
  }

  @Test
  void aReportWithoutStreamsIsNotTakenForNoStreams() {
    assertThatThrownBy(() -> new CamvitalsPeer().parse("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("streams");
  }
}
