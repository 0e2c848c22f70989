package io.camvitals.agent.analyze.wireshark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** SIP (RFC 3261) and the session descriptions that it offers and answers (RFC 3264). */
final class SipDissector {
  private static final int EXCHANGES = 10_000;

  /** Shorter beginnings of a message wait for their first line's end. */
  private static final int LONGEST_FIRST_LINE = 1500;

  private static final int NO_MESSAGE = -2;
  private static final int MORE_NEEDED = -1;

  /** The media that an offer and its answer describe together. */
  private static final class Exchange {
    private final List<SdpMedia> media = new ArrayList<>();
    private boolean answered;
  }

  private final Conversations conversations;
  private final Desegmentation desegmentation;
  private final SdpDissector sdp;
  private final SipTransactions transactions = new SipTransactions();
  private final Map<Integer, Exchange> exchanges =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Exchange> eldest) {
          return size() > EXCHANGES;
        }
      };

  SipDissector(Conversations conversations, Desegmentation desegmentation, SdpDissector sdp) {
    this.conversations = conversations;
    this.desegmentation = desegmentation;
    this.sdp = sdp;
  }

  /** A datagram, on a port of SIP or any other. */
  boolean udp(Flow flow, Octets payload) {
    return message(flow, payload, 0, false) > 0;
  }

  /** What came on a connection to a port of SIP. */
  boolean tcp(Flow flow, Octets payload) {
    if (payload.reported() == 1 && !isPrintable(payload.unsignedByte(0))) {
      return false;
    }
    int offset = 0;
    while (offset < payload.reported()) {
      if (payload.reported() - offset < LONGEST_FIRST_LINE
          && TextLines.completeAt(payload, offset) == null) {
        desegmentation.ask(offset, Desegmentation.ONE_MORE_SEGMENT);
        return true;
      }
      int length = message(flow, payload, offset, true);
      if (length <= 0) {
        return offset > 0 || length == MORE_NEEDED;
      }
      offset += length;
    }
    return true;
  }

  /** What came on a connection that nothing else claimed. */
  boolean isTcp(Flow flow, Octets payload) {
    int offset = 0;
    while (offset < payload.captured()) {
      int length = message(flow, payload, offset, offset > 0);
      if (length == NO_MESSAGE && offset == 0) {
        return false;
      }
      if (length <= 0) {
        break;
      }
      offset += length;
    }
    return true;
  }

  private int message(Flow flow, Octets payload, int start, boolean continuing) {
    if (!continuing && (payload.captured() <= start || !isPrintable(payload.unsignedByte(start)))) {
      return NO_MESSAGE;
    }
    TextLines.Line line = TextLines.at(payload, start);
    String text = TextLines.text(payload, line);
    if (line.length() == 0 || text.indexOf('\0') >= 0) {
      return NO_MESSAGE;
    }
    if (SipMessage.firstLine(text) == SipMessage.FirstLine.NEITHER) {
      return continuing ? payload.reported() - start : NO_MESSAGE;
    }
    if (flow.key().transport() == Transport.TCP
        && !HeadReassembly.isWhole(payload, start, desegmentation)) {
      return MORE_NEEDED;
    }
    SipMessage message = SipMessage.read(payload, start);
    int frame = conversations.frame();
    int request = message.request() ? 0 : transactions.requestOf(flow.key(), message);
    int original = transactions.sentBefore(flow.key(), message, frame);
    // A request sent again offers nothing new; a response is not recognised as sent again.
    if (message.bodyLength() > 0 && !(original != 0 && exchanges.containsKey(original))) {
      Octets body = payload.part(message.body(), message.bodyLength());
      if (original == 0 || message.contentType().startsWith("multipart/")) {
        body(message, body, request, frame);
      } else if (message.contentType().equals("application/sdp")) {
        sdp.dissect(body);
      }
    }
    return message.body() + Math.max(0, message.bodyLength()) - start;
  }

  private void body(SipMessage message, Octets body, int request, int frame) {
    if (message.contentType().startsWith("multipart/")) {
      parts(message, body);
    } else if (message.contentType().equals("application/sdp")) {
      if (message.request()) {
        describe(frame, frame, body, false);
      } else if (message.status() >= 200 && message.status() < 300 || message.status() >= 400) {
        describe(request, frame, body, true);
      } else {
        sdp.dissect(body);
      }
    }
  }

  /** A description that belongs to the exchange that the request of that frame began. */
  private void describe(int request, int frame, Octets description, boolean answer) {
    Exchange exchange = exchanges.get(request);
    if (exchange == null) {
      exchange = new Exchange();
      if (request != 0) {
        exchanges.put(request, exchange);
      }
    }
    if (exchange.answered) {
      return;
    }
    SdpParser.read(description, exchange.media);
    sdp.announce(exchange.media, request == 0 ? frame : request);
    exchange.answered = answer;
  }

  /** Descriptions within a multipart body (RFC 2046 section 5.1) stand for themselves. */
  private void parts(SipMessage message, Octets body) {
    if (message.boundary().isEmpty()) {
      return;
    }
    String text = new String(body.bytes(0, body.captured()), StandardCharsets.ISO_8859_1);
    for (String part : text.split("--" + Pattern.quote(message.boundary()), -1)) {
      int blank = part.replace("\r\n", "\n").indexOf("\n\n");
      if (blank < 0) {
        continue;
      }
      String normal = part.replace("\r\n", "\n");
      if (normal.substring(0, blank).toLowerCase(Locale.ROOT).contains("application/sdp")) {
        byte[] description = normal.substring(blank + 2).getBytes(StandardCharsets.ISO_8859_1);
        sdp.dissect(
            new Octets()
                .set(ByteBuffer.wrap(description), 0, description.length, description.length));
      }
    }
  }

  private static boolean isPrintable(int octet) {
    return octet >= ' ' && octet < 0x7f;
  }
}
