package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of one message in their order (RFC 2326 section 12): names are compared without
 * regard to case, and a name may occur several times. Immutable.
 */
public final class RtspHeaders {
  /** No fields. */
  public static final RtspHeaders EMPTY = new RtspHeaders(List.of());

  private final List<Field> fields;

  private RtspHeaders(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** One field as it stood in the message. */
  public record Field(String name, String value) {
    /**
     * Checks that the field can be written without changing the message around it.
     *
     * @throws IllegalArgumentException when the name is empty or name or value hold CR, LF or NUL,
     *     or the name a colon
     */
    public Field {
      if (name.isEmpty() || name.indexOf(':') >= 0 || !onOneLine(name) || !onOneLine(value)) {
        throw new IllegalArgumentException("RTSP header field cannot be written on one line");
      }
    }

    private static boolean onOneLine(String text) {
      return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }
  }

  /** The given fields. */
  public static RtspHeaders of(List<Field> fields) {
    return fields.isEmpty() ? EMPTY : new RtspHeaders(fields);
  }

  /** One field. */
  public static RtspHeaders of(String name, String value) {
    return new RtspHeaders(List.of(new Field(name, value)));
  }

  /** These and one more field at the end, beside others of the same name. */
  public RtspHeaders and(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new RtspHeaders(more);
  }

  /** These with all fields of this name replaced by one at the end. */
  public RtspHeaders with(String name, String value) {
    return without(name).and(name, value);
  }

  /** These without the fields of this name. */
  public RtspHeaders without(String name) {
    return of(fields.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList());
  }

  /** The value of the first field of this name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** The values of all fields of this name, in order. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RtspHeaders headers && headers.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The names only: values may hold secrets. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
