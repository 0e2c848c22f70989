package io.camvitals.agent.analyze.wireshark;

import java.util.Map;

/**
 * What was said of an RTP session before its packets came: by which means it was found, and what
 * its dynamic payload types are.
 */
final class RtpSession {
  /** An encoding of a payload type; the clock rate in hertz is 0 when it was not given. */
  record Encoding(String name, int clockRate) {}

  /** A session of which nothing was said. */
  static final RtpSession UNANNOUNCED = new RtpSession("heuristic", null);

  private final String origin;
  private final Map<Integer, Encoding> encodings;

  /**
   * @param origin how the session was found, for the report
   * @param encodings by payload type; null when there was no table, which is not the same as one
   *     without the payload type at hand
   */
  RtpSession(String origin, Map<Integer, Encoding> encodings) {
    this.origin = origin;
    this.encodings = encodings;
  }

  String origin() {
    return origin;
  }

  /** Whether nothing was said of payload types, so that Wireshark reads them by its preferences. */
  boolean isUndescribed() {
    return encodings == null;
  }

  /** Notes the encoding of the packet's payload type. */
  void describe(RtpTap tap) {
    tap.encoding = null;
    tap.clockRate = 0;
    if (tap.payloadType < 96) {
      return;
    }
    if (encodings == null) {
      tap.encoding = byPreference(tap.payloadType);
      return;
    }
    Encoding encoding = encodings.get(tap.payloadType);
    if (encoding != null) {
      tap.encoding = encoding.name;
      tap.clockRate = encoding.clockRate;
    }
  }

  /** The dynamic payload types to which Wireshark's preferences tie a dissector from the start. */
  private static String byPreference(int payloadType) {
    return switch (payloadType) {
      case 99 -> "rtp.rfc2198";
      case 100, 101 -> "rtpevent";
      default -> null;
    };
  }
}
