package io.camvitals.agent.analyze;

import java.util.List;

/**
 * How much there was to read.
 *
 * @param packets of all files
 * @param bytes that these had on the wire
 * @param firstNs time of the earliest packet, nanoseconds since the Unix epoch; 0 when no packet
 *     has a time
 * @param lastNs time of the latest packet
 * @param linkTypes names of the link types met, in the order in which they came
 */
record CaptureExtent(long packets, long bytes, long firstNs, long lastNs, List<String> linkTypes) {
  double durationSeconds() {
    return (lastNs - firstNs) / 1e9;
  }
}
