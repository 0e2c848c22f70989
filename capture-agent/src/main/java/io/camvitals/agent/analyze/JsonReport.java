package io.camvitals.agent.analyze;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.camvitals.agent.analyze.trace.PacketReference;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The report as one JSON object, as docs/analyze.md describes it. Fields are added, never renamed;
 * what is not known is null.
 */
final class JsonReport implements ReportFormat {
  /** Changes when a field goes or changes its meaning. */
  static final int VERSION = 2;

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      writeExtent(report, json);
      json.writeObjectFieldStart("rejected");
      for (var reason : report.rejected().entrySet()) {
        json.writeNumberField(reason.getKey(), reason.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("capture_dropped", report.captureDropped());
      json.writeNumberField("incomplete_datagrams", report.incompleteDatagrams());
      writeLink(report.link(), json);
      json.writeArrayFieldStart("streams");
      for (ListedStream stream : report.listedStreams()) {
        writeStream(stream, report.wireshark().isPresent(), json);
      }
      json.writeEndArray();
      JsonLists.write(report, json);
      writeFindings(report, json);
      json.writeEndObject();
    }
    out.write(System.lineSeparator());
  }

  private static void writeFindings(CaptureReport report, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding finding : report.findings()) {
      json.writeStartObject();
      json.writeStringField("severity", finding.severity().text());
      json.writeStringField("kind", finding.kind());
      json.writeStringField("subject", finding.subject());
      json.writeStringField("text", finding.text());
      PacketReference packet = finding.packet().orElse(null);
      write(
          "file",
          packet == null ? null : report.files().get(packet.file()).file().toString(),
          json);
      write("frame", packet == null ? null : (Long) packet.frame(), json);
      write("time", packet == null ? null : time(packet.timeNs()), json);
      json.writeStringField("wireshark_filter", finding.displayFilter());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLink(LinkReport link, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("encapsulations");
    for (var encapsulation : link.encapsulations().entrySet()) {
      json.writeNumberField(encapsulation.getKey(), encapsulation.getValue());
    }
    json.writeEndObject();
    if (link.wireless().isEmpty()) {
      json.writeNullField("wireless");
      return;
    }
    WirelessReport wireless = link.wireless().get();
    json.writeObjectFieldStart("wireless");
    writeWireless(wireless.all(), json);
    json.writeArrayFieldStart("channels");
    for (int channel : wireless.channels()) {
      json.writeNumber(channel);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stations");
    for (WirelessReport.Station station : wireless.stations()) {
      json.writeStartObject();
      json.writeStringField("address", station.address());
      writeWireless(station.figures(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeWireless(WirelessReport.Figures figures, JsonGenerator json)
      throws IOException {
    json.writeNumberField("frames", figures.frames());
    json.writeNumberField("damaged", figures.damaged());
    json.writeNumberField("bytes", figures.bytes());
    json.writeNumberField("data_frames", figures.dataFrames());
    json.writeNumberField("encrypted", figures.encrypted());
    json.writeNumberField("retries", figures.retries());
    write("retry_ratio", figures.retryRatio(), json);
    write("signal_mean_dbm", figures.signalMeanDbm(), json);
    write("signal_min_dbm", figures.signalMinDbm(), json);
    write("signal_max_dbm", figures.signalMaxDbm(), json);
    write("rate_mean_kbps", figures.rateMeanKbps(), json);
  }

  private static void writeExtent(CaptureReport report, JsonGenerator json) throws IOException {
    CaptureExtent extent = report.extent();
    json.writeStringField("file", report.name());
    writeFiles(report, json);
    json.writeNumberField("packets", extent.packets());
    json.writeNumberField("bytes", extent.bytes());
    write("duration_s", extent.durationSeconds(), json);
    json.writeStringField("start", time(extent.firstNs()));
    json.writeArrayFieldStart("link_types");
    for (String linkType : extent.linkTypes()) {
      json.writeString(linkType);
    }
    json.writeEndArray();
    json.writeStringField(
        "filter", report.selection().map(CaptureReport.Selection::filter).orElse(null));
    json.writeNumberField(
        "streams_not_shown",
        report.selection().map(CaptureReport.Selection::hiddenStreams).orElse(0L));
    json.writeNumberField("rtp_packets", report.rtpPackets());
    json.writeNumberField("rtcp_packets", report.rtcpPackets());
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

  private static void writeStream(ListedStream stream, boolean wireshark, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (StreamFields.Field field : StreamFields.own()) {
      write(field.name(), field.value().apply(stream), json);
    }
    for (StreamFields.Group group : StreamFields.groups()) {
      writeGroup(group, stream, json);
    }
    if (wireshark) {
      json.writeStringField("listed_by", stream.listedBy());
      if (stream.wireshark().isPresent()) {
        json.writeObjectFieldStart("wireshark");
        for (StreamFields.Field field : StreamFields.wireshark()) {
          write(field.name(), field.value().apply(stream), json);
        }
        json.writeEndObject();
      }
      writeDifferences(stream.differences(), json);
    }
    json.writeEndObject();
  }

  private static void writeDifferences(List<Difference> differences, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("differences");
    for (Difference difference : differences) {
      json.writeStartObject();
      json.writeStringField("reason", difference.reason().text());
      json.writeArrayFieldStart("figures");
      for (String figure : difference.figures()) {
        json.writeString(figure);
      }
      json.writeEndArray();
      json.writeStringField("words", difference.words());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeGroup(StreamFields.Group group, ListedStream stream, JsonGenerator json)
      throws IOException {
    List<StreamFields.Field> fields = stream.own().map(group.of()).orElse(null);
    if (fields == null) {
      json.writeNullField(group.name());
      return;
    }
    json.writeObjectFieldStart(group.name());
    for (StreamFields.Field field : fields) {
      write(field.name(), field.value().apply(stream), json);
    }
    json.writeEndObject();
  }

  private static void write(String name, Object value, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(plain(number));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof List<?> numbers) {
      json.writeStartArray();
      for (Object number : numbers) {
        json.writeNumber((Integer) number);
      }
      json.writeEndArray();
    } else {
      json.writeNull();
    }
  }

  /** All digits that tell the number from its neighbours, without an exponent. */
  static String plain(double number) {
    BigDecimal exact = BigDecimal.valueOf(number);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  /** RFC 3339 in UTC with all nanoseconds. */
  static String time(long nanoseconds) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanoseconds, 1_000_000_000L), Math.floorMod(nanoseconds, 1_000_000_000L))
        .toString();
  }
}
