package io.camvitals.protocol.rtcp;

/** One packet of a compound (RFC 3550 section 6.1). */
public sealed interface RtcpPacket
    permits SenderReport,
        ReceiverReport,
        SourceDescription,
        Goodbye,
        ApplicationDefined,
        FeedbackMessage,
        ExtendedReport,
        UnknownRtcpPacket {
  /** The packet type field (PT), 192 to 223. */
  int packetType();
}
