package io.camvitals.agent.analyze.wireshark;

import java.util.Locale;
import java.util.Map;

/**
 * The clock rates that Wireshark knows; 0 for every other payload type, which then has no jitter.
 */
final class ClockRates {
  private static final String TELEPHONE_EVENT = "telephone-event";

  /** Encodings of dynamic payload types; the longest name that begins the encoding counts. */
  private static final Map<String, Integer> ENCODINGS =
      Map.ofEntries(
          Map.entry("amr", 8_000),
          Map.entry("amr-wb", 16_000),
          Map.entry("bmpeg", 90_000),
          Map.entry("bt656", 90_000),
          Map.entry("dv", 90_000),
          Map.entry("evrc", 8_000),
          Map.entry("evrcwb", 16_000),
          Map.entry("evs", 16_000),
          Map.entry("g7221", 16_000),
          Map.entry("g726-16", 8_000),
          Map.entry("g726-24", 8_000),
          Map.entry("g726-32", 8_000),
          Map.entry("g726-40", 8_000),
          Map.entry("g729d", 8_000),
          Map.entry("g729e", 8_000),
          Map.entry("gsm-efr", 8_000),
          Map.entry("h263-1998", 90_000),
          Map.entry("h263-2000", 90_000),
          Map.entry("h264", 90_000),
          Map.entry("mp1s", 90_000),
          Map.entry("mp2p", 90_000),
          Map.entry("mp4v-es", 90_000),
          Map.entry("mpa-robust", 90_000),
          Map.entry("pointer", 90_000),
          Map.entry("raw", 90_000),
          Map.entry("red", 1_000),
          Map.entry("smv", 8_000),
          Map.entry("t140", 1_000));

  private static final int LONGEST_NAME = 10;

  private ClockRates() {}

  /** The rate at which Wireshark takes a packet's timestamps to run, in hertz; 0 when unknown. */
  static int of(RtpTap packet) {
    if (packet.payloadType < 96) {
      return ofStatic(packet.payloadType);
    }
    if (packet.encoding == null) {
      return 0;
    }
    String encoding = packet.encoding.toLowerCase(Locale.ROOT);
    // On purpose: the timestamp stands still during an event (RFC 4733 section 2.2.1).
    if (encoding.startsWith(TELEPHONE_EVENT)) {
      return 0;
    }
    return packet.clockRate != 0 ? packet.clockRate : ofEncoding(encoding);
  }

  /** RFC 3551 section 6, without the types whose rate varies. */
  private static int ofStatic(int payloadType) {
    return switch (payloadType) {
      case 0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 15, 18, 19 -> 8_000;
      case 6 -> 16_000;
      case 10, 11 -> 44_100;
      case 16 -> 11_025;
      case 17 -> 22_050;
      case 14, 25, 26, 28, 31, 32, 33, 34 -> 90_000;
      default -> 0;
    };
  }

  private static int ofEncoding(String encoding) {
    for (int length = Math.min(LONGEST_NAME, encoding.length()); length > 1; length--) {
      Integer rate = ENCODINGS.get(encoding.substring(0, length));
      if (rate != null) {
        return rate;
      }
    }
    return 0;
  }
}
