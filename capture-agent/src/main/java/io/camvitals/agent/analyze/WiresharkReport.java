package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.wireshark.WiresharkAnalysis;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import java.util.List;

/**
 * A capture as Wireshark reads it.
 *
 * @param streams in the order in which they began
 * @param firstNs time of the capture's first frame, nanoseconds since the Unix epoch
 * @param uncounted packets that were not counted because there were too many streams
 * @param analysis is asked for what it did not count
 */
record WiresharkReport(
    List<WiresharkStream> streams, long firstNs, long uncounted, WiresharkAnalysis analysis) {}
