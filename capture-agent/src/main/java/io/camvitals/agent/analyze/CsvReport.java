package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line per stream after a line of names (RFC 4180); the names are those of the JSON report,
 * with the name of the object that holds them, such as {@code wireshark_}, before them. What is not
 * known is empty.
 */
final class CsvReport implements ReportFormat {
  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    List<StreamFields.Field> fields = fields(report);
    line(fields.stream().map(StreamFields.Field::name), out);
    for (ListedStream stream : report.listedStreams()) {
      line(fields.stream().map(field -> text(field.value().apply(stream))), out);
    }
  }

  private static List<StreamFields.Field> fields(CaptureReport report) {
    List<StreamFields.Field> fields = new ArrayList<>(StreamFields.own());
    if (report.wireshark().isPresent()) {
      fields.add(new StreamFields.Field("listed_by", ListedStream::listedBy));
      addNamed("wireshark", StreamFields.wireshark(), fields);
    }
    StreamFields.groups().forEach(group -> addNamed(group.name(), group.all(), fields));
    return fields;
  }

  private static void addNamed(
      String group, List<StreamFields.Field> added, List<StreamFields.Field> fields) {
    added.forEach(
        field -> fields.add(new StreamFields.Field(group + '_' + field.name(), field.value())));
  }

  private static String text(Object value) {
    if (value == null || value instanceof Double number && !Double.isFinite(number)) {
      return "";
    }
    if (value instanceof Double number) {
      return JsonReport.plain(number);
    }
    if (value instanceof List<?> numbers) {
      return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value.toString();
  }

  private static void line(Stream<String> values, Writer out) throws IOException {
    out.write(values.map(CsvReport::quoted).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  private static String quoted(String value) {
    return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }
}
