package io.camvitals.simulator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of a plan and the way to it. It remembers which keys it was asked for; {@link
 * #finish} refuses the others.
 */
final class PlanNode {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|min|h)");
  private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?%");

  private final String path;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  PlanNode(String path, JsonNode node) throws PlanException {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new PlanException(path, "must be a mapping of keys to values, but is " + kind(node));
    }
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case NULL, MISSING -> "empty";
      case STRING -> "text";
      case OBJECT, POJO, BINARY -> "a mapping";
    };
  }

  /** Where a key stands, for messages. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  PlanException error(String key, String reason) {
    return new PlanException(path(key), reason);
  }

  private Optional<JsonNode> value(String key) {
    known.add(key);
    return Optional.ofNullable(node.get(key));
  }

  Optional<String> text(String key) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isPresent() && !value.get().isTextual()) {
      throw error(key, "must be text, but is " + kind(value.get()));
    }
    return value.map(JsonNode::textValue);
  }

  String requiredText(String key) throws PlanException {
    return text(key).orElseThrow(() -> error(key, "is missing"));
  }

  Optional<Double> number(String key, double least, double most) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isNumber()) {
      throw error(key, "must be a number, but is " + kind(value.get()));
    }
    return Optional.of(within(key, value.get().doubleValue(), least, most));
  }

  Optional<Long> wholeNumber(String key) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isPresent() && !(value.get().isIntegralNumber() && value.get().canConvertToLong())) {
      throw error(key, "must be a whole number, but is " + kind(value.get()));
    }
    return value.map(JsonNode::longValue);
  }

  /** A number, or text like {@code 2 %}. */
  Optional<Double> ratio(String key, double least, double most) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty() || value.get().isNumber()) {
      return number(key, least, most);
    }
    Matcher percent = PERCENT.matcher(value.get().asText());
    if (!value.get().isTextual() || !percent.matches()) {
      throw error(key, "must be a ratio like 0.02 or 2 %, but is " + value.get());
    }
    return Optional.of(within(key, Double.parseDouble(percent.group(1)) / 100, least, most));
  }

  private double within(String key, double value, double least, double most) throws PlanException {
    if (!(value >= least && value <= most)) {
      throw error(key, "must be from " + least + " to " + most + ", but is " + value);
    }
    return value;
  }

  /** Text like {@code 500ms}, {@code 2.5s}, {@code 3min}, {@code 1h}. */
  Optional<Duration> duration(String key, Duration least, Duration most) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(value.get().asText());
    if (!value.get().isTextual() || !matcher.matches()) {
      throw error(key, "must be a time like 500ms, 5s, 2min or 1h, but is " + value.get());
    }
    double factor =
        switch (matcher.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "min" -> 60e9;
          default -> 3600e9;
        };
    Duration duration = Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * factor));
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw error(
          key, "must be from " + show(least) + " to " + show(most) + ", but is " + value.get());
    }
    return Optional.of(duration);
  }

  private static String show(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /** The elements of a list; none when the key is absent. */
  List<JsonNode> list(String key) throws PlanException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw error(key, "must be a list, but is " + kind(value.get()));
    }
    List<JsonNode> elements = new ArrayList<>();
    value.get().forEach(elements::add);
    return elements;
  }

  /** Refuses keys that nobody asked for. */
  void finish() throws PlanException {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw error(name, "unknown key; known here are " + String.join(", ", known));
      }
    }
  }
}
