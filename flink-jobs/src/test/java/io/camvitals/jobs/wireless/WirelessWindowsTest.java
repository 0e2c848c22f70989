package io.camvitals.jobs.wireless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.event.v1.WirelessEvent;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.window.DocumentsHarness;
import org.junit.jupiter.api.Test;

class WirelessWindowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START_NS = 1_767_323_040 * SECOND;

  private static WirelessEvent.Builder second(int second) {
    return WirelessEvent.newBuilder()
        .setVantagePoint(VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("wlan0"))
        .setTransmitter("00-00-5E-00-53-23")
        .setWindowStartNs(START_NS + second * SECOND)
        .setWindowNs(SECOND);
  }

  @Test
  void aWindowSumsWhatTheRadioHeardOfAStation() throws Exception {
    WirelessEvent first =
        second(0)
            .addChannels(11)
            .setFrames(30)
            .setDamaged(1)
            .setBytes(3_000)
            .setDataFrames(20)
            .setRetries(5)
            .setEncrypted(20)
            .setSignals(10)
            .setSignalMeanDbm(-60)
            .setSignalMinDbm(-70)
            .setSignalMaxDbm(-50)
            .setRates(20)
            .setRateMeanKbps(6_000)
            .setRateMinKbps(1_000)
            .setRateMaxKbps(11_000)
            .build();
    WirelessEvent silent = second(4).setFrames(1).build();
    WirelessEvent last =
        second(9)
            .addChannels(1)
            .addChannels(11)
            .setFrames(10)
            .setBytes(500)
            .setDataFrames(5)
            .setSignals(30)
            .setSignalMeanDbm(-80)
            .setSignalMinDbm(-85)
            .setSignalMaxDbm(-75)
            .setNoises(1)
            .setNoiseMeanDbm(-95)
            .build();
    try (DocumentsHarness job = new DocumentsHarness(new WirelessWindows(), null)) {
      for (WirelessEvent event : new WirelessEvent[] {first, silent, silent, last}) {
        job.take(StreamKeys.of(event), event.toByteArray());
      }
      assertThat(job.documents()).hasSize(1);
      JsonNode document = StoredDocuments.json(job.documents().get(0));
      StoredDocuments.assertDeclared(DocumentKind.WIRELESS, document);
      assertThat(document.at("/source/mac").asText()).isEqualTo("00-00-5E-00-53-23");
      JsonNode wireless = document.get("wireless");
      assertThat(wireless.get("channels").toString()).isEqualTo("[1,11]");
      assertThat(wireless.get("frames").asLong()).as("a doubled record once").isEqualTo(41);
      assertThat(wireless.get("damaged").asLong()).isEqualTo(1);
      assertThat(wireless.get("bytes").asLong()).isEqualTo(3_500);
      assertThat(wireless.get("bitrate_bps").asDouble()).isCloseTo(2_800, within(1e-9));
      assertThat(wireless.get("retry_ratio").asDouble()).isEqualTo(0.2);
      assertThat(wireless.get("encrypted").asLong()).isEqualTo(20);
      assertThat(wireless.at("/signal/mean_dbm").asDouble()).isEqualTo(-75);
      assertThat(wireless.at("/signal/min_dbm").asInt()).isEqualTo(-85);
      assertThat(wireless.at("/signal/max_dbm").asInt()).isEqualTo(-50);
      assertThat(wireless.at("/noise/mean_dbm").asDouble()).isEqualTo(-95);
      assertThat(wireless.at("/rate/mean_kbps").asLong()).isEqualTo(6_000);
      assertThat(wireless.at("/rate/min_kbps").asLong()).isEqualTo(1_000);
    }
  }

  @Test
  void whatIsNotKnownIsAbsent() throws Exception {
    WirelessEvent nameless = second(9).clearTransmitter().setFrames(3).build();
    try (DocumentsHarness job = new DocumentsHarness(new WirelessWindows(), null)) {
      job.take(StreamKeys.of(nameless), nameless.toByteArray());
      JsonNode document = StoredDocuments.json(job.documents().get(0));
      assertThat(document.at("/source/mac").isMissingNode()).isTrue();
      assertThat(document.at("/wireless/frames").asLong()).isEqualTo(3);
      for (String unknown : new String[] {"signal", "noise", "rate", "retry_ratio", "channels"}) {
        assertThat(document.get("wireless").has(unknown)).as(unknown).isFalse();
      }
    }
  }

  @Test
  void aRecordUnderAnotherStationsKeyIsRefused() throws Exception {
    try (DocumentsHarness job = new DocumentsHarness(new WirelessWindows(), null)) {
      job.take("s/a/wlan0/00-00-5E-00-53-99", second(0).setFrames(1).build().toByteArray());
      assertThat(job.documents()).isEmpty();
      assertThat(job.deadLetters()).hasSize(1);
    }
  }
}
