package io.camvitals.agent.source.capture;

import io.camvitals.agent.source.packet.DetectorLimits;
import io.camvitals.protocol.tcp.TcpLimits;

/**
 * How much may be kept of what is captured.
 *
 * @param udp of streams and what may become one
 * @param tcp of connections and what waits in them
 */
public record CaptureLimits(DetectorLimits udp, TcpLimits tcp) {
  /** For the agent with its small heap. */
  public static final CaptureLimits AGENT =
      new CaptureLimits(DetectorLimits.AGENT, TcpLimits.AGENT);

  /** For the analysis of files. */
  public static final CaptureLimits ANALYSIS =
      new CaptureLimits(DetectorLimits.ANALYSIS, TcpLimits.ANALYSIS);
}
