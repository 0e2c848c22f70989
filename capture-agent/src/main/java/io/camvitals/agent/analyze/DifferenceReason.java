package io.camvitals.agent.analyze;

import java.util.Locale;

/** Why Wireshark says something else of a stream than we do. */
enum DifferenceReason {
  /** Too few sequence numbers follow one another. */
  NO_SEQUENCE,

  /** What TURN relays within TCP, or in STUN's messages, is not looked at here. */
  RELAYED,

  /** Several tracks on one connection have one SSRC. */
  SHARED_SSRC,

  /** More than four RTP packets in a frame. */
  OVERWRITTEN_HEADERS,

  /** The sender began anew. */
  RESTART,

  /** Reordering where the sequence number wraps. */
  WRAP_COUNTED_WRONG,

  /** The packet with the lowest sequence number did not come first. */
  FIRST_PACKET_LATE,

  /** The packet with the highest sequence number did not come last. */
  LAST_PACKET_LATE,

  DUPLICATES,

  /** Packets of no sequence. */
  STRAY_PACKETS,

  /** The marker with payload types 64 to 95. */
  MARKER_AS_RTCP,

  PADDING_NOT_CAPTURED,
  PADDING_COUNT,
  HEADER_OVERRUN,
  PORT_OF_ANOTHER_PROTOCOL,
  FLOW_OF_ANOTHER_PROTOCOL,

  /** Bytes of the connection are missing in the capture. */
  MISSING_SEGMENT,

  /** The snapshot length cut segments of the connection. */
  CUT_SEGMENTS,

  /** Segments of the connection came in another order. */
  SEGMENTS_OUT_OF_ORDER,

  /** The connection is not at a port of RTSP. */
  TCP_PORT,

  /** The capture begins after the channels were set up. */
  NO_CHANNEL_ANNOUNCED,

  CLOCK_UNKNOWN_TO_WIRESHARK,
  CLOCK_UNKNOWN_HERE,
  CLOCK_RATES_DIFFER,

  /** Timestamps divided by a whole number of ticks per millisecond. */
  UNEVEN_CLOCK,

  /** Packets with the marker count in no minimum, mean and maximum. */
  MARKERS_LEFT_OUT,

  COMFORT_NOISE_LEFT_OUT,
  PAST_TIMESTAMPS,

  /** Time and timestamp move apart by more than ten seconds, at which jitter begins anew here. */
  TIME_JUMP,

  /** Nothing in the data explains it. */
  NONE_FOUND;

  /** As in the reports for programs: lower case, with hyphens. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
