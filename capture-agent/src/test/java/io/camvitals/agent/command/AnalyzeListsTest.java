package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.agent.analyze.CameraDay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JSON report says besides the streams, and the fields that tools rely on. */
class AnalyzeListsTest {
  @TempDir Path directory;

  private final CameraDay day = new CameraDay();
  private Path capture;
  private JsonNode report;

  @BeforeEach
  void analyze() throws IOException {
    capture = Files.write(directory.resolve("day.pcap"), day.pcap);
    report = new ObjectMapper().readTree(execute("--format", "json"));
  }

  @Test
  void rtspHoldsTheDialogueWithEachExchange() {
    assertThat(report.get("rtsp")).hasSize(1);
    JsonNode dialogue = report.get("rtsp").get(0);
    assertThat(dialogue.get("client").asText()).isEqualTo("192.0.2.1:40000");
    assertThat(dialogue.get("server").asText()).isEqualTo("192.0.2.7:554");
    assertThat(dialogue.get("url").asText()).startsWith("rtsp://").doesNotContain("geheim7");
    assertThat(dialogue.get("server_name").asText()).isEqualTo(CameraDay.HOSTILE);
    assertThat(dialogue.get("start").asText()).isEqualTo("2023-11-14T22:13:20.010Z");
    assertThat(dialogue.get("requests").asInt()).isEqualTo(7);
    assertThat(dialogue.get("unanswered").asInt()).isZero();
    assertThat(dialogue.get("failures").asInt()).isEqualTo(1);
    assertThat(dialogue.get("authentication_failures").asInt()).isEqualTo(1);
    assertThat(dialogue.get("session_timeout_s").asInt()).isEqualTo(60);
    assertThat(dialogue.get("keep_alives_missed").asInt()).isZero();
    assertThat(dialogue.get("end").asText()).isEqualTo("teardown");
    List<String> exchanges = new ArrayList<>();
    for (JsonNode each : dialogue.get("exchanges")) {
      exchanges.add(
          each.get("method").asText()
              + ' '
              + each.get("status").asInt()
              + ' '
              + each.get("response_time_ms").asDouble());
      assertThat(each.get("url").asText()).doesNotContain(CameraDay.PASSWORD);
    }
    assertThat(exchanges)
        .containsExactly(
            "OPTIONS 200 5.0",
            "DESCRIBE 401 1.0",
            "DESCRIBE 401 2.0",
            "DESCRIBE 200 20.0",
            "SETUP 200 1.0",
            "PLAY 200 10.0",
            "TEARDOWN 200 3.0");
    JsonNode track = dialogue.get("tracks").get(0);
    assertThat(track.get("media").asText()).isEqualTo("video");
    assertThat(track.get("codec").asText()).isEqualTo("H264");
    assertThat(track.get("clock_rate_hz").asInt()).isEqualTo(90_000);
    assertThat(track.get("control").asText()).contains("track1");
    assertThat(track.get("transport").asText()).isEqualTo("tcp");
    assertThat(track.get("back_channel").asBoolean()).isFalse();
  }

  @Test
  void tcpHoldsTheConnectionWithBothDirections() {
    assertThat(report.get("tcp")).hasSize(1);
    JsonNode connection = report.get("tcp").get(0);
    assertThat(connection.get("client").asText()).isEqualTo("192.0.2.1:40000");
    assertThat(connection.get("server").asText()).isEqualTo("192.0.2.7:554");
    assertThat(connection.get("protocol").asText()).isEqualTo("rtsp");
    assertThat(connection.get("protocol_by_content").asBoolean()).isTrue();
    assertThat(connection.get("handshake_seen").asBoolean()).isTrue();
    assertThat(connection.get("handshake_ms").asDouble()).isEqualTo(2);
    assertThat(connection.get("end").asText()).isEqualTo("finished");
    JsonNode server = connection.get("from_server");
    assertThat(server.get("retransmissions").asInt()).isEqualTo(1);
    assertThat(server.get("retransmitted_bytes").asInt()).isEqualTo(916);
    assertThat(server.get("data_segments").asInt()).isEqualTo(7 + 100 + 1 + 3);
    assertThat(server.get("stalls").asInt()).isZero();
    assertThat(server.get("zero_windows").asInt()).isZero();
    assertThat(server.get("gap_bytes").asInt()).isZero();
    assertThat(server.get("round_trips").asInt()).isPositive();
    assertThat(server.get("round_trip_max_ms").asDouble()).isPositive();
    assertThat(connection.get("from_client").get("retransmissions").asInt()).isZero();
    assertThat(connection.get("from_client").get("data_segments").asInt()).isEqualTo(7 + 3);
  }

