package io.camvitals.agent.analyze.html;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML. All text and all values of attributes are escaped; names of elements and attributes
 * come from the program alone. Characters that HTML does not allow become U+FFFD.
 */
public final class HtmlWriter {
  private static final Set<String> VOID = Set.of("meta", "input", "br");
  private static final char REPLACEMENT = '\ufffd';

  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  public HtmlWriter(Writer out) {
    this.out = out;
  }

  /**
   * Opens an element.
   *
   * @param attributes name, value, name, value; an attribute whose value is null is left out
   */
  public HtmlWriter open(String tag, String... attributes) throws IOException {
    out.write('<');
    out.write(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.write(' ');
        out.write(attributes[i]);
        out.write("=\"");
        escape(attributes[i + 1]);
        out.write('"');
      }
    }
    out.write('>');
    if (!VOID.contains(tag)) {
      open.push(tag);
    }
    return this;
  }

  /** Closes the element that was opened last. */
  public HtmlWriter close() throws IOException {
    out.write("</");
    out.write(open.pop());
    out.write(">\n");
    return this;
  }

  public HtmlWriter text(String text) throws IOException {
    escape(text);
    return this;
  }

  /** An element with nothing but text in it. */
  public HtmlWriter element(String tag, String text, String... attributes) throws IOException {
    return open(tag, attributes).text(text).close();
  }

  /** The program's own style or script, as it is: it must not hold {@code </}. */
  void verbatim(String text) throws IOException {
    out.write(text);
  }

  private void escape(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> {
          boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
          if (pair) {
            out.write(c);
            out.write(text.charAt(++i));
          } else {
            out.write(isAllowed(c) ? c : REPLACEMENT);
          }
        }
      }
    }
  }

  /** Neither control characters, nor half of a pair, nor what turns the direction of text. */
  private static boolean isAllowed(char c) {
    boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    return (c >= ' ' || c == '\n' || c == '\t')
        && !(c >= '\u007f' && c <= '\u009f')
        && !Character.isSurrogate(c)
        && !turns
        && c < '\ufffe';
  }
}
