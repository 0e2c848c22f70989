package io.camvitals.agent.analyze.wireshark;

/** Why Wireshark does not count a datagram of RTP's version 2 for a stream. */
public enum NotCounted {
  /** The marker and a payload type of 64 to 95 make one of RTCP's packet types (RFC 5761). */
  RTCP_TYPE,

  /** It is padded, and the snapshot length cut the count of the padding off. */
  PADDING_NOT_CAPTURED,

  /** The count of the padding is none, or more than the packet has. */
  PADDING_COUNT,

  /** CSRCs or a header extension run beyond the packet. */
  HEADER_OVERRUN,

  /** Wireshark expects another protocol at one of its ports. */
  PORT_OF_ANOTHER,

  /** Another protocol was announced for the flow, or recognised in it. */
  FLOW_OF_ANOTHER
}
