package io.camvitals.event.document;

/**
 * The fields of a document of one window of one TCP connection, besides {@link CommonField}. Over
 * TCP these are the signs of the network; a gap in the sequence numbers of RTP is its sender's.
 * {@code capture.complete} is false when the agent missed segments: then retransmissions may be
 * missing too.
 */
public enum TcpConnectionField implements DocumentField {
  /** The connection's key, see {@link io.camvitals.event.StreamKeys}. */
  TCP_ID("tcp.id"),
  /** By what the protocol is known: {@code content} or {@code port}. */
  TCP_PROTOCOL_EVIDENCE("tcp.protocol_evidence"),
  /**
   * In the last window: {@code finished}, {@code reset}, {@code forgotten}, {@code replaced} or
   * {@code capture-ended}.
   */
  TCP_END("tcp.end"),
  /** Seconds of the window in which something passed. */
  TCP_SECONDS("tcp.seconds"),
  /**
   * From SYN to its answer: the agent to the server and back, milliseconds; absent when it was not
   * seen.
   */
  TCP_SERVER_HANDSHAKE_MS("tcp.server_handshake_ms"),
  /** From that answer to its acknowledgement: the agent to the client and back, milliseconds. */
  TCP_CLIENT_HANDSHAKE_MS("tcp.client_handshake_ms"),
  /** Segments of any kind; of what the client sent. */
  TCP_FROM_CLIENT_SEGMENTS("tcp.from_client.segments"),
  /** Segments with data, retransmissions included; of what the client sent. */
  TCP_FROM_CLIENT_DATA_SEGMENTS("tcp.from_client.data_segments"),
  /** Bytes of data, retransmissions included; of what the client sent. */
  TCP_FROM_CLIENT_BYTES("tcp.from_client.bytes"),
  /** Bytes with all headers; of what the client sent. */
  TCP_FROM_CLIENT_WIRE_BYTES("tcp.from_client.wire_bytes"),
  /** Data, bits per second of the window; of what the client sent. */
  TCP_FROM_CLIENT_BITRATE_BPS("tcp.from_client.bitrate_bps"),
  /** Segments sent again, fast and by timeout, SYN and FIN included; of what the client sent. */
  TCP_FROM_CLIENT_RETRANSMISSIONS("tcp.from_client.retransmissions"),
  /**
   * Sent again because acknowledgements told of a loss (RFC 5681 section 3.2, RFC 6675); of what
   * the client sent.
   */
  TCP_FROM_CLIENT_FAST_RETRANSMISSIONS("tcp.from_client.fast_retransmissions"),
  /** Sent again because a timer ran out (RFC 6298, RFC 8985 section 7); of what the client sent. */
  TCP_FROM_CLIENT_TIMEOUT_RETRANSMISSIONS("tcp.from_client.timeout_retransmissions"),
  /** Of both, those that were not needed (RFC 2883, RFC 3522); of what the client sent. */
  TCP_FROM_CLIENT_SPURIOUS_RETRANSMISSIONS("tcp.from_client.spurious_retransmissions"),
  /** Bytes of data sent again; of what the client sent. */
  TCP_FROM_CLIENT_RETRANSMITTED_BYTES("tcp.from_client.retransmitted_bytes"),
  /**
   * Data segments that were sent again / data segments, 0 to 1; a SYN or FIN sent again is in
   * neither; absent when there were no data; of what the client sent.
   */
  TCP_FROM_CLIENT_RETRANSMISSION_RATIO("tcp.from_client.retransmission_ratio"),
  /**
   * Segments that came after later ones without having been sent again; of what the client sent.
   */
  TCP_FROM_CLIENT_OUT_OF_ORDER("tcp.from_client.out_of_order"),
  /** By the receiver (RFC 5681 section 2); of what the client sent. */
  TCP_FROM_CLIENT_DUPLICATE_ACKNOWLEDGEMENTS("tcp.from_client.duplicate_acknowledgements"),
  /** Keep-alive probes; of what the client sent. */
  TCP_FROM_CLIENT_KEEP_ALIVES("tcp.from_client.keep_alives"),
  /** Times that the receiver closed its window; of what the client sent. */
  TCP_FROM_CLIENT_ZERO_WINDOWS("tcp.from_client.zero_windows"),
  /** How long it was closed, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_ZERO_WINDOW_MS("tcp.from_client.zero_window_ms"),
  /** Probes of it; of what the client sent. */
  TCP_FROM_CLIENT_ZERO_WINDOW_PROBES("tcp.from_client.zero_window_probes"),
  /**
   * Times that data were in flight and nothing was acknowledged for half a second or longer; of
   * what the client sent.
   */
  TCP_FROM_CLIENT_STALLS("tcp.from_client.stalls"),
  /** How long that lasted, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_STALLED_MS("tcp.from_client.stalled_ms"),
  /** Gaps in what the agent captured; of what the client sent. */
  TCP_FROM_CLIENT_GAPS("tcp.from_client.gaps"),
  /** Bytes of these, as far as known; of what the client sent. */
  TCP_FROM_CLIENT_GAP_BYTES("tcp.from_client.gap_bytes"),
  /** The most bytes sent and not yet acknowledged; of what the client sent. */
  TCP_FROM_CLIENT_BYTES_IN_FLIGHT_MAX("tcp.from_client.bytes_in_flight_max"),
  /** Second copies of packets that the agent saw twice; of what the client sent. */
  TCP_FROM_CLIENT_CAPTURE_DUPLICATES("tcp.from_client.capture_duplicates"),
  /** Round trips measured between the agent and the receiver; of what the client sent. */
  TCP_FROM_CLIENT_ROUND_TRIPS("tcp.from_client.round_trips"),
  /** The least, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_ROUND_TRIP_MIN_MS("tcp.from_client.round_trip.min_ms"),
  /** Their mean, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_ROUND_TRIP_MEAN_MS("tcp.from_client.round_trip.mean_ms"),
  /** The highest of the seconds' 95th percentiles, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_ROUND_TRIP_P95_MAX_MS("tcp.from_client.round_trip.p95_max_ms"),
  /** The greatest, milliseconds; of what the client sent. */
  TCP_FROM_CLIENT_ROUND_TRIP_MAX_MS("tcp.from_client.round_trip.max_ms"),
  /** Segments of any kind; of what the server sent. */
  TCP_FROM_SERVER_SEGMENTS("tcp.from_server.segments"),
  /** Segments with data, retransmissions included; of what the server sent. */
  TCP_FROM_SERVER_DATA_SEGMENTS("tcp.from_server.data_segments"),
  /** Bytes of data, retransmissions included; of what the server sent. */
  TCP_FROM_SERVER_BYTES("tcp.from_server.bytes"),
  /** Bytes with all headers; of what the server sent. */
  TCP_FROM_SERVER_WIRE_BYTES("tcp.from_server.wire_bytes"),
  /** Data, bits per second of the window; of what the server sent. */
  TCP_FROM_SERVER_BITRATE_BPS("tcp.from_server.bitrate_bps"),
  /** Segments sent again, fast and by timeout, SYN and FIN included; of what the server sent. */
  TCP_FROM_SERVER_RETRANSMISSIONS("tcp.from_server.retransmissions"),
  /**
   * Sent again because acknowledgements told of a loss (RFC 5681 section 3.2, RFC 6675); of what
   * the server sent.
   */
  TCP_FROM_SERVER_FAST_RETRANSMISSIONS("tcp.from_server.fast_retransmissions"),
  /** Sent again because a timer ran out (RFC 6298, RFC 8985 section 7); of what the server sent. */
  TCP_FROM_SERVER_TIMEOUT_RETRANSMISSIONS("tcp.from_server.timeout_retransmissions"),
  /** Of both, those that were not needed (RFC 2883, RFC 3522); of what the server sent. */
  TCP_FROM_SERVER_SPURIOUS_RETRANSMISSIONS("tcp.from_server.spurious_retransmissions"),
  /** Bytes of data sent again; of what the server sent. */
  TCP_FROM_SERVER_RETRANSMITTED_BYTES("tcp.from_server.retransmitted_bytes"),
  /**
   * Data segments that were sent again / data segments, 0 to 1; a SYN or FIN sent again is in
   * neither; absent when there were no data; of what the server sent.
   */
  TCP_FROM_SERVER_RETRANSMISSION_RATIO("tcp.from_server.retransmission_ratio"),
  /**
   * Segments that came after later ones without having been sent again; of what the server sent.
   */
  TCP_FROM_SERVER_OUT_OF_ORDER("tcp.from_server.out_of_order"),
  /** By the receiver (RFC 5681 section 2); of what the server sent. */
  TCP_FROM_SERVER_DUPLICATE_ACKNOWLEDGEMENTS("tcp.from_server.duplicate_acknowledgements"),
  /** Keep-alive probes; of what the server sent. */
  TCP_FROM_SERVER_KEEP_ALIVES("tcp.from_server.keep_alives"),
  /** Times that the receiver closed its window; of what the server sent. */
  TCP_FROM_SERVER_ZERO_WINDOWS("tcp.from_server.zero_windows"),
  /** How long it was closed, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_ZERO_WINDOW_MS("tcp.from_server.zero_window_ms"),
  /** Probes of it; of what the server sent. */
  TCP_FROM_SERVER_ZERO_WINDOW_PROBES("tcp.from_server.zero_window_probes"),
  /**
   * Times that data were in flight and nothing was acknowledged for half a second or longer; of
   * what the server sent.
   */
  TCP_FROM_SERVER_STALLS("tcp.from_server.stalls"),
  /** How long that lasted, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_STALLED_MS("tcp.from_server.stalled_ms"),
  /** Gaps in what the agent captured; of what the server sent. */
  TCP_FROM_SERVER_GAPS("tcp.from_server.gaps"),
  /** Bytes of these, as far as known; of what the server sent. */
  TCP_FROM_SERVER_GAP_BYTES("tcp.from_server.gap_bytes"),
  /** The most bytes sent and not yet acknowledged; of what the server sent. */
  TCP_FROM_SERVER_BYTES_IN_FLIGHT_MAX("tcp.from_server.bytes_in_flight_max"),
  /** Second copies of packets that the agent saw twice; of what the server sent. */
  TCP_FROM_SERVER_CAPTURE_DUPLICATES("tcp.from_server.capture_duplicates"),
  /** Round trips measured between the agent and the receiver; of what the server sent. */
  TCP_FROM_SERVER_ROUND_TRIPS("tcp.from_server.round_trips"),
  /** The least, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_ROUND_TRIP_MIN_MS("tcp.from_server.round_trip.min_ms"),
  /** Their mean, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_ROUND_TRIP_MEAN_MS("tcp.from_server.round_trip.mean_ms"),
  /** The highest of the seconds' 95th percentiles, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_ROUND_TRIP_P95_MAX_MS("tcp.from_server.round_trip.p95_max_ms"),
  /** The greatest, milliseconds; of what the server sent. */
  TCP_FROM_SERVER_ROUND_TRIP_MAX_MS("tcp.from_server.round_trip.max_ms"),
  /** False when the agent missed segments of the window. */
  CAPTURE_COMPLETE("capture.complete");

  private final String fieldName;

  TcpConnectionField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
