package io.camvitals.event.document;

/**
 * The fields of a document of one window of one MPEG transport stream, besides {@link CommonField}
 * and {@link StreamField}. Numbers such as 1.4 are those of ETSI TR 101 290 section 5.2.
 */
public enum TransportStreamField implements DocumentField {
  /** Datagrams or RTP packets that carried the stream. */
  TRANSPORT_STREAM_DATAGRAMS("transport_stream.datagrams"),
  /** Bytes of these that belong to it. */
  TRANSPORT_STREAM_BYTES("transport_stream.bytes"),
  /** Transport packets, those with a wrong sync byte included. */
  TRANSPORT_STREAM_PACKETS("transport_stream.packets"),
  /** Packets that only fill. */
  TRANSPORT_STREAM_NULL_PACKETS("transport_stream.null_packets"),
  /** Packets that came twice, which is allowed. */
  TRANSPORT_STREAM_DUPLICATES("transport_stream.duplicates"),
  /** Packets whose payload is scrambled. */
  TRANSPORT_STREAM_SCRAMBLED_PACKETS("transport_stream.scrambled_packets"),
  /** Ends of datagrams that make no packet. */
  TRANSPORT_STREAM_INCOMPLETE_PACKETS("transport_stream.incomplete_packets"),
  /** Packets of PIDs beyond those that are followed. */
  TRANSPORT_STREAM_UNFOLLOWED_PACKETS("transport_stream.unfollowed_packets"),
  /** Bytes from one packet to the next: 188, 192 or 204. */
  TRANSPORT_STREAM_PACKET_SIZE("transport_stream.packet_size"),
  /** Bytes by arrival, bits per second of the window. */
  TRANSPORT_STREAM_BITRATE_BPS("transport_stream.bitrate_bps"),
  /** The rate by the stream's own clock, bits per second; absent when it is not known. */
  TRANSPORT_STREAM_TRANSPORT_BITRATE_BPS("transport_stream.transport_bitrate_bps"),
  /** 1.1 TS_sync_loss. */
  TRANSPORT_STREAM_TR101290_SYNC_LOSSES("transport_stream.tr101290.sync_losses"),
  /** 1.2 Sync_byte_error. */
  TRANSPORT_STREAM_TR101290_SYNC_BYTE_ERRORS("transport_stream.tr101290.sync_byte_errors"),
  /** 1.3 PAT_error. */
  TRANSPORT_STREAM_TR101290_PAT_ERRORS("transport_stream.tr101290.pat_errors"),
  /** 1.4 Continuity_count_error. */
  TRANSPORT_STREAM_TR101290_CONTINUITY_ERRORS("transport_stream.tr101290.continuity_errors"),
  /** 1.5 PMT_error. */
  TRANSPORT_STREAM_TR101290_PMT_ERRORS("transport_stream.tr101290.pmt_errors"),
  /** 1.6 PID_error. */
  TRANSPORT_STREAM_TR101290_PID_ERRORS("transport_stream.tr101290.pid_errors"),
  /** All of priority 1 together. */
  TRANSPORT_STREAM_TR101290_PRIORITY_1_ERRORS("transport_stream.tr101290.priority_1_errors"),
  /** 2.1 Transport_error. */
  TRANSPORT_STREAM_TR101290_TRANSPORT_ERRORS("transport_stream.tr101290.transport_errors"),
  /** 2.2 CRC_error, of the two program tables. */
  TRANSPORT_STREAM_TR101290_CRC_ERRORS("transport_stream.tr101290.crc_errors"),
  /** 2.3a PCR_repetition_error. */
  TRANSPORT_STREAM_TR101290_PCR_REPETITION_ERRORS(
      "transport_stream.tr101290.pcr_repetition_errors"),
  /** 2.3b PCR_discontinuity_indicator_error. */
  TRANSPORT_STREAM_TR101290_PCR_DISCONTINUITY_ERRORS(
      "transport_stream.tr101290.pcr_discontinuity_errors"),
  /** 2.4 PCR_accuracy, milliseconds; absent unless the bit rate is constant. */
  TRANSPORT_STREAM_TR101290_PCR_ACCURACY_MAX_MS("transport_stream.tr101290.pcr_accuracy_max_ms"),
  /** Program clock references. */
  TRANSPORT_STREAM_PCR_COUNT("transport_stream.pcr.count"),
  /** The longest arrival time between two of one PID, milliseconds. */
  TRANSPORT_STREAM_PCR_INTERVAL_MAX_MS("transport_stream.pcr.interval_max_ms"),
  /** The highest of the seconds' ranges of (arrival - clock reference), milliseconds. */
  TRANSPORT_STREAM_PCR_JITTER_MAX_MS("transport_stream.pcr.jitter_max_ms"),
  /** Packets missing by their continuity counters, at least. */
  TRANSPORT_STREAM_MDI_MEDIA_LOSS_PACKETS("transport_stream.mdi.media_loss_packets"),
  /** The same per second (RFC 4445 section 3.2). */
  TRANSPORT_STREAM_MDI_MEDIA_LOSS_RATE("transport_stream.mdi.media_loss_rate"),
  /**
   * The highest delay factor of a second (RFC 4445 section 3.1), milliseconds; with a variable bit
   * rate it tells of the rate too.
   */
  TRANSPORT_STREAM_MDI_DELAY_FACTOR_MAX_MS("transport_stream.mdi.delay_factor_max_ms"),
  /** The longest time from one datagram to the next, milliseconds. */
  TRANSPORT_STREAM_INTERARRIVAL_MAX_MS("transport_stream.interarrival.max_ms"),
  /** Programs that the tables told of last. */
  TRANSPORT_STREAM_PROGRAMS("transport_stream.programs"),
  /** Encoding names of their elementary streams. */
  TRANSPORT_STREAM_CODECS("transport_stream.codecs");

  private final String fieldName;

  TransportStreamField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
