package io.camvitals.jobs.tcp;

import io.camvitals.event.document.DocumentField;
import io.camvitals.event.document.TcpConnectionField;
import io.camvitals.event.v1.TcpDirection;
import io.camvitals.jobs.document.DocumentBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what one side of a connection sent, and what the other answered. */
enum TcpDirectionFields {
  FROM_CLIENT("tcp.from_client."),
  FROM_SERVER("tcp.from_server.");

  private static final double NS_PER_S = 1e9;

  private final Map<String, DocumentField> fields;

  TcpDirectionFields(String prefix) {
    fields =
        Arrays.stream(TcpConnectionField.values())
            .filter(field -> field.fieldName().startsWith(prefix))
            .collect(
                Collectors.toMap(
                    field -> field.fieldName().substring(prefix.length()), Function.identity()));
  }

  /**
   * @param lengthNs of the window, over which rates are taken
   */
  void put(DocumentBuilder document, TcpDirection direction, long lengthNs) {
    document.put(field("segments"), direction.getSegments());
    document.put(field("data_segments"), direction.getDataSegments());
    document.put(field("bytes"), direction.getBytes());
    document.put(field("wire_bytes"), direction.getWireBytes());
    document.put(field("fast_retransmissions"), direction.getFastRetransmissions());
    document.put(field("timeout_retransmissions"), direction.getTimeoutRetransmissions());
    document.put(field("spurious_retransmissions"), direction.getSpuriousRetransmissions());
    document.put(field("retransmitted_bytes"), direction.getRetransmittedBytes());
    document.put(field("out_of_order"), direction.getOutOfOrder());
    document.put(field("duplicate_acknowledgements"), direction.getDuplicateAcknowledgements());
    document.put(field("keep_alives"), direction.getKeepAlives());
    document.put(field("zero_windows"), direction.getZeroWindows());
    document.put(field("zero_window_probes"), direction.getZeroWindowProbes());
    document.put(field("stalls"), direction.getStalls());
    document.put(field("gaps"), direction.getGaps());
    document.put(field("gap_bytes"), direction.getGapBytes());
    document.put(field("bytes_in_flight_max"), direction.getBytesInFlightMax());
    document.put(field("capture_duplicates"), direction.getCaptureDuplicates());
    document.put(field("round_trips"), direction.getRoundTrips());
    long again = direction.getFastRetransmissions() + direction.getTimeoutRetransmissions();
    long data = again - direction.getRetransmissionsWithoutData();
    document
        .put(field("retransmissions"), again)
        .putIf(
            // Agents of before do not tell a SYN or FIN that was sent again from data.
            direction.getDataSegments() > 0 && data >= 0 && data <= direction.getDataSegments(),
            field("retransmission_ratio"),
            (double) data / direction.getDataSegments())
        .put(field("bitrate_bps"), 8 * direction.getBytes() * NS_PER_S / lengthNs)
        .putMs(field("zero_window_ms"), direction.getZeroWindowNs())
        .putMs(field("stalled_ms"), direction.getStalledNs());
    if (direction.getRoundTrips() > 0) {
      document
          .putMs(field("round_trip.min_ms"), direction.getRoundTripMinNs())
          .putMs(field("round_trip.mean_ms"), direction.getRoundTripMeanNs())
          .putMs(field("round_trip.p95_max_ms"), direction.getRoundTripP95Ns())
          .putMs(field("round_trip.max_ms"), direction.getRoundTripMaxNs());
    }
  }

  private DocumentField field(String name) {
    DocumentField field = fields.get(name);
    if (field == null) {
      throw new IllegalStateException("no field '" + name + "' of a direction is declared");
    }
    return field;
  }
}
