package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** Why Wireshark's figures are not ours, as text: what follows Wireshark's table. */
final class DifferencesText {
  private DifferencesText() {}

  static void write(List<ListedStream> streams, Writer out) throws IOException {
    List<ListedStream> different =
        streams.stream().filter(stream -> !stream.differences().isEmpty()).toList();
    if (different.isEmpty()) {
      return;
    }
    out.write("\nWhat Camvitals says otherwise, and why:\n");
    for (ListedStream stream : different) {
      out.write(
          EndpointText.of(stream.source())
              + " > "
              + EndpointText.of(stream.destination())
              + "  SSRC "
              + stream.ssrc()
              + ": "
              + listing(stream)
              + '\n');
      for (Difference difference : stream.differences()) {
        String figures =
            difference.figures().stream()
                .filter(figure -> !figure.equals("stream"))
                .map(figure -> figure(figure, stream))
                .collect(Collectors.joining(", "));
        out.write("  " + figures + (figures.isEmpty() ? "" : ": ") + difference.words() + '\n');
      }
    }
  }

  private static String listing(ListedStream stream) {
    return switch (stream.listedBy()) {
      case "wireshark" -> "no RTP";
      case "own" -> "RTP, though Wireshark does not list it";
      default -> "RTP, with other figures";
    };
  }

  /** The name of a figure with our value. */
  private static String figure(String name, ListedStream stream) {
    Object value =
        StreamFields.own().stream()
            .filter(field -> field.name().equals(name))
            .findFirst()
            .orElseThrow()
            .value()
            .apply(stream);
    String text =
        value == null || value instanceof Double number && number.isNaN()
            ? "unknown"
            : value instanceof Double number ? ReportText.decimal(number, 3) : value.toString();
    return name + ' ' + text;
  }
}
