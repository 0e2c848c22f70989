package io.camvitals.protocol.sdp;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Reads one description line by line; a line belongs to the last {@code m=} before it. */
final class SdpParser {
  private final List<SdpAttribute> attributes = new ArrayList<>();
  private final List<MediaBuilder> media = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private String sessionName = "";
  private String connectionAddress = "";
  private String control = "";
  private MediaDirection direction;
  private int lineNumber;

  SessionDescription parse(String text) throws SdpFormatException {
    for (String line : text.split("\r\n|\n|\r", -1)) {
      lineNumber++;
      // Some cameras end the body with a NUL that their Content-Length counts.
      String stripped = line.replace("\0", "").replace("\uFEFF", "").strip();
      if (stripped.length() >= 2 && stripped.charAt(1) == '=') {
        parseLine(stripped.charAt(0), stripped.substring(2).strip(), stripped);
      } else if (!stripped.isEmpty()) {
        ignore("not of the form x=value", stripped);
      }
    }
    if (media.isEmpty()) {
      throw new SdpFormatException("no media description (m=) in " + lineNumber + " lines");
    }
    List<MediaDescription> tracks = new ArrayList<>();
    for (MediaBuilder track : media) {
      tracks.add(track.build(connectionAddress, direction));
    }
    return new SessionDescription(
        sessionName, connectionAddress, control, attributes, tracks, ignored);
  }

  private void parseLine(char type, String value, String line) throws SdpFormatException {
    switch (type) {
      case 's' -> sessionName = value;
      case 'c' -> parseConnection(value, line);
      case 'm' -> parseMedia(value, line);
      case 'a' -> parseAttribute(value, line);
      // Read by nobody here: version, origin, information, URI, e-mail, phone, bandwidth, times.
      default -> {}
    }
  }

  /** {@code c=IN IP4 239.1.2.3/127}: RFC 8866 section 5.7. */
  private void parseConnection(String value, String line) {
    String[] fields = value.split("\\s+", -1);
    if (fields.length < 3) {
      ignore("connection without an address", line);
      return;
    }
    int slash = fields[2].indexOf('/');
    String address = slash < 0 ? fields[2] : fields[2].substring(0, slash);
    if (media.isEmpty()) {
      connectionAddress = address;
    } else {
      track().connectionAddress = address;
    }
  }

  /** {@code m=video 0/2 RTP/AVP 96 97}: RFC 8866 section 5.14. */
  private void parseMedia(String value, String line) throws SdpFormatException {
    String[] fields = value.split("\\s+", -1);
    if (fields.length < 3) {
      throw new SdpFormatException(
          "media description needs type, port and protocol", lineNumber, line);
    }
    int slash = fields[1].indexOf('/');
    int port = number(slash < 0 ? fields[1] : fields[1].substring(0, slash), 65_535);
    if (port < 0) {
      throw new SdpFormatException("media port is not from 0 to 65535", lineNumber, line);
    }
    MediaBuilder track = new MediaBuilder(fields[0], port, fields[2]);
    for (int i = 3; i < fields.length; i++) {
      int payloadType = number(fields[i], 127);
      if (payloadType >= 0) {
        track.payloadTypes.add(payloadType);
      } else if (track.protocol.startsWith("RTP")) {
        ignore("payload type is not from 0 to 127: " + fields[i], line);
      }
    }
    media.add(track);
  }

  private void parseAttribute(String value, String line) throws SdpFormatException {
    int colon = value.indexOf(':');
    String name = (colon < 0 ? value : value.substring(0, colon)).strip();
    String content = colon < 0 ? "" : value.substring(colon + 1).strip();
    if (name.isEmpty()) {
      ignore("attribute without a name", line);
      return;
    }
    SdpAttribute attribute = new SdpAttribute(name, content);
    if (name.equalsIgnoreCase("control") && ControlUri.isAbsolute(content)) {
      try {
        ControlUri.absolute(content);
      } catch (URISyntaxException e) {
        throw new SdpFormatException("control is not a URI", lineNumber, line);
      }
    }
    if (media.isEmpty()) {
      parseSessionAttribute(attribute);
      return;
    }
    String problem = track().add(attribute);
    if (!problem.isEmpty()) {
      ignore(problem, line);
    }
  }

  private void parseSessionAttribute(SdpAttribute attribute) {
    attributes.add(attribute);
    if (attribute.name().equalsIgnoreCase("control")) {
      control = attribute.value();
    }
    direction = MediaDirection.ofAttribute(attribute.name()).orElse(direction);
  }

  private MediaBuilder track() {
    return media.get(media.size() - 1);
  }

  private void ignore(String reason, String line) {
    ignored.add(
        "line " + lineNumber + ": " + reason + ": \"" + SdpFormatException.shortened(line) + "\"");
  }

  /** A decimal number from 0 to {@code highest}; -1 when it is none. */
  static int number(String text, int highest) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number <= highest ? number : -1;
  }
}
