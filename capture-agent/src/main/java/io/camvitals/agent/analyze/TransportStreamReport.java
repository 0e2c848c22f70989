package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.Extreme;
import io.camvitals.agent.observe.TransportStreamProbe.Program;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import java.util.Collection;
import java.util.List;

/**
 * What was measured of one MPEG transport stream.
 *
 * @param identity the flow's; of one that RTP carried, that of the RTP stream
 * @param packetSize bytes from one packet to the next: 188, 192 or 204
 * @param figures over the whole of it, see {@link
 *     io.camvitals.metrics.mpegts.TransportStreamFigure}
 * @param programs what the maps told last, by program number
 * @param firstNs arrival of the first datagram, nanoseconds since the Unix epoch
 * @param lastNs arrival of the last
 * @param worstSecond continuity errors of the second with most, and a packet at its beginning
 */
record TransportStreamReport(
    StreamIdentity identity,
    int packetSize,
    Figures<TransportStreamFigure> figures,
    List<Program> programs,
    long firstNs,
    long lastNs,
    Extreme worstSecond) {

  TransportStreamReport(
      StreamIdentity identity,
      int packetSize,
      Figures<TransportStreamFigure> figures,
      Collection<Program> programs,
      long firstNs,
      long lastNs,
      Extreme worstSecond) {
    this(identity, packetSize, figures, List.copyOf(programs), firstNs, lastNs, worstSecond);
  }

  /** Whether RTP carried it; then its losses in the network are told by the RTP stream. */
  boolean overRtp() {
    return identity.getTransport() != Transport.TRANSPORT_UDP_MPEG_TS;
  }

  double durationSeconds() {
    return (lastNs - firstNs) / 1e9;
  }

  /** Transport stream bits per second of arrival; NaN when it came at one moment. */
  double bitrateBps() {
    double seconds = durationSeconds();
    return seconds > 0
        ? 8 * figures.get(io.camvitals.metrics.mpegts.TransportStreamFigure.BYTES) / seconds
        : Double.NaN;
  }
}
