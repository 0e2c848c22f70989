package io.camvitals.protocol.rtcp;

/** One block of an {@link ExtendedReport} (RFC 3611 section 3). */
public sealed interface ExtendedReportBlock
    permits RunLengthReport,
        PacketReceiptTimes,
        ReceiverReferenceTime,
        DelaySinceLastReceiverReport,
        StatisticsSummary,
        VoipMetrics,
        UnknownReportBlock {
  /** The block type field (BT), 0 to 255. */
  int blockType();
}
