package io.camvitals.simulator.truth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What one session of one camera did in one second.
 *
 * @param time beginning of the second, ISO 8601 in UTC
 * @param packetsSent packets handed to the network, duplicates included
 * @param packetsLost packets of which it became known in this second that a receiver misses them
 * @param lostSequences their sequence numbers
 * @param packetsDropped packets that the plan kept from leaving, and those that could not be sent
 * @param reordered packets, not duplicates, that left after one with a higher number
 * @param duplicates packets whose number had left before
 * @param delayed packets that left late by the plan
 * @param delayMaxMs the longest such delay in milliseconds
 * @param restarts times the sequence began anew
 * @param frames frames begun
 * @param payloadBytes RTP payload of the packets sent
 * @param sendErrors packets that the network refused, or for which a slow client left no room
 * @param faults names of the faults that held at some time in this second
 * @param dead whether the camera was dead at some time in this second
 */
@JsonPropertyOrder({
  "time",
  "camera",
  "session",
  "ssrc",
  "transport",
  "packets_sent",
  "packets_lost",
  "lost_sequences",
  "packets_dropped",
  "reordered",
  "duplicates",
  "delayed",
  "delay_max_ms",
  "restarts",
  "frames",
  "payload_bytes",
  "send_errors",
  "faults",
  "dead"
})
public record TruthLine(
    String time,
    String camera,
    String session,
    String ssrc,
    String transport,
    @JsonProperty("packets_sent") long packetsSent,
    @JsonProperty("packets_lost") long packetsLost,
    @JsonProperty("lost_sequences") List<Integer> lostSequences,
    @JsonProperty("packets_dropped") long packetsDropped,
    long reordered,
    long duplicates,
    long delayed,
    @JsonProperty("delay_max_ms") double delayMaxMs,
    long restarts,
    long frames,
    @JsonProperty("payload_bytes") long payloadBytes,
    @JsonProperty("send_errors") long sendErrors,
    List<String> faults,
    boolean dead) {}
