package io.camvitals.agent.source.packet;

/**
 * How much a detector may keep, so that no traffic can exhaust the memory.
 *
 * @param streams open at a time; packets of more are rejected as "too-many-streams"
 * @param candidateBytes kept of flows that may become streams; packets of more such flows at a time
 *     are rejected as "too-many-candidates"
 */
public record DetectorLimits(int streams, long candidateBytes) {
  /** For the agent with its small heap. */
  public static final DetectorLimits AGENT = new DetectorLimits(2_000, 8 << 20);

  /** For the analysis of files. */
  public static final DetectorLimits ANALYSIS = new DetectorLimits(20_000, 96 << 20);
}
