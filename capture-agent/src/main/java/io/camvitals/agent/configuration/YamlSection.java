package io.camvitals.agent.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, read key by key. What is wrong is noted with path and line, and the
 * default is returned in its place, so that the whole file is checked in one go. {@link #end} notes
 * the keys that nobody asked for.
 */
final class YamlSection {
  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final EnvironmentReferences environment;
  private final List<ConfigurationProblem> problems;

  /**
   * @param node a mapping; null or the YAML null for an absent one
   */
  YamlSection(
      String path,
      Node node,
      int line,
      EnvironmentReferences environment,
      List<ConfigurationProblem> problems) {
    this.path = path;
    this.line = line;
    this.environment = environment;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      read(mapping);
    } else if (node != null && !isNull(node)) {
      problems.add(
          new ConfigurationProblem(
              lineOf(node), path, "keys with values are expected, not " + kind(node)));
    }
  }

  private void read(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(
            new ConfigurationProblem(lineOf(tuple.getKeyNode()), path, "a key must be a word"));
        continue;
      }
      Integer earlier = keyLines.putIfAbsent(key.getValue(), lineOf(key));
      if (earlier != null) {
        problems.add(
            new ConfigurationProblem(
                lineOf(key), path(key.getValue()), "stands twice; first on line " + earlier));
      } else if (!isNull(tuple.getValueNode())) {
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String kind(Node node) {
    return node instanceof SequenceNode
        ? "a list"
        : node instanceof MappingNode ? "keys with values" : "a single value";
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  /** Notes that the value of a key is wrong. */
  void problem(String key, String message) {
    problems.add(new ConfigurationProblem(keyLines.getOrDefault(key, line), path(key), message));
  }

  /** Line on which the section begins. */
  int line() {
    return line;
  }

  /** A text, with references to the environment replaced; {@code absent} when there is none. */
  String text(String key, String absent) {
    known.add(key);
    Node node = values.get(key);
    if (node == null) {
      return absent;
    }
    if (!(node instanceof ScalarNode scalar)) {
      problem(key, "a single value is expected, not " + kind(node));
      return absent;
    }
    var missing = environment.missing(scalar.getValue());
    if (missing.isPresent()) {
      problem(key, "the environment variable " + missing.get() + " is not set");
      return absent;
    }
    return environment.resolve(scalar.getValue());
  }

  /** A text that must be there and match. */
  String required(String key, Pattern pattern, String expected) {
    String text = text(key, null);
    if (text == null) {
      if (!values.containsKey(key)) {
        problem(key, "is missing: " + expected);
      }
      return "";
    }
    return matching(key, text, pattern, expected);
  }

  /** A text that must match. */
  String matching(String key, String text, Pattern pattern, String expected) {
    if (!pattern.matcher(text).matches()) {
      problem(key, "\"" + text + "\" is not " + expected);
    }
    return text;
  }

  int integer(String key, int absent, int minimum, int maximum) {
    String text = text(key, null);
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= minimum && value <= maximum) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with what is out of range.
    }
    problem(key, "\"" + text + "\" is not a whole number from " + minimum + " to " + maximum);
    return absent;
  }

  boolean flag(String key, boolean absent) {
    String text = text(key, Boolean.toString(absent)).trim();
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "\"" + text + "\" is neither true nor false");
      return absent;
    }
    return text.equals("true");
  }

  Duration duration(String key, Duration absent, Duration minimum, Duration maximum) {
    String text = text(key, null);
    if (text == null) {
      return absent;
    }
    OptionalLong milliseconds = Units.milliseconds(text);
    if (milliseconds.isEmpty()
        || milliseconds.getAsLong() < minimum.toMillis()
        || milliseconds.getAsLong() > maximum.toMillis()) {
      problem(
          key,
          String.format(
              "\"%s\" is not a time from %s to %s (such as 200ms, 5s, 1min)",
              text, Units.text(minimum), Units.text(maximum)));
      return absent;
    }
    return Duration.ofMillis(milliseconds.getAsLong());
  }

  long bytes(String key, long absent, long minimum, long maximum) {
    String text = text(key, null);
    if (text == null) {
      return absent;
    }
    OptionalLong bytes = Units.bytes(text);
    if (bytes.isEmpty() || bytes.getAsLong() < minimum || bytes.getAsLong() > maximum) {
      problem(
          key,
          String.format(
              "\"%s\" is not a size from %s to %s (such as 512KiB, 64MiB, 1GiB)",
              text, Units.text(minimum), Units.text(maximum)));
      return absent;
    }
    return bytes.getAsLong();
  }

  /** One of the names of an enum, in lower case. */
  <E extends Enum<E>> E choice(String key, E absent) {
    String text = text(key, null);
    if (text == null) {
      return absent;
    }
    List<String> names = new ArrayList<>();
    for (E constant : absent.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    problem(key, "\"" + text + "\" is none of " + String.join(", ", names) + meant(text, names));
    return absent;
  }

  private static String meant(String name, List<String> names) {
    return NearestName.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** A mapping below this one; empty when absent. */
  YamlSection section(String key) {
    known.add(key);
    return below(path(key), values.get(key), keyLines.getOrDefault(key, line));
  }

  private YamlSection below(String belowPath, Node node, int belowLine) {
    return new YamlSection(belowPath, node, belowLine, environment, problems);
  }

  /** The mappings of a list; none when absent. */
  List<YamlSection> sections(String key) {
    known.add(key);
    Node node = values.get(key);
    List<YamlSection> sections = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node entry : sequence.getValue()) {
        sections.add(below(path(key) + "[" + sections.size() + "]", entry, lineOf(entry)));
      }
    } else if (node != null) {
      problem(key, "a list is expected, not " + kind(node));
    }
    return sections;
  }

  /** The keys of this section: names that the file's author chooses. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Notes each key that was not asked for. */
  void end() {
    for (Map.Entry<String, Integer> key : keyLines.entrySet()) {
      if (!known.contains(key.getKey())) {
        problems.add(
            new ConfigurationProblem(
                key.getValue(),
                path(key.getKey()),
                "unknown key"
                    + NearestName.of(key.getKey(), known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known here: " + String.join(", ", known))));
      }
    }
  }
}
