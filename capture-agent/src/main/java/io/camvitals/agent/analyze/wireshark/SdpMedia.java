package io.camvitals.agent.analyze.wireshark;

import java.util.HashMap;
import java.util.Map;

/** One media description of a session description (RFC 4566 section 5.14), as far as it is used. */
final class SdpMedia {
  /** What the media line's protocol is. */
  enum Protocol {
    RTP,
    T38,
    OTHER
  }

  Address address;
  int port;
  int controlPort;
  Protocol protocol = Protocol.OTHER;
  final Map<Integer, RtpSession.Encoding> encodings = new HashMap<>();

  /** Shares its port with another one, and what is said of one is said of all. */
  boolean bundled;

  /** Was announced; a second time it is not. */
  boolean announced;

  SdpMedia(Address sessionAddress) {
    address = sessionAddress;
  }
}
