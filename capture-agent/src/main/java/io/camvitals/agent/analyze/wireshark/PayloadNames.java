package io.camvitals.agent.analyze.wireshark;

/** The names that Wireshark's table of streams gives payload types. */
final class PayloadNames {
  private static final String[] STATIC = {
    "g711U",
    "fs-1016",
    "g721",
    "GSM",
    "g723",
    "DVI4 8k",
    "DVI4 16k",
    "Exp. from Xerox PARC",
    "g711A",
    "g722",
    "16-bit audio, stereo",
    "16-bit audio, monaural",
    "Qualcomm",
    "CN",
    "MPEG-I/II Audio",
    "g728",
    "DVI4 11k",
    "DVI4 22k",
    "g729",
    "CN(old)"
  };

  private PayloadNames() {}

  static String of(RtpTap packet) {
    if (packet.encoding != null) {
      return packet.encoding;
    }
    int type = packet.payloadType;
    if (type < STATIC.length) {
      return STATIC[type];
    }
    return switch (type) {
      case 25 -> "CellB";
      case 26 -> "JPEG";
      case 28 -> "NV";
      case 31 -> "h261";
      case 32 -> "MPEG-I/II Video";
      case 33 -> "MPEG-II streams";
      case 34 -> "h263";
      case 72, 73, 74, 75, 76 -> "Reserved for RTCP conflict avoidance";
      default -> type < 96 ? "Unassigned" : "RTPType-" + type;
    };
  }
}
