package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;

import io.camvitals.agent.analyze.wireshark.UnreadSegments;

/** What is said of TCP segments that keep Wireshark from RTP. */
final class SegmentWords {
  private SegmentWords() {}

  static void add(String figure, boolean gaps, UnreadSegments unread, DifferenceList differences) {
    if (gaps) {
      differences.add(
          DifferenceReason.MISSING_SEGMENT,
          figure,
          "Segments of the connection are missing in the capture. Wireshark does not find the next"
              + " packet behind the gap; here it is searched for.");
    }
    if (unread.cut() > 0) {
      differences.add(
          DifferenceReason.CUT_SEGMENTS,
          figure,
          "The snapshot length cut "
              + count(unread.cut())
              + " segments of the connection, and Wireshark puts no packet together that goes over"
              + " several such.");
    }
    if (unread.outOfOrder() > 0) {
      differences.add(
          DifferenceReason.SEGMENTS_OUT_OF_ORDER,
          figure,
          count(unread.outOfOrder())
              + " segments of the connection came out of order. Wireshark, unless told to, does not"
              + " put them in order, and loses the packets in and behind them.");
    }
  }
}
