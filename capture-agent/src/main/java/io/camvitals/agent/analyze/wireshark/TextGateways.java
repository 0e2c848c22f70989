package io.camvitals.agent.analyze.wireshark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Protocols that carry session descriptions without offer and answer: session announcements (SAP,
 * RFC 2974), and those between telephony gateways and their controllers (MGCP, RFC 3435; Megaco's
 * text, RFC 3525).
 */
final class TextGateways {
  private static final Set<String> MGCP_VERBS =
      Set.of("EPCF", "CRCX", "MDCX", "DLCX", "RQNT", "NTFY", "AUEP", "AUCX", "RSIP");

  private static final Pattern MGCP_RESPONSE =
      Pattern.compile("[0-9]{3}[ \\r\\n].*", Pattern.DOTALL);
  private static final Pattern BLANK_LINE = Pattern.compile("\r\n\r\n|\n\n|\r\r");
  private static final Pattern MEGACO_DESCRIPTOR =
      Pattern.compile("(?i)\\b(?:Local|L|Remote|R)\\s*\\{\\s*(v=[^}]*)\\}");

  private static final int SAP_IPV6 = 0x10;
  private static final int SAP_ENCRYPTED_OR_COMPRESSED = 0x03;

  private final SdpDissector sdp;

  TextGateways(SdpDissector sdp) {
    this.sdp = sdp;
  }

  boolean sap(Flow flow, Octets payload) {
    int flags = payload.unsignedByte(0);
    int start = 4 + ((flags & SAP_IPV6) == 0 ? 4 : 16) + 4 * payload.unsignedByte(1);
    if ((flags & SAP_ENCRYPTED_OR_COMPRESSED) == 0 && start < payload.captured()) {
      sdp.dissect(payload.from(start));
    }
    return true;
  }

  boolean mgcp(Flow flow, Octets payload) {
    String text = text(payload);
    if (!MGCP_RESPONSE.matcher(text).matches()
        && !(text.length() > 4
            && MGCP_VERBS.contains(text.substring(0, 4).toUpperCase(Locale.ROOT)))) {
      return false;
    }
    for (String message : text.split("[\r\n]\\.[\r\n]+", -1)) {
      Matcher blank = BLANK_LINE.matcher(message);
      if (blank.find()) {
        describe(message.substring(blank.end()));
      }
    }
    return true;
  }

  boolean megaco(Flow flow, Octets payload) {
    Matcher descriptors = MEGACO_DESCRIPTOR.matcher(text(payload));
    while (descriptors.find()) {
      describe(descriptors.group(1));
    }
    return true;
  }

  private void describe(String description) {
    byte[] bytes = description.getBytes(StandardCharsets.ISO_8859_1);
    sdp.dissect(new Octets().set(ByteBuffer.wrap(bytes), 0, bytes.length, bytes.length));
  }

  private static String text(Octets payload) {
    return new String(payload.bytes(0, payload.captured()), StandardCharsets.ISO_8859_1);
  }
}
