package io.camvitals.protocol.http;

import io.camvitals.protocol.text.MessageText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the heads in one direction of an HTTP/1 connection (RFC 9112), passing over the bodies
 * between them by their length or chunks. Keeps no more than one head of {@value #LONGEST_HEAD}
 * bytes.
 *
 * <p>For one thread at a time.
 */
public final class HttpReader {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final long UNTIL_CLOSED = Long.MAX_VALUE;

  /** Is told of heads and bodies in their order. */
  public interface Listener {
    /** A request or response; what is to be done with its body. */
    Body head(MessageText head);

    /** The next bytes of a body that is wanted, or the first that came of one to be shown. */
    void body(ByteBuffer buffer, int offset, int length);
  }

  /** What a listener wants to have done with what follows a head. */
  public enum Body {
    /** To be passed over, by the length that the head tells. */
    SKIP,
    /** The same, but what comes of it first, of up to a segment, is shown. */
    SHOW,
    /** All that follows, to the end of the connection, to be handed on. */
    HAND_ON
  }

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    HANDED_ON,
    LOST
  }

  private final Listener listener;
  private final boolean responses;
  private byte[] line = new byte[0];
  private int lineLength;
  private boolean lineEmpty;
  private State state = State.HEAD;
  private long remaining;
  private boolean toShow;

  /**
   * @param responses whether this direction carries responses, whose body may end with the
   *     connection
   */
  public HttpReader(Listener listener, boolean responses) {
    this.listener = listener;
    this.responses = responses;
  }

  /** Takes the next bytes. */
  public void feed(ByteBuffer buffer, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && state != State.LOST) {
      switch (state) {
        case HEAD, CHUNK_SIZE -> {
          if (add(buffer.get(at++))) {
            complete();
          }
        }
        case BODY, CHUNK -> {
          show(buffer, at, end - at);
          at += (int) pass(end - at);
        }
        case HANDED_ON -> {
          listener.body(buffer, at, end - at);
          at = end;
        }
        default -> throw new IllegalStateException(state.name());
      }
    }
  }

  /** Bytes are missing: negative when it is not known how many. */
  public void gap(long length) {
    if (state == State.BODY && length >= 0 && length <= remaining
        || state == State.CHUNK && length >= 0 && length < remaining) {
      pass(length);
    } else if (state != State.HANDED_ON) {
      state = State.LOST;
      line = new byte[0];
    }
  }

  /** False when it cannot be told where the next head begins. */
  public boolean isLost() {
    return state == State.LOST;
  }

  /** About how much memory is kept. */
  public int retainedBytes() {
    return line.length;
  }

  private void show(ByteBuffer buffer, int at, int available) {
    if (toShow) {
      toShow = false;
      listener.body(buffer, at, (int) Math.min(available, remaining));
    }
  }

  private long pass(long available) {
    long passed = Math.min(available, remaining);
    if (remaining != UNTIL_CLOSED) {
      remaining -= passed;
    }
    if (remaining == 0) {
      begin(state == State.CHUNK ? State.CHUNK_SIZE : State.HEAD);
    }
    return passed;
  }

  private void begin(State next) {
    state = next;
    lineLength = 0;
    lineEmpty = false;
  }

  /** Adds a byte of a head or of a chunk's size; true when it is complete. */
  private boolean add(byte value) {
    if (state == State.HEAD && lineLength == 0 && (value == '\r' || value == '\n')) {
      return false;
    }
    if (lineLength == LONGEST_HEAD) {
      state = State.LOST;
      return false;
    }
    if (lineLength == line.length) {
      line = Arrays.copyOf(line, Math.max(512, Math.min(LONGEST_HEAD, 2 * lineLength)));
    }
    line[lineLength++] = value;
    if (value == '\n') {
      boolean blank = lineEmpty;
      lineEmpty = true;
      return state == State.CHUNK_SIZE || blank;
    }
    lineEmpty &= value == '\r';
    return false;
  }

  private void complete() {
    String text = MessageText.text(ByteBuffer.wrap(line), 0, lineLength);
    if (state == State.CHUNK_SIZE) {
      chunk(text.strip());
      return;
    }
    MessageText head = MessageText.parse(text);
    if (!head.startLine().contains("HTTP/")) {
      state = State.LOST;
      return;
    }
    remaining = bodyLength(head);
    boolean chunked =
        head.field("transfer-encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked");
    Body wanted = listener.head(head);
    toShow = wanted == Body.SHOW;
    if (wanted == Body.HAND_ON) {
      state = State.HANDED_ON;
    } else if (remaining < 0) {
      state = State.LOST;
    } else if (chunked) {
      begin(State.CHUNK_SIZE);
    } else {
      begin(remaining == 0 ? State.HEAD : State.BODY);
    }
  }

  /** Of a body without chunks; -1 when the head contradicts itself. */
  private long bodyLength(MessageText head) {
    String length = head.field("content-length").orElse("");
    if (!length.isEmpty()) {
      return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }
    return responses && mayHaveBody(head.startLine()) ? UNTIL_CLOSED : 0;
  }

  /** RFC 9112 section 6.3: 1xx, 204 and 304 have none. */
  private static boolean mayHaveBody(String statusLine) {
    return !statusLine.matches("HTTP/\\S+ (1[0-9]{2}|204|304).*");
  }

  private void chunk(String line) {
    String digits = line.replaceFirst("[;\\s].*", "");
    if (line.isEmpty()) {
      begin(State.CHUNK_SIZE);
    } else if (!digits.matches("[0-9a-fA-F]{1,8}")) {
      state = State.LOST;
    } else {
      remaining = Long.parseLong(digits, 16);
      // After the last chunk come trailers and a blank line, which are read as a head would be.
      begin(remaining == 0 ? State.HEAD : State.CHUNK);
    }
  }
}
