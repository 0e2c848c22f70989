package io.camvitals.agent.analyze;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * The report as one JSON object, as docs/analyze.md describes it. Fields are added, never renamed;
 * what is not known is absent.
 */
final class JsonReport implements ReportFormat {
  /** Changes when a field goes or changes its meaning. */
  static final int VERSION = 1;

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      writeFiles(report, json);
      json.writeNumberField("packets", report.packets());
      json.writeNumberField("rtp_packets", report.rtpPackets());
      json.writeNumberField("rtcp_packets", report.rtcpPackets());
      json.writeObjectFieldStart("rejected");
      for (var reason : report.rejected().entrySet()) {
        json.writeNumberField(reason.getKey(), reason.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("capture_dropped", report.captureDropped());
      json.writeNumberField("incomplete_datagrams", report.incompleteDatagrams());
      json.writeArrayFieldStart("streams");
      for (StreamReport stream : report.streams()) {
        writeStream(stream, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write(System.lineSeparator());
  }

  private static void writeFiles(CaptureReport report, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("files");
    for (CaptureReport.AnalyzedFile file : report.files()) {
      json.writeStartObject();
      json.writeStringField("file", file.file().toString());
      json.writeStringField("format", file.format());
      json.writeNumberField("packets", file.packets());
      if (file.damage().isPresent()) {
        json.writeObjectFieldStart("damage");
        json.writeNumberField("offset", file.damage().get().offset());
        json.writeStringField("reason", file.damage().get().reason());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeStream(StreamReport stream, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeEndpoint("source", stream.source(), json);
    writeEndpoint("destination", stream.destination(), json);
    json.writeStringField("ssrc", stream.ssrc());
    json.writeArrayFieldStart("payload_types");
    for (int payloadType : stream.payloadTypes()) {
      json.writeNumber(payloadType);
    }
    json.writeEndArray();
    if (!stream.codec().isEmpty()) {
      json.writeStringField("codec", stream.codec());
    }
    if (stream.clockRate() != 0) {
      json.writeNumberField("clock_rate", stream.clockRate());
    }
    json.writeNumberField("packets", stream.packets());
    json.writeNumberField("unique", stream.unique());
    json.writeNumberField("expected", stream.expected());
    json.writeNumberField("lost", stream.lost());
    writeKnown("loss_ratio", stream.lossRatio(), 6, json);
    json.writeNumberField("reordered", stream.reordered());
    json.writeNumberField("duplicates", stream.duplicates());
    json.writeNumberField("restarts", stream.restarts());
    json.writeNumberField("invalid", stream.invalid());
    writeKnown("jitter_mean_ms", stream.jitterMeanMs(), 6, json);
    writeKnown("jitter_max_ms", stream.jitterMaxMs(), 6, json);
    writeKnown("frame_jitter_mean_ms", stream.frameJitterMeanMs(), 6, json);
    writeKnown("frame_jitter_max_ms", stream.frameJitterMaxMs(), 6, json);
    writeKnown("interarrival_max_ms", stream.interarrivalMaxMs(), 6, json);
    writeKnown("bitrate_bps", stream.bitrateBps(), 0, json);
    writeKnown("wire_bitrate_bps", stream.wireBitrateBps(), 0, json);
    writeKnown("frames", stream.frames(), json);
    writeKnown("key_frames", stream.keyFrames(), json);
    writeKnown("frame_rate", stream.frameRate(), 3, json);
    json.writeNumberField("rtcp_packets", stream.rtcpPackets());
    writeKnown("duration_seconds", stream.durationSeconds(), 9, json);
    json.writeStringField("first", time(stream.firstNs()));
    json.writeStringField("last", time(stream.lastNs()));
    json.writeEndObject();
  }

  private static void writeEndpoint(String name, Endpoint endpoint, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("ip", StreamKeys.address(endpoint.getAddress()));
    json.writeNumberField("port", endpoint.getPort());
    json.writeEndObject();
  }

  private static void writeKnown(String name, long count, JsonGenerator json) throws IOException {
    if (count >= 0) {
      json.writeNumberField(name, count);
    }
  }

  private static void writeKnown(String name, double value, int decimals, JsonGenerator json)
      throws IOException {
    if (!Double.isNaN(value)) {
      json.writeFieldName(name);
      BigDecimal rounded =
          BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
      json.writeNumber(rounded.toPlainString());
    }
  }

  /** RFC 3339 in UTC with all nanoseconds. */
  static String time(long nanoseconds) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanoseconds, 1_000_000_000L), Math.floorMod(nanoseconds, 1_000_000_000L))
        .toString();
  }
}
