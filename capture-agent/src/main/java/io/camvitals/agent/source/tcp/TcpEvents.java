package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.TcpDirection;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.TcpEvent.ProtocolEvidence;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.tcp.DelayDistribution;
import io.camvitals.protocol.tcp.TcpConnection;
import io.camvitals.protocol.tcp.TcpFigures;
import java.util.concurrent.TimeUnit;

/** Writes what is known of a connection as events and reports. */
final class TcpEvents {
  private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
  private static final double HIGH_PERCENTILE = 0.95;

  private TcpEvents() {}

  /** One second of a connection; the figures are those of its endpoints' directions. */
  static TcpEvent window(
      VantagePoint vantagePoint,
      TcpConnection connection,
      ConnectionContent content,
      long startNs,
      TcpFigures first,
      TcpFigures second) {
    int client = content.client();
    TcpEvent.Builder event =
        TcpEvent.newBuilder()
            .setVantagePoint(vantagePoint)
            .setClient(content.endpoint(client))
            .setServer(content.endpoint(1 - client))
            .setWindowStartNs(startNs)
            .setWindowNs(WINDOW_NS)
            .setProtocol(protocol(content).label())
            .setProtocolEvidence(evidence(content))
            .setRtspUrl(url(content))
            .setFromClient(direction(client == 0 ? first : second))
            .setFromServer(direction(client == 0 ? second : first));
    if (connection.serverRoundTripNs() >= 0) {
      event.setServerHandshakeNs(connection.serverRoundTripNs());
    }
    if (connection.clientRoundTripNs() >= 0) {
      event.setClientHandshakeNs(connection.clientRoundTripNs());
    }
    if (connection.ended()) {
      event.setEnd(connection.end().reason());
    }
    return event.build();
  }

  private static StreamProtocol protocol(ConnectionContent content) {
    StreamProtocol found = content.byContent();
    return found == StreamProtocol.UNKNOWN ? content.byPort() : found;
  }

  private static ProtocolEvidence evidence(ConnectionContent content) {
    if (content.byContent() != StreamProtocol.UNKNOWN) {
      return ProtocolEvidence.PROTOCOL_EVIDENCE_CONTENT;
    }
    return content.byPort() == StreamProtocol.UNKNOWN
        ? ProtocolEvidence.PROTOCOL_EVIDENCE_UNSPECIFIED
        : ProtocolEvidence.PROTOCOL_EVIDENCE_PORT;
  }

  private static String url(ConnectionContent content) {
    return content.session() == null ? "" : content.session().url();
  }

  private static TcpDirection direction(TcpFigures figures) {
    TcpDirection.Builder direction =
        TcpDirection.newBuilder()
            .setSegments(figures.segments())
            .setDataSegments(figures.dataSegments())
            .setBytes(figures.bytes())
            .setWireBytes(figures.wireBytes())
            .setFastRetransmissions(figures.fastRetransmissions())
            .setTimeoutRetransmissions(figures.timeoutRetransmissions())
            .setRetransmissionsWithoutData(figures.retransmissionsWithoutData())
            .setSpuriousRetransmissions(figures.spuriousRetransmissions())
            .setRetransmittedBytes(figures.retransmittedBytes())
            .setOutOfOrder(figures.outOfOrder())
            .setDuplicateAcknowledgements(figures.duplicateAcknowledgements())
            .setKeepAlives(figures.keepAlives())
            .setZeroWindows(figures.zeroWindows())
            .setZeroWindowNs(figures.zeroWindowNs())
            .setZeroWindowProbes(figures.zeroWindowProbes())
            .setStalls(figures.stalls())
            .setStalledNs(figures.stalledNs())
            .setGaps(figures.gaps())
            .setGapBytes(figures.gapBytes())
            .setBytesInFlightMax(figures.bytesInFlightMaximum())
            .setCaptureDuplicates(figures.captureDuplicates());
    DelayDistribution roundTrips = figures.roundTrips();
    if (roundTrips.count() > 0) {
      direction
          .setRoundTrips(roundTrips.count())
          .setRoundTripMinNs(roundTrips.minimumNs())
          .setRoundTripMeanNs(roundTrips.meanNs())
          .setRoundTripP95Ns(roundTrips.percentileNs(HIGH_PERCENTILE))
          .setRoundTripMaxNs(roundTrips.maximumNs());
    }
    return direction.build();
  }

  /** All of a connection that is followed no more. */
  static TcpConnectionReport report(TcpConnection connection, ConnectionContent content) {
    int client = content.client();
    return new TcpConnectionReport(
        content.endpoint(client),
        content.endpoint(1 - client),
        connection.initiatorKnown(),
        protocol(content).label(),
        content.byContent() != StreamProtocol.UNKNOWN,
        url(content),
        connection.firstNs(),
        connection.lastNs(),
        connection.end().reason(),
        connection.serverRoundTripNs(),
        connection.clientRoundTripNs(),
        connection.flow(client).total(),
        connection.flow(1 - client).total());
  }
}
