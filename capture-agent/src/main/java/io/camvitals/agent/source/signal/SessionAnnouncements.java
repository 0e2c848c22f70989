package io.camvitals.agent.source.signal;

import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import io.camvitals.protocol.text.MessageText;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads descriptions of media from UDP datagrams: SIP messages that carry one (RFC 3261, RFC 3264),
 * and the Session Announcement Protocol (RFC 2974). What is neither is left alone.
 */
public final class SessionAnnouncements {
  private static final int SAP_PORT = 9_875;
  private static final int SAP_HEADER = 8;
  private static final Pattern SIP_REQUEST = Pattern.compile("[A-Z]{3,12} sips?:[^ ]* SIP/2\\.0");
  private static final Pattern DESCRIPTION = Pattern.compile("(?:^|\\n)(v=0\\r?\\n[\\s\\S]*)");

  private final SdpAnnouncements announcements;

  public SessionAnnouncements(SdpAnnouncements announcements) {
    this.announcements = announcements;
  }

  /**
   * Takes a datagram's payload.
   *
   * @return "sip", "sap", or empty when it is neither
   */
  public String datagram(
      ByteBuffer buffer, int offset, int length, int destinationPort, long arrivalNs) {
    if (length < SAP_HEADER + 4) {
      return "";
    }
    int first = buffer.get(offset) & 0xff;
    if (first >= 'A' && first <= 'Z') {
      return sip(buffer, offset, length, arrivalNs) ? "sip" : "";
    }
    return destinationPort == SAP_PORT && first >>> 5 == 1 && sap(buffer, offset, length, arrivalNs)
        ? "sap"
        : "";
  }

  /** Reads one SIP message; false when it is none. */
  public boolean sip(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (!isSip(buffer, offset, length)) {
      return false;
    }
    int head = MessageText.headLength(buffer, offset, length);
    if (head >= 0 && head < length) {
      describe(MessageText.text(buffer, offset + head, length - head), arrivalNs);
    }
    return true;
  }

  private static boolean isSip(ByteBuffer buffer, int offset, int length) {
    int end = 0;
    while (end < length && end < 512 && buffer.get(offset + end) != '\n') {
      end++;
    }
    String line = MessageText.text(buffer, offset, end).strip();
    return line.startsWith("SIP/2.0 ") || SIP_REQUEST.matcher(line).matches();
  }

  /**
   *
   *
   * <pre>
   * V=1 |A|R|T|E|C| authentication length, words | message id hash | source, 4 or 16 bytes | ...
   * </pre>
   */
  private boolean sap(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    int flags = buffer.get(offset);
    boolean encryptedOrCompressed = (flags & 3) != 0;
    boolean deletion = (flags & 4) != 0;
    int header = ((flags & 0x10) != 0 ? 20 : SAP_HEADER) + 4 * (buffer.get(offset + 1) & 0xff);
    if (encryptedOrCompressed || header >= length) {
      return false;
    }
    if (!deletion) {
      // "application/sdp" and a NUL may stand before it.
      String text = MessageText.text(buffer, offset + header, length - header);
      describe(text.replace('\0', '\n'), arrivalNs);
    }
    return true;
  }

  /** A body that is a description, or one of several parts of which one is. */
  private void describe(String body, long arrivalNs) {
    Matcher description = DESCRIPTION.matcher(body);
    if (!description.find()) {
      return;
    }
    try {
      announcements.announce(SessionDescription.parse(description.group(1)), arrivalNs);
    } catch (SdpFormatException e) {
      // Another message may describe the media; without one they are found by their packets.
    }
  }
}
