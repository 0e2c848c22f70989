package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark remembers of one RTP packet until its frame is dissected. Wireshark keeps four of
 * these for a whole capture and uses them in turn, so that the fifth packet of one frame changes
 * the first one.
 */
final class RtpTap {
  /** How many packets have used this place. */
  long uses;

  int ssrc;
  int sequenceNumber;
  int timestamp;
  int payloadType;
  boolean marker;

  /** Encoding name that signalling gave a dynamic payload type; null when none did. */
  String encoding;

  /** Clock rate that signalling gave, in hertz; 0 when none did. */
  int clockRate;
}
