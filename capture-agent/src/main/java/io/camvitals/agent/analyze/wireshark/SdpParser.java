package io.camvitals.agent.analyze.wireshark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads a session description (RFC 4566) as leniently as Wireshark, and no further than it. */
final class SdpParser {
  /** Media descriptions beyond these are not looked at; those of the offer and the answer count. */
  private static final int MOST_MEDIA = 4;

  private final List<SdpMedia> media;
  private Address sessionAddress;
  private SdpMedia current;
  private boolean inMedia;

  private SdpParser(List<SdpMedia> media) {
    this.media = media;
  }

  /** Adds the media that {@code description} describes to those that are known. */
  static void read(Octets description, List<SdpMedia> media) {
    SdpParser parser = new SdpParser(media);
    int known = media.size();
    byte[] bytes = description.bytes(0, description.captured());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int next = 0;
    while (next < text.length()) {
      int end = endOfLine(text, next);
      if (end - next < 2) {
        break;
      }
      if (text.charAt(next + 1) == '=') {
        parser.line(text.charAt(next), text.substring(next + 2, end));
      }
      next = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    complete(media, known);
  }

  /** Quoted line ends do not count. */
  private static int endOfLine(String text, int start) {
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\r' || c == '\n')) {
        return i;
      }
    }
    return text.length();
  }

  private void line(char type, String value) {
    switch (type) {
      case 'c' -> connection(value);
      case 'm' -> media(value);
      case 'a' -> attribute(value);
      default -> {
        // Nothing else says where packets go.
      }
    }
  }

  private void connection(String value) {
    String[] words = value.strip().split(" +", -1);
    if (words.length < 3) {
      return;
    }
    String text = words[2].replaceAll("/.*", "");
    Address address =
        switch (words[1]) {
          case "IP4" -> Address.ofIpv4(text);
          case "IP6" -> Address.ofIpv6(text);
          default -> null;
        };
    if (!inMedia) {
      sessionAddress = address == null ? sessionAddress : address;
    } else if (current != null) {
      current.address = address;
    }
  }

  private void media(String value) {
    inMedia = true;
    if (media.size() >= MOST_MEDIA) {
      current = null;
      return;
    }
    current = new SdpMedia(sessionAddress);
    media.add(current);
    String[] words = value.split(" +", -1);
    if (words.length >= 2) {
      current.port = portNumber(words[1].replaceAll("/.*", ""));
    }
    if (words.length >= 3) {
      current.protocol =
          switch (words[2]) {
            case "RTP/AVP",
                "RTP/AVPF",
                "RTP/SAVP",
                "RTP/SAVPF",
                "UDP/TLS/RTP/SAVP",
                "UDP/TLS/RTP/SAVPF" ->
                SdpMedia.Protocol.RTP;
            case "udptl", "UDPTL" -> SdpMedia.Protocol.T38;
            default -> SdpMedia.Protocol.OTHER;
          };
    }
  }

  private void attribute(String value) {
    int colon = value.indexOf(':');
    if (!inMedia || current == null || colon < 0) {
      return;
    }
    String content = value.substring(colon + 1).stripLeading();
    switch (value.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "rtpmap" -> encoding(content);
      case "rtcp" -> current.controlPort = portNumber(content);
      case "rtcp-mux" -> current.controlPort = content.isEmpty() ? 0 : current.port;
      default -> {
        // The others do not matter here.
      }
    }
  }

  private void encoding(String content) {
    int blank = content.indexOf(' ');
    int slash = content.indexOf('/', blank + 1);
    if (blank < 0 || slash < 0) {
      return;
    }
    int payloadType = wholeNumber(content.substring(0, blank), 127);
    if (payloadType < 0) {
      return;
    }
    int rate = Math.max(0, HeadReassembly.number(content.substring(slash + 1)));
    current.encodings.put(
        payloadType, new RtpSession.Encoding(content.substring(blank + 1, slash), rate));
  }

  private static int portNumber(String text) {
    return Math.max(0, wholeNumber(text, 0xffff));
  }

  /** The number that the whole text is; -1 when it is none or too large. */
  private static int wholeNumber(String text, int largest) {
    if (!text.matches("[0-9]{1,9}")) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number > largest ? -1 : number;
  }

  /** Fills in what follows from all of a description's media together. */
  private static void complete(List<SdpMedia> media, int known) {
    SdpMedia bundle = null;
    for (int i = known; i < media.size() && bundle == null; i++) {
      for (int j = i + 1; j < media.size() && bundle == null; j++) {
        bundle = media.get(i).port == media.get(j).port ? media.get(i) : null;
      }
    }
    for (int i = known; i < media.size(); i++) {
      SdpMedia each = media.get(i);
      if (bundle != null && each.port == bundle.port) {
        each.bundled = true;
        bundle.encodings.putAll(each.encodings);
      }
      if (each.controlPort == 0) {
        each.controlPort = each.port + 1 & 0xffff;
      }
      if (known > 0 && each.port == 0) {
        media.get(i - known).port = 0;
      }
    }
  }
}
