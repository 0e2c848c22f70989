package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.List;

/** Splitting and quoting as header values have it (RFC 2616 section 2.2). */
final class HeaderText {
  private HeaderText() {}

  /** The stripped parts between separators that stand outside double quotes. */
  static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (quoted && character == '\\') {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && character == separator) {
        parts.add(value.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(value.substring(start).strip());
    return parts;
  }

  /** Without surrounding quotes and the escapes within them. */
  static String unquote(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  /** In quotes, with quotes and backslashes within escaped. */
  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
