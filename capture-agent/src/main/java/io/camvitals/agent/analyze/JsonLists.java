package io.camvitals.agent.analyze;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.metrics.Figure;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import io.camvitals.metrics.rtcp.RtcpFigure;
import io.camvitals.protocol.tcp.DelayDistribution;
import io.camvitals.protocol.tcp.TcpFigures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The lists of a JSON report beside its streams: RTSP dialogues, TCP connections, RTCP and MPEG
 * transport streams. Durations end in {@code _ms}; what is not known is null.
 */
final class JsonLists {
  private static final double NS_PER_MS = 1e6;

  private JsonLists() {}

  static void write(CaptureReport report, JsonGenerator json) throws IOException {
    json.writeNumberField("rtsp_not_listed", report.connections().rtspNotListed());
    json.writeNumberField("tcp_not_listed", report.connections().tcpNotListed());
    json.writeArrayFieldStart("rtsp");
    for (RtspDialogueReport dialogue : report.connections().rtsp()) {
      writeRtsp(dialogue, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tcp");
    for (TcpConnectionReport connection : report.connections().tcp()) {
      writeTcp(connection, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rtcp");
    for (RtcpReport rtcp : report.rtcp()) {
      writeRtcp(rtcp, companions(rtcp, report.rtcp()), json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("ts");
    for (TransportStreamReport stream : report.transportStreams()) {
      writeTransportStream(stream, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("changes");
    for (StreamChangeEvent change : report.connections().changes()) {
      writeChange(change, json);
    }
    json.writeEndArray();
  }

  private static void writeChange(StreamChangeEvent change, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("channel", change.getStream().getChannel());
    json.writeStringField("kind", name(change.getKind(), "KIND_"));
    json.writeStringField("evidence", name(change.getChannelEvidence(), "CHANNEL_EVIDENCE_"));
    json.writeStringField("time", JsonReport.time(change.getTimeNs()));
    writeMs("interruption_ms", change.getInterruptionNs(), json);
    json.writeNumberField("changes", change.getChanges());
    json.writeObjectFieldStart("stream");
    writeIdentity(change.getStream(), json);
    json.writeEndObject();
    json.writeObjectFieldStart("previous");
    writeIdentity(change.getPrevious(), json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String name(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  private static void writeRtsp(RtspDialogueReport dialogue, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("client", EndpointText.of(dialogue.client()));
    json.writeStringField("server", EndpointText.of(dialogue.server()));
    json.writeStringField("url", dialogue.url());
    json.writeStringField("tunnel", dialogue.tunnel());
    json.writeStringField("server_name", dialogue.serverName());
    json.writeStringField("user_agent", dialogue.userAgent());
    json.writeStringField("start", JsonReport.time(dialogue.firstNs()));
    writeMs("duration_ms", dialogue.lastNs() - dialogue.firstNs(), json);
    json.writeNumberField("requests", dialogue.requests());
    json.writeNumberField("unanswered", dialogue.unanswered());
    json.writeNumberField("failures", dialogue.failures());
    json.writeNumberField("authentication_failures", dialogue.authenticationFailures());
    json.writeNumberField("session_timeout_s", dialogue.sessionTimeoutSeconds());
    writeMs("played_ms", dialogue.playedNs(), json);
    json.writeNumberField("keep_alives_missed", dialogue.keepAlivesMissed());
    json.writeStringField("end", dialogue.end());
    json.writeArrayFieldStart("exchanges");
    for (RtspDialogueReport.Exchange exchange : dialogue.exchanges()) {
      json.writeStartObject();
      json.writeStringField("time", JsonReport.time(exchange.timeNs()));
      json.writeStringField("method", exchange.method());
      json.writeStringField("url", exchange.url());
      json.writeNumberField("status", exchange.status());
      writeMs("response_time_ms", exchange.responseTimeNs(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tracks");
    for (RtspDialogueReport.Track track : dialogue.tracks()) {
      json.writeStartObject();
      json.writeStringField("media", track.media());
      json.writeStringField("codec", track.codec());
      json.writeNumberField("clock_rate_hz", track.clockRate());
      json.writeStringField("control", track.control());
      json.writeStringField("transport", track.transport());
      json.writeBooleanField("back_channel", track.backChannel());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTcp(TcpConnectionReport connection, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("client", EndpointText.of(connection.client()));
    json.writeStringField("server", EndpointText.of(connection.server()));
    json.writeStringField("protocol", connection.protocol());
    json.writeBooleanField("protocol_by_content", connection.protocolByContent());
    json.writeStringField("rtsp_url", connection.rtspUrl());
    json.writeStringField("start", JsonReport.time(connection.firstNs()));
    writeMs("duration_ms", connection.lastNs() - connection.firstNs(), json);
    json.writeBooleanField("handshake_seen", connection.handshakeSeen());
    writeMs("handshake_ms", connection.handshakeNs(), json);
    json.writeStringField("end", connection.end());
    writeDirection("from_client", connection.fromClient(), json);
    writeDirection("from_server", connection.fromServer(), json);
    json.writeEndObject();
  }

  private static void writeDirection(String name, TcpFigures figures, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("segments", figures.segments());
    json.writeNumberField("data_segments", figures.dataSegments());
    json.writeNumberField("bytes", figures.bytes());
    json.writeNumberField("wire_bytes", figures.wireBytes());
    json.writeNumberField("retransmissions", figures.retransmissions());
    json.writeNumberField("fast_retransmissions", figures.fastRetransmissions());
    json.writeNumberField("timeout_retransmissions", figures.timeoutRetransmissions());
    json.writeNumberField("retransmissions_without_data", figures.retransmissionsWithoutData());
    json.writeNumberField("spurious_retransmissions", figures.spuriousRetransmissions());
    json.writeNumberField("retransmitted_bytes", figures.retransmittedBytes());
    json.writeNumberField("out_of_order", figures.outOfOrder());
    json.writeNumberField("duplicate_acknowledgements", figures.duplicateAcknowledgements());
    json.writeNumberField("capture_duplicates", figures.captureDuplicates());
    json.writeNumberField("keep_alives", figures.keepAlives());
    json.writeNumberField("zero_windows", figures.zeroWindows());
    writeMs("zero_window_ms", figures.zeroWindowNs(), json);
    json.writeNumberField("stalls", figures.stalls());
    writeMs("stalled_ms", figures.stalledNs(), json);
    json.writeNumberField("gaps", figures.gaps());
    json.writeNumberField("gap_bytes", figures.gapBytes());
    json.writeNumberField("bytes_in_flight_max", figures.bytesInFlightMaximum());
    DelayDistribution roundTrips = figures.roundTrips();
    boolean known = roundTrips.count() > 0;
    json.writeNumberField("round_trips", roundTrips.count());
    writeMs("round_trip_min_ms", known ? roundTrips.minimumNs() : -1, json);
    writeMs("round_trip_mean_ms", known ? roundTrips.meanNs() : -1, json);
    writeMs("round_trip_max_ms", known ? roundTrips.maximumNs() : -1, json);
    json.writeEndObject();
  }

  /** The other streams from the same address whose sender has the same name. */
  private static List<StreamIdentity> companions(RtcpReport rtcp, List<RtcpReport> all) {
    ByteString address = rtcp.stream().getSource().getAddress();
    return all.stream()
        .filter(other -> !rtcp.cname().isEmpty() && !other.equals(rtcp))
        .filter(other -> other.cname().equals(rtcp.cname()))
        .map(RtcpReport::stream)
        .filter(stream -> stream.getSource().getAddress().equals(address))
        .toList();
  }

  private static void writeRtcp(
      RtcpReport rtcp, List<StreamIdentity> companions, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeIdentity(rtcp.stream(), json);
    json.writeNumberField("packets", rtcp.packets());
    json.writeNumberField("malformed", rtcp.malformed());
    json.writeStringField("cname", rtcp.cname());
    json.writeArrayFieldStart("companions");
    for (StreamIdentity companion : companions) {
      json.writeString("0x" + StreamKeys.ssrc(companion.getSsrc()));
    }
    json.writeEndArray();
    writeFigures(rtcp.figures(), List.of(RtcpFigure.values()), json);
    if (rtcp.clock().isPresent()) {
      writeMs("clock_offset_ms", rtcp.clock().get().offsetNs(), true, json);
      if (rtcp.clock().get().isDriftKnown()) {
        json.writeNumberField("clock_drift_ppm", rtcp.clock().get().driftPpm());
      } else {
        json.writeNullField("clock_drift_ppm");
      }
    }
    json.writeEndObject();
  }

  private static void writeTransportStream(TransportStreamReport stream, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    writeIdentity(stream.identity(), json);
    json.writeBooleanField("over_rtp", stream.overRtp());
    json.writeNumberField("packet_size", stream.packetSize());
    json.writeNumberField("programs", stream.programs().size());
    json.writeStringField("start", JsonReport.time(stream.firstNs()));
    json.writeNumberField("duration_s", stream.durationSeconds());
    writeFigures(stream.figures(), List.of(TransportStreamFigure.values()), json);
    json.writeEndObject();
  }

  private static void writeIdentity(StreamIdentity identity, JsonGenerator json)
      throws IOException {
    json.writeStringField("source", EndpointText.of(identity.getSource()));
    json.writeStringField("destination", EndpointText.of(identity.getDestination()));
    if (identity.getTransport() == Transport.TRANSPORT_UDP_MPEG_TS) {
      json.writeNullField("ssrc");
    } else {
      json.writeStringField("ssrc", "0x" + StreamKeys.ssrc(identity.getSsrc()));
    }
  }

  private static <F extends Enum<F> & Figure> void writeFigures(
      Figures<F> figures, List<F> kinds, JsonGenerator json) throws IOException {
    for (F kind : kinds) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      long value = figures.get(kind);
      if (kind.kind() != Figure.Kind.SUM && value == Figures.UNKNOWN) {
        json.writeNullField(name);
      } else {
        json.writeNumberField(name, value);
      }
    }
  }

  /** Negative is unknown. */
  private static void writeMs(String name, long nanoseconds, JsonGenerator json)
      throws IOException {
    writeMs(name, nanoseconds, nanoseconds >= 0, json);
  }

  private static void writeMs(String name, long nanoseconds, boolean known, JsonGenerator json)
      throws IOException {
    if (known) {
      json.writeNumberField(name, nanoseconds / NS_PER_MS);
    } else {
      json.writeNullField(name);
    }
  }
}
