package io.camvitals.agent.source.tcp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells by the first bytes of one direction what a connection carries. Keeps no state. */
final class ProtocolRecognizer {
  /** As many bytes are always enough to tell. */
  static final int LONGEST_LOOK = 1_024;

  private static final Pattern REQUEST = Pattern.compile("[A-Z][A-Z_-]{1,19} \\S.*");
  private static final Pattern RTSP_ONLY =
      Pattern.compile(
          "(?:DESCRIBE|SETUP|PLAY|PAUSE|TEARDOWN|GET_PARAMETER|SET_PARAMETER|RECORD|ANNOUNCE"
              + "|REDIRECT|OPTIONS) rtspu?s?://.*");
  private static final int LARGEST_TLS_RECORD = (1 << 14) + 2_048;
  private static final int DAHUA_HEADER = 32;
  private static final int XIONGMAI_HEADER = 20;

  private ProtocolRecognizer() {}

  /**
   * Looks at the bytes that have come so far.
   *
   * @param serverPort the other side's or own port, whichever is the server's; decides where the
   *     bytes alone are not enough
   * @return empty when more bytes are needed; {@link StreamProtocol#UNKNOWN} when it is none known
   */
  static Optional<StreamProtocol> recognize(byte[] bytes, int length, int serverPort) {
    if (length == 0) {
      return Optional.empty();
    }
    int first = bytes[0] & 0xff;
    if (first == '\r' || first == '\n' || first >= 'A' && first <= 'Z') {
      return text(bytes, length);
    }
    if (length < 12) {
      return Optional.empty();
    }
    return Optional.of(binary(bytes, first, length, serverPort));
  }

  private static Optional<StreamProtocol> text(byte[] bytes, int length) {
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).stripLeading();
    int end = start.indexOf('\n');
    String line = end < 0 ? start : start.substring(0, end).stripTrailing();
    if (line.startsWith("RTSP/")) {
      return Optional.of(StreamProtocol.RTSP);
    }
    if (line.startsWith("HTTP/1.")) {
      return Optional.of(StreamProtocol.HTTP);
    }
    if (line.startsWith("SIP/2.0 ")) {
      return Optional.of(StreamProtocol.SIP);
    }
    if (RTSP_ONLY.matcher(line).matches()) {
      return Optional.of(StreamProtocol.RTSP);
    }
    if (end < 0 && length < LONGEST_LOOK) {
      return isPrintable(line) ? Optional.empty() : Optional.of(StreamProtocol.UNKNOWN);
    }
    if (!REQUEST.matcher(line).matches()) {
      return Optional.of(StreamProtocol.UNKNOWN);
    }
    if (line.contains(" RTSP/")) {
      return Optional.of(StreamProtocol.RTSP);
    }
    if (line.contains(" SIP/2.0")) {
      return Optional.of(StreamProtocol.SIP);
    }
    return Optional.of(line.contains(" HTTP/1.") ? StreamProtocol.HTTP : StreamProtocol.UNKNOWN);
  }

  private static boolean isPrintable(String line) {
    return line.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\r' || c == '\t');
  }

  private static StreamProtocol binary(byte[] bytes, int first, int length, int serverPort) {
    if (isTls(bytes, first)) {
      return StreamProtocol.TLS;
    }
    if (isRtmp(bytes, first, serverPort)) {
      return StreamProtocol.RTMP;
    }
    if (isDahua(bytes, first, length, serverPort)) {
      return StreamProtocol.DAHUA;
    }
    return isXiongmai(bytes, first, length) ? StreamProtocol.XIONGMAI : StreamProtocol.UNKNOWN;
  }

  /** RFC 8446 section 5.1: a handshake or application data, version 3.0 to 3.4, and a length. */
  private static boolean isTls(byte[] bytes, int first) {
    int recordLength = (bytes[3] & 0xff) << 8 | bytes[4] & 0xff;
    boolean type = first == 22 && bytes[5] <= 2 && bytes[5] > 0 || first == 23 && bytes[2] == 3;
    return type
        && bytes[1] == 3
        && bytes[2] >= 0
        && bytes[2] <= 4
        && recordLength >= 4
        && recordLength <= LARGEST_TLS_RECORD;
  }

  /** Version 3, a time, and then four zeros or the version of a player of Adobe's. */
  private static boolean isRtmp(byte[] bytes, int first, int serverPort) {
    boolean zeros = (bytes[5] | bytes[6] | bytes[7] | bytes[8]) == 0;
    boolean player = (bytes[5] >= 9 && bytes[5] <= 32 || bytes[5] == (byte) 0x80) && bytes[6] == 0;
    return first == 3 && (serverPort == 1935 || (zeros || player) && !isTpkt(bytes));
  }

  /** Remote desktops and H.323 begin with 3, 0 and a 16-bit length (RFC 1006). */
  private static boolean isTpkt(byte[] bytes) {
    return bytes[1] == 0 && (bytes[2] & 0xff) < 16 && (bytes[2] | bytes[3]) != 0;
  }

  /**
   * "DHIP" behind its header's length, or a login (0xa0) with the two sizes that are known of it.
   */
  private static boolean isDahua(byte[] bytes, int first, int length, int serverPort) {
    boolean dhip =
        first == DAHUA_HEADER
            && bytes[4] == 'D'
            && bytes[5] == 'H'
            && bytes[6] == 'I'
            && bytes[7] == 'P';
    boolean login =
        (first == 0xa0 || first == 0xb0)
            && bytes[2] == 0
            && (bytes[3] == 0 || bytes[3] == 0x60 || bytes[3] == 0x58)
            && bytes[6] == 0
            && bytes[7] == 0;
    return dhip || login && length >= DAHUA_HEADER && serverPort == 37777;
  }

  /** 0xff, 0 or 1, two zeros; a message id of 1000 to 3999; a length. Little-endian. */
  private static boolean isXiongmai(byte[] bytes, int first, int length) {
    if (first != 0xff || length < XIONGMAI_HEADER || bytes[1] < 0 || bytes[1] > 1) {
      return false;
    }
    int message = (bytes[15] & 0xff) << 8 | bytes[14] & 0xff;
    boolean shortBody = bytes[19] == 0 && bytes[18] == 0;
    return bytes[2] == 0 && bytes[3] == 0 && message >= 1_000 && message < 4_000 && shortBody;
  }
}