  /** Receivers' loss stands here alone: the stream itself lost nothing. */
  @Test
  void rtcpHoldsWhatReceiversReported() {
    assertThat(report.get("rtcp")).hasSize(1);
    JsonNode rtcp = report.get("rtcp").get(0);
    assertThat(rtcp.get("source").asText()).isEqualTo("192.0.2.7:554");
    assertThat(rtcp.get("ssrc").asText()).isEqualTo("0x11223344");
    assertThat(rtcp.get("packets").asInt()).isEqualTo(6);
    assertThat(rtcp.get("malformed").asInt()).isZero();
    assertThat(rtcp.get("sender_reports").asInt()).isEqualTo(3);
    assertThat(rtcp.get("reception_reports").asInt()).isEqualTo(3);
    assertThat(rtcp.get("remote_expected").asInt()).isEqualTo(60);
    assertThat(rtcp.get("remote_lost").asInt()).isEqualTo(6);
    assertThat(rtcp.get("remote_jitter_max_ns").asLong()).isEqualTo(10_000_000);
    assertThat(rtcp.get("goodbyes").asInt()).isZero();
    assertThat(stream("0x11223344").get("lost").asInt()).isZero();
  }

  @Test
  void tsHoldsTheTransportStream() {
    assertThat(report.get("ts")).hasSize(1);
    JsonNode ts = report.get("ts").get(0);
    assertThat(ts.get("source").asText()).isEqualTo("192.0.2.7:7000");
    assertThat(ts.get("destination").asText()).isEqualTo("192.0.2.1:1234");
    assertThat(ts.get("ssrc").isNull()).isTrue();
    assertThat(ts.get("over_rtp").asBoolean()).isFalse();
    assertThat(ts.get("packet_size").asInt()).isEqualTo(188);
    assertThat(ts.get("datagrams").asInt()).isEqualTo(100);
    assertThat(ts.get("packets").asInt()).isEqualTo(200);
    assertThat(ts.get("null_packets").asInt()).isEqualTo(100);
    assertThat(ts.get("continuity_errors").asInt()).isEqualTo(1);
    assertThat(ts.get("packets_missing").asInt()).isEqualTo(3);
    assertThat(ts.get("sync_losses").asInt()).isZero();
    assertThat(ts.get("pcrs").asInt()).isZero();
    assertThat(ts.get("pcr_jitter_max_ns").isNull()).isTrue();
    assertThat(ts.get("duration_s").asDouble()).isEqualTo(3.96);
  }

  @Test
  void findingsPointAtThePacketsToLookAt() {
    JsonNode loss = finding("packet-loss");
    assertThat(loss.get("severity").asText()).isEqualTo("critical");
    assertThat(loss.get("subject").asText()).isEqualTo("192.0.2.7:5000 > 192.0.2.1:6000 PCMU");
    assertThat(loss.get("text").asText())
        .isEqualTo(
            "3 of 100 packets are missing (3.00 %); the longest run is of 3, sequence numbers 20 to"
                + " 22.");
    assertThat(loss.get("frame").asInt()).isEqualTo(day.frameBehindGap);
    assertThat(loss.get("file").asText()).isEqualTo(capture.toString());
    assertThat(loss.get("time").asText()).isEqualTo("2023-11-14T22:13:21.041Z");
    assertThat(loss.get("wireshark_filter").asText())
        .isEqualTo(
            "ip.src == 192.0.2.7 && ip.dst == 192.0.2.1 && udp.srcport == 5000 && udp.dstport =="
                + " 6000");
    JsonNode refused = finding("rtsp-authentication");
    assertThat(refused.get("frame").asInt()).isEqualTo(day.frameOfRefusal);
    assertThat(finding("ts-continuity").get("frame").asInt()).isPositive();
    assertThat(finding("loss-behind-capture").get("text").asText())
        .startsWith("Receivers report 10.00 % lost, and 0.00 % are missing here: ");
    assertThat(finding("loss-behind-capture").get("frame").isNull()).isTrue();
  }

