package io.camvitals.agent.analyze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parts of docs/conformance.md that come out of comparing the reference captures. */
final class ConformanceDocument {
  private final List<ReferenceCapture> captures;
  private final List<EdgeTruth.Figure> truth;

  ConformanceDocument(List<ReferenceCapture> captures, List<EdgeTruth.Figure> truth) {
    this.captures = captures;
    this.truth = truth;
  }

  /** The document with its generated parts replaced, each between two comments that name it. */
  String renewed(String document) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("totals", totals());
    parts.put("reasons", reasons());
    parts.put("captures", captures());
    parts.put("truth", truth());
    String renewed = document;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      String begin = "<!-- " + part.getKey() + " -->\n";
      String end = "<!-- end of " + part.getKey() + " -->";
      int from = renewed.indexOf(begin);
      int to = renewed.indexOf(end);
      if (from < 0 || to < from) {
        throw new IllegalStateException("no part " + part.getKey() + " in the document");
      }
      renewed =
          renewed.substring(0, from + begin.length())
              + '\n'
              + part.getValue()
              + '\n'
              + renewed.substring(to);
    }
    return renewed;
  }

  private String totals() {
    List<ListedStream> streams = streams();
    List<ReferenceCapture> without =
        captures.stream().filter(capture -> capture.tshark().isEmpty()).toList();
    return table(
        List.of("", "number"),
        List.of(
            row("captures", captures.size()),
            row("packets in them", sum(capture -> capture.report().packets())),
            row("streams that tshark lists", sum(capture -> capture.tshark().size())),
            row(
                "**of these equal in every printed digit with `--compat wireshark`**",
                sum(ReferenceCapture::exact)),
            row(
                "captures whose whole table is the same, line by line",
                captures.stream().filter(ReferenceCapture::isSame).count()),
            row("streams that both list with our own recognition", listedBy(streams, "both")),
            row(
                "of these with the same figures (ours and Wireshark's)",
                streams.stream()
                    .filter(each -> each.listedBy().equals("both") && each.differences().isEmpty())
                    .count()),
            row(
                "of these with other figures, for the reasons below",
                streams.stream()
                    .filter(each -> each.listedBy().equals("both") && !each.differences().isEmpty())
                    .count()),
            row("streams of tshark's that we say are no RTP", listedBy(streams, "wireshark")),
            row("streams of ours that tshark does not list", listedBy(streams, "own")),
            row(
                "differences for which no reason was found",
                streams.stream()
                    .flatMap(each -> each.differences().stream())
                    .filter(each -> each.reason() == DifferenceReason.NONE_FOUND)
                    .count()),
            row("captures in which tshark finds no stream", without.size()),
            row(
                "packets in these",
                without.stream().mapToLong(capture -> capture.report().packets()).sum()),
            row(
                "streams that we find in these",
                without.stream().mapToLong(capture -> capture.report().streams().size()).sum()),
            row("known figures of hand-made captures", truth.size()),
            row(
                "of these met by our own",
                truth.stream().filter(EdgeTruth.Figure::isMet).count())));
  }

  private interface Count {
    long of(ReferenceCapture capture);
  }

  private long sum(Count count) {
    return captures.stream().mapToLong(count::of).sum();
  }

  private static long listedBy(List<ListedStream> streams, String who) {
    return streams.stream().filter(stream -> stream.listedBy().equals(who)).count();
  }

  private List<ListedStream> streams() {
    return captures.stream().flatMap(capture -> capture.report().listedStreams().stream()).toList();
  }

  private String reasons() {
    Map<DifferenceReason, List<Difference>> byReason = new TreeMap<>();
    for (ListedStream stream : streams()) {
      for (Difference difference : stream.differences()) {
        byReason.computeIfAbsent(difference.reason(), reason -> new ArrayList<>()).add(difference);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    byReason.forEach(
        (reason, differences) ->
            rows.add(
                List.of(
                    '`' + reason.text() + '`',
                    count(differences.size()),
                    differences.get(0).words())));
    return table(List.of("reason", "streams", "in words, for one of them"), rows);
  }

  private String captures() {
    List<List<String>> rows = new ArrayList<>();
    for (ReferenceCapture capture : captures) {
      List<ListedStream> streams = capture.report().listedStreams();
      rows.add(
          List.of(
              '`' + capture.name() + '`',
              count(capture.tshark().size()),
              count(capture.exact()),
              count(
                  streams.stream()
                      .filter(
                          each -> each.listedBy().equals("both") && each.differences().isEmpty())
                      .count()),
              grouped(streams, "both"),
              grouped(streams, "wireshark"),
              grouped(streams, "own")));
    }
    return table(
        List.of(
            "capture",
            "tshark's streams",
            "exact with `--compat`",
            "same figures of our own",
            "others of our own, why",
            "no RTP, why",
            "only here, why"),
        rows);
  }

  /** How many streams differ for each set of reasons. */
  private static String grouped(List<ListedStream> streams, String who) {
    Map<String, Long> counts = new TreeMap<>();
    for (ListedStream stream : streams) {
      if (stream.listedBy().equals(who) && !stream.differences().isEmpty()) {
        counts.merge(
            stream.differences().stream()
                .map(each -> words(each, who))
                .collect(Collectors.joining(", ")),
            1L,
            Long::sum);
      }
    }
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " × " + each.getKey())
        .collect(Collectors.joining("; "));
  }

  /** Of a stream that is no RTP the words, which say what it is; else the reason's name. */
  private static String words(Difference difference, String who) {
    return who.equals("wireshark") ? difference.words() : difference.reason().text();
  }

  private String truth() {
    List<List<String>> rows = new ArrayList<>();
    for (EdgeTruth.Figure figure : truth) {
      rows.add(
          List.of(
              '`' + figure.capture() + '`',
              figure.note(),
              '`' + figure.name() + '`',
              number(figure.truth()),
              number(figure.ours()),
              figure.isMet() ? "yes" : "**no**"));
    }
    return table(List.of("capture", "what it shows", "figure", "truth", "ours", "met"), rows);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? count((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static List<String> row(String name, long value) {
    return List.of(name, count(value));
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String table(List<String> heading, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    line(heading, table);
    line(heading.stream().map(name -> "---").toList(), table);
    rows.forEach(row -> line(row, table));
    return table.toString();
  }

  private static void line(List<String> cells, StringBuilder table) {
    table.append("| ");
    table.append(
        cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")));
    table.append(" |\n");
  }
}
