package io.camvitals.jobs.transportstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.window.DocumentsHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransportStreamWindowsTest {
  private static final long START_NS = 1_767_323_040_000_000_000L;
  private static final StreamIdentity STREAM =
      StreamIdentity.newBuilder()
          .setVantagePoint(
              VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("eth0"))
          .setTransport(Transport.TRANSPORT_UDP_MPEG_TS)
          .setSource(endpoint(7, 5_000))
          .setDestination(endpoint(1, 1_234))
          .build();

  private static Endpoint.Builder endpoint(int host, int port) {
    return Endpoint.newBuilder()
        .setAddress(ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, (byte) host}))
        .setPort(port);
  }

  /** Every count is set, so that one that is forgotten shows. */
  private static TransportStreamEvent second(int second, Random random) {
    TransportStreamEvent.Builder event = TransportStreamEvent.newBuilder();
    for (FieldDescriptor field : TransportStreamEvent.getDescriptor().getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.LONG) {
        event.setField(field, 1L + random.nextInt(1_000));
      }
    }
    return event
        .setStream(STREAM)
        .setSecondStartNs(START_NS + second * 1_000_000_000L)
        .setPacketSize(188)
        .setEventNumber(second)
        .addProgram(
            TransportStreamEvent.Program.newBuilder()
                .setNumber(1)
                .addElementaryStream(
                    TransportStreamEvent.ElementaryStream.newBuilder().setCodec("H264")))
        .build();
  }

  @Test
  void aWindowHoldsTheSumOfItsCountsAndTheWorstOfItsTimes() throws Exception {
    Random random = new Random(3);
    List<TransportStreamEvent> seconds = new ArrayList<>();
    try (DocumentsHarness job = new DocumentsHarness(new TransportStreamWindows(), null)) {
      for (int second = 0; second < 10; second++) {
        seconds.add(second(second, random));
        job.take(StreamKeys.of(STREAM), seconds.get(second).toByteArray());
      }
      assertThat(job.documents()).hasSize(1);
      JsonNode document = StoredDocuments.json(job.documents().get(0));
      StoredDocuments.assertDeclared(DocumentKind.TRANSPORT_STREAM, document);
      JsonNode stream = document.get("transport_stream");
      for (String count :
          new String[] {
            "datagrams",
            "bytes",
            "packets",
            "null_packets",
            "duplicates",
            "scrambled_packets",
            "incomplete_packets",
            "unfollowed_packets"
          }) {
        assertThat(stream.get(count).asLong()).as(count).isEqualTo(sum(seconds, count));
      }
      for (String error :
          new String[] {
            "sync_losses",
            "sync_byte_errors",
            "pat_errors",
            "continuity_errors",
            "pmt_errors",
            "pid_errors",
            "transport_errors",
            "crc_errors",
            "pcr_repetition_errors",
            "pcr_discontinuity_errors"
          }) {
        assertThat(stream.at("/tr101290/" + error).asLong())
            .as(error)
            .isEqualTo(sum(seconds, error));
      }
      assertThat(stream.at("/mdi/media_loss_packets").asLong())
          .isEqualTo(sum(seconds, "packets_missing"));
      assertThat(stream.at("/mdi/media_loss_rate").asDouble())
          .isEqualTo(sum(seconds, "packets_missing") / 10.0);
      assertThat(stream.at("/mdi/delay_factor_max_ms").asDouble())
          .isEqualTo(
              seconds.stream().mapToLong(TransportStreamEvent::getDelayFactorNs).max().orElseThrow()
                  / 1e6);
      assertThat(stream.get("transport_bitrate_bps").asDouble())
          .isEqualTo(8e9 * sum(seconds, "pcr_bytes") / sum(seconds, "pcr_time_ns"));
      assertThat(stream.get("codecs").get(0).asText()).isEqualTo("H264");
      assertThat(document.at("/network/protocol").asText()).isEqualTo("mpeg-ts");
      assertThat(document.at("/network/transport").asText()).isEqualTo("udp");
      assertThat(document.at("/stream").has("ssrc")).isFalse();
    }
  }

  private static long sum(List<TransportStreamEvent> seconds, String field) {
    FieldDescriptor descriptor = TransportStreamEvent.getDescriptor().findFieldByName(field);
    return seconds.stream().mapToLong(second -> (Long) second.getField(descriptor)).sum();
  }

  @Test
  void whatIsNotKnownIsAbsent() throws Exception {
    try (DocumentsHarness job = new DocumentsHarness(new TransportStreamWindows(), null)) {
      TransportStreamEvent bare =
          TransportStreamEvent.newBuilder()
              .setStream(STREAM)
              .setSecondStartNs(START_NS + 9_000_000_000L)
              .build();
      job.take(StreamKeys.of(STREAM), bare.toByteArray());
      JsonNode stream = StoredDocuments.json(job.documents().get(0)).get("transport_stream");
      for (String unknown :
          new String[] {
            "/pcr/jitter_max_ms",
            "/pcr/interval_max_ms",
            "/tr101290/pcr_accuracy_max_ms",
            "/mdi/delay_factor_max_ms",
            "/interarrival",
            "/transport_bitrate_bps",
            "/programs",
            "/codecs",
            "/packet_size"
          }) {
        assertThat(stream.at(unknown).isMissingNode()).as(unknown).isTrue();
      }
    }
  }
}
