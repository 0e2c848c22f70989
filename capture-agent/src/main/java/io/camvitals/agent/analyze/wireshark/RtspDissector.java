package io.camvitals.agent.analyze.wireshark;

import java.util.List;
import java.util.Locale;

/**
 * RTSP (RFC 2326) and what is interleaved with it, on the TCP ports where Wireshark expects it. It
 * does not look for the next frame after a gap: whatever does not begin with a dollar sign is text.
 */
final class RtspDissector implements Dissector {
  private static final List<String> METHODS =
      List.of(
          "DESCRIBE",
          "ANNOUNCE",
          "GET_PARAMETER",
          "OPTIONS",
          "PAUSE",
          "PLAY",
          "RECORD",
          "REDIRECT",
          "SETUP",
          "SET_PARAMETER",
          "TEARDOWN");

  /** Characters that cannot be part of a header's name. */
  private static final String SPECIALS = "()<>@,;\\\"/[]?={}";

  private static final int FRAME_HEADER_BYTES = 4;
  private static final int MORE_NEEDED = -1;

  /** What the first line of a message is. */
  private enum Kind {
    REQUEST,
    REPLY,
    NEITHER
  }

  private final Conversations conversations;
  private final Desegmentation desegmentation;
  private final RtspTransport transport;
  private final SdpDissector sdp;

  RtspDissector(
      Conversations conversations,
      Desegmentation desegmentation,
      RtspTransport transport,
      SdpDissector sdp) {
    this.conversations = conversations;
    this.desegmentation = desegmentation;
    this.transport = transport;
    this.sdp = sdp;
  }

  @Override
  public boolean dissect(Flow flow, Octets payload) {
    int offset = 0;
    while (offset < payload.reported()) {
      int length =
          payload.unsignedByte(offset) == '$'
              ? interleaved(flow, payload, offset)
              : message(flow, payload, offset);
      if (length == MORE_NEEDED) {
        break;
      }
      offset += length;
    }
    return true;
  }

  private int interleaved(Flow flow, Octets payload, int start) {
    int available = payload.captured() - start;
    if (desegmentation.isPossible() && available < FRAME_HEADER_BYTES) {
      desegmentation.ask(start, Desegmentation.ONE_MORE_SEGMENT);
      return MORE_NEEDED;
    }
    int channel = payload.unsignedByte(start + 1);
    int length = payload.unsignedShort(start + 2);
    if (desegmentation.isPossible() && available < FRAME_HEADER_BYTES + length) {
      desegmentation.ask(start, FRAME_HEADER_BYTES + length - available);
      return MORE_NEEDED;
    }
    if (Math.min(available, length) > available - FRAME_HEADER_BYTES) {
      throw EndOfDissection.INSTANCE;
    }
    Dissector dissector = conversations.find(flow.key()).channel(channel);
    if (dissector != null) {
      dissector.dissect(flow, payload.part(start + FRAME_HEADER_BYTES, length));
    }
    return FRAME_HEADER_BYTES + length;
  }

  private int message(Flow flow, Octets payload, int start) {
    Kind kind = kind(TextLines.text(payload, TextLines.at(payload, start)));
    if (kind != Kind.NEITHER && !HeadReassembly.isWhole(payload, start, desegmentation)) {
      return MORE_NEEDED;
    }
    int contentLength = -1;
    String contentType = "";
    boolean any = false;
    int next = start;
    while (next < payload.captured()) {
      TextLines.Line line = TextLines.at(payload, next);
      if (line.length() == 0) {
        next = line.next();
        break;
      }
      String text = TextLines.text(payload, line);
      boolean first = kind(text) != Kind.NEITHER;
      boolean header = !first && isHeader(text);
      if (!first && !header && !isContinuation(text)) {
        if (any && isName(text)) {
          payload.bytes(line.start(), line.length() + 1);
        }
        break;
      }
      any = true;
      if (header) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.startsWith("transport:") && kind == Kind.REPLY) {
          transport.reply(flow, text);
        } else if (name.startsWith("content-type:")) {
          contentType = value(name);
        } else if (name.startsWith("content-length:")) {
          contentLength = HeadReassembly.number(value(name));
        }
      }
      next = line.next();
    }
    return body(payload, start, next, kind, contentLength, contentType);
  }

  private int body(
      Octets payload, int start, int body, Kind kind, int contentLength, String contentType) {
    int length = payload.captured() - body;
    if (contentLength >= 0) {
      length = Math.min(length, contentLength);
    } else if (kind == Kind.REQUEST) {
      length = 0;
    }
    if (length <= 0) {
      return body - start;
    }
    Octets content = payload.part(body, length);
    if (kind(TextLines.text(content, TextLines.at(content, 0))) != Kind.NEITHER) {
      return body - start;
    }
    if (contentType.equals("application/sdp")) {
      sdp.dissect(content);
    } else if (payload.unsignedByte(body) == '$') {
      return body - start;
    }
    return body + length - start;
  }

  private static Kind kind(String line) {
    if (line.regionMatches(true, 0, "RTSP/", 0, 5)) {
      return Kind.REPLY;
    }
    for (String method : METHODS) {
      int length = method.length();
      if (line.regionMatches(true, 0, method, 0, length)
          && (line.length() == length || isSpace(line.charAt(length)))) {
        return Kind.REQUEST;
      }
    }
    return Kind.NEITHER;
  }

  /** Whether there is a name, without anything that cannot be part of one, before a colon. */
  private static boolean isHeader(String line) {
    return endOfName(line) < line.length() && line.charAt(endOfName(line)) == ':';
  }

  /** Whether blanks end what could be a name. */
  private static boolean isContinuation(String line) {
    int end = endOfName(line);
    return end < line.length() && line.charAt(end) == ' ';
  }

  /** Whether all of it could be part of a name. */
  private static boolean isName(String line) {
    int end = endOfName(line);
    return end == line.length() || !isPrintable(line.charAt(end));
  }

  private static int endOfName(String line) {
    int index = 0;
    while (index < line.length()
        && isPrintable(line.charAt(index))
        && line.charAt(index) != ':'
        && line.charAt(index) != ' '
        && SPECIALS.indexOf(line.charAt(index)) < 0) {
      index++;
    }
    return index;
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** The value of a header, without parameters. */
  private static String value(String header) {
    String value = header.substring(header.indexOf(':') + 1).strip();
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
  }
}
