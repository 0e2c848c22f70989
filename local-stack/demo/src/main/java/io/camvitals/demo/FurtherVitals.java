package io.camvitals.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What else the documents tell of one camera, without a truth to compare it with.
 *
 * @param rtspRequests requests of its RTSP sessions
 * @param rtspResponseMs median of their response times; NaN without one
 * @param rtspResponseMaxMs the longest; NaN without one
 * @param senderReports RTCP sender reports
 * @param clockOffsetMs median of the camera's clock minus the agent's; NaN while it is not known
 * @param damagedFrames frames of which a packet is missing
 * @param spoiltFrames whole frames that are predicted from a damaged one
 */
record FurtherVitals(
    long rtspRequests,
    double rtspResponseMs,
    double rtspResponseMaxMs,
    long senderReports,
    double clockOffsetMs,
    long damagedFrames,
    long spoiltFrames) {
  /** Nothing is known. */
  static final FurtherVitals NONE =
      new FurtherVitals(0, Double.NaN, Double.NaN, 0, Double.NaN, 0, 0);

  void putInto(ObjectNode node) {
    node.put("rtsp_requests", rtspRequests);
    putIfKnown(node, "rtsp_response_ms", rtspResponseMs);
    putIfKnown(node, "rtsp_response_max_ms", rtspResponseMaxMs);
    node.put("rtcp_sender_reports", senderReports);
    putIfKnown(node, "clock_offset_ms", clockOffsetMs);
    node.put("damaged_frames", damagedFrames);
    node.put("spoilt_frames", spoiltFrames);
  }

  private static void putIfKnown(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, Math.round(value * 1000) / 1000.0);
    } else {
      node.putNull(name);
    }
  }
}