  /** Names and types that other tools rely on: none may go or change. */
  @Test
  void theFixedFieldsAreThereWithTheirTypes() {
    for (String number : List.of("packets", "bytes", "duration_s")) {
      assertThat(report.get(number).isNumber()).as(number).isTrue();
    }
    assertThat(report.get("file").isTextual()).isTrue();
    assertThat(report.get("rejected").isObject()).isTrue();
    for (String list :
        List.of("link_types", "streams", "rtsp", "tcp", "rtcp", "ts", "findings", "files")) {
      assertThat(report.get(list).isArray()).as(list).isTrue();
    }
    JsonNode video = stream("0x11223344");
    for (String text :
        List.of(
            "source", "destination", "transport", "ssrc", "codec", "clock_rate_source", "start")) {
      assertThat(video.get(text).isTextual()).as(text).isTrue();
    }
    for (String whole :
        List.of(
            "payload_type",
            "clock_rate_hz",
            "packets",
            "bytes",
            "expected",
            "lost",
            "reordered",
            "duplicates",
            "frames",
            "key_frames")) {
      assertThat(video.get(whole).isIntegralNumber()).as(whole).isTrue();
    }
    for (String number :
        List.of(
            "duration_s",
            "loss_ratio",
            "jitter_mean_ms",
            "jitter_max_ms",
            "delta_max_ms",
            "bitrate_bps",
            "frame_rate")) {
      assertThat(video.get(number).isNumber()).as(number).isTrue();
    }
    assertThat(video.has("wireshark")).isFalse();
    assertThat(video.get("transport").asText()).isEqualTo("tcp");
    assertThat(video.get("packets").asInt()).isEqualTo(100);
    assertThat(video.get("key_frames").asInt()).isEqualTo(4);
  }

  @Test
  void withWiresharkItsFiguresAreAnObjectOfTheStream() throws IOException {
    JsonNode compared =
        new ObjectMapper().readTree(execute("--format", "json", "--compat", "wireshark"));
    for (JsonNode each : compared.get("streams")) {
      if (each.get("ssrc").asText().equals("0x55667788")) {
        for (String whole : List.of("packets", "expected", "lost")) {
          assertThat(each.get("wireshark").get(whole).isIntegralNumber()).as(whole).isTrue();
        }
        for (String number :
            List.of(
                "loss_percent",
                "min_delta_ms",
                "mean_delta_ms",
                "max_delta_ms",
                "min_jitter_ms",
                "mean_jitter_ms",
                "max_jitter_ms")) {
          assertThat(each.get("wireshark").get(number).isNumber()).as(number).isTrue();
        }
        assertThat(each.get("wireshark").get("lost").asInt()).isEqualTo(3);
        return;
      }
    }
    throw new AssertionError("Wireshark lists the stream too");
  }

  /** The CSV report has the fixed fields of the streams, a line each, in the same order. */
  @Test
  void csvHasTheSameFields() throws IOException {
    String[] lines = execute("--format", "csv").split("\r\n");
    assertThat(lines).hasSize(1 + report.get("streams").size());
    List<String> names = List.of(lines[0].split(","));
    List<String> scalars = new ArrayList<>();
    report
        .get("streams")
        .get(0)
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isObject()) {
                scalars.add(field.getKey());
              }
            });
    assertThat(names).containsSubsequence(scalars.subList(0, 24)).doesNotHaveDuplicates();
    for (int i = 0; i < report.get("streams").size(); i++) {
      JsonNode stream = report.get("streams").get(i);
      String[] values = lines[i + 1].split(",", -1);
      assertThat(values).hasSize(names.size());
      for (String text : List.of("source", "ssrc", "start", "packets", "lost")) {
        assertThat(values[names.indexOf(text)]).isEqualTo(stream.get(text).asText());
      }
    }
  }

  @Test
  void theTableEndsWithTheWorstFindings() throws IOException {
    assertThat(execute())
        .contains(
            "CRITICAL  192.0.2.7:5000 > 192.0.2.1:6000 PCMU",
            "  3 of 100 packets are missing (3.00 %); the longest run is of 3, sequence numbers 20 to"
                + " 22. [packet "
                + day.frameBehindGap
                + "]");
  }

  private JsonNode stream(String ssrc) {
    for (JsonNode each : report.get("streams")) {
      if (each.get("ssrc").asText().equals(ssrc)) {
        return each;
      }
    }
    throw new AssertionError("no stream " + ssrc);
  }

  private JsonNode finding(String kind) {
    for (JsonNode each : report.get("findings")) {
      if (each.get("kind").asText().equals(kind)) {
        return each;
      }
    }
    throw new AssertionError("no finding " + kind + " in " + report.get("findings"));
  }

  private String execute(String... options) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(capture.toString());
    int code =
        AnalyzeCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
