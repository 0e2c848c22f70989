package io.camvitals.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a message: a start line, and fields {@code name: value} until a blank line (RFC 9112
 * section 2, RFC 3261 section 7). Lines end with CRLF or LF alone; a line that begins with white
 * space continues the one before it. What has no colon is passed over.
 */
public final class MessageText {
  private final String startLine;
  private final List<Map.Entry<String, String>> fields;

  private MessageText(String startLine, List<Map.Entry<String, String>> fields) {
    this.startLine = startLine;
    this.fields = fields;
  }

  /** Reads a head; the blank line and what follows are not looked at. */
  public static MessageText parse(String head) {
    String[] lines = head.split("\r?\n", -1);
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      String line = lines[i];
      int colon = line.indexOf(':');
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !fields.isEmpty()) {
        Map.Entry<String, String> last = fields.remove(fields.size() - 1);
        fields.add(Map.entry(last.getKey(), last.getValue() + ' ' + line.strip()));
      } else if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.add(Map.entry(name, line.substring(colon + 1).strip()));
      }
    }
    return new MessageText(lines[0].strip(), fields);
  }

  /**
   * How many bytes a head takes with the blank line that ends it; -1 when the blank line is not
   * there.
   */
  public static int headLength(ByteBuffer buffer, int offset, int length) {
    boolean lineEmpty = false;
    for (int i = 0; i < length; i++) {
      byte value = buffer.get(offset + i);
      if (value == '\n') {
        if (lineEmpty) {
          return i + 1;
        }
        lineEmpty = true;
      } else if (value != '\r') {
        lineEmpty = false;
      }
    }
    return -1;
  }

  /** Bytes as text, each byte a character. */
  public static String text(ByteBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.get(offset, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  public String startLine() {
    return startLine;
  }

  /** Value of the first field of that name, which is given in lower case. */
  public Optional<String> field(String name) {
    return fields.stream()
        .filter(field -> field.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
