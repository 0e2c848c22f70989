package io.camvitals.protocol.rtsp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parameters {@code name=value} or {@code name} of a header; names without regard to case. */
record HeaderParameters(Map<String, String> values) {
  /** Reads stripped parts; of a repeated name the first counts. */
  static HeaderParameters parse(List<String> parts) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : HeaderText.unquote(part.substring(equals + 1).strip());
      values.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
    }
    return new HeaderParameters(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value without quotes; empty text when only the name is there. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
