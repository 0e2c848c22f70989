package io.camvitals.event;

/** Writes one JSON value (RFC 8259) without blanks or line breaks. */
final class JsonLine {
  private final StringBuilder out = new StringBuilder(256);
  private boolean first = true;

  JsonLine begin(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  JsonLine end(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  JsonLine name(String name) {
    separate();
    quote(name);
    out.append(':');
    first = true;
    return this;
  }

  JsonLine text(String value) {
    separate();
    quote(value);
    return this;
  }

  JsonLine number(long value) {
    separate();
    out.append(value);
    return this;
  }

  JsonLine unsigned(long value) {
    separate();
    out.append(Long.toUnsignedString(value));
    return this;
  }

  JsonLine bool(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  /** JSON knows neither infinity nor not-a-number: they become text, as in protobuf's own JSON. */
  JsonLine number(double value) {
    if (!Double.isFinite(value)) {
      return text(Double.toString(value));
    }
    separate();
    out.append(value);
    return this;
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (mustEscape(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Control characters, C1 too: an event must not move the cursor of whoever looks at it. */
  private static boolean mustEscape(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
