package io.camvitals.event.document;

/**
 * The fields of a stream-quality document, one window of one stream, besides {@link CommonField}
 * and {@link StreamField}. A figure that is not known is absent from the document.
 */
public enum StreamQualityField implements DocumentField {
  /** Packets received, duplicates and reordered ones included. */
  RTP_PACKETS("rtp.packets"),
  /** Distinct packets received. */
  RTP_UNIQUE("rtp.unique"),
  /** Distinct packets and those missing (RFC 3550 appendix A.3, from distinct packets). */
  RTP_EXPECTED("rtp.expected"),
  /** Sequence numbers never received; absent when capture loss touched the window. */
  RTP_LOST("rtp.lost"),
  /**
   * Sequence numbers never received in a window that capture loss touched: the network's, the
   * camera's or the agent's. Absent otherwise.
   */
  RTP_MISSING("rtp.missing"),
  /** Lost / expected, 0 to 1; absent when capture loss touched the window. */
  RTP_LOSS_RATIO("rtp.loss_ratio"),
  /** Packets with a lower sequence number than one before (RFC 4737 section 3.3). */
  RTP_REORDERED("rtp.reordered"),
  /** Packets that had been received before (RFC 5560). */
  RTP_DUPLICATES("rtp.duplicates"),
  /** Times that the sender's sequence began anew (RFC 3550 appendix A.1). */
  RTP_RESTARTS("rtp.restarts"),
  /** Packets whose sequence number belonged to no sequence (RFC 3550 appendix A.1). */
  RTP_INVALID("rtp.invalid"),
  /** Runs of one lost packet. */
  RTP_LOSS_RUN_1("rtp.loss_run.1"),
  /** Runs of two consecutive lost packets. */
  RTP_LOSS_RUN_2("rtp.loss_run.2"),
  /** Runs of three. */
  RTP_LOSS_RUN_3("rtp.loss_run.3"),
  /** Runs of four. */
  RTP_LOSS_RUN_4("rtp.loss_run.4"),
  /** Runs of five. */
  RTP_LOSS_RUN_5("rtp.loss_run.5"),
  /** Runs of six. */
  RTP_LOSS_RUN_6("rtp.loss_run.6"),
  /** Runs of seven. */
  RTP_LOSS_RUN_7("rtp.loss_run.7"),
  /** Runs of eight. */
  RTP_LOSS_RUN_8("rtp.loss_run.8"),
  /** Runs of nine. */
  RTP_LOSS_RUN_9("rtp.loss_run.9"),
  /** Runs of ten and more. */
  RTP_LOSS_RUN_10_OR_MORE("rtp.loss_run.10_or_more"),
  /** Bursts (RFC 3611 section 4.7.2, Gmin 16). */
  RTP_BURST_COUNT("rtp.burst.count"),
  /** Packets within bursts, received and lost. */
  RTP_BURST_PACKETS("rtp.burst.packets"),
  /** Packets lost within bursts. */
  RTP_BURST_LOST("rtp.burst.lost"),
  /** Interarrival jitter (RFC 3550 appendix A.8) after the window's last packet, milliseconds. */
  RTP_JITTER_LAST_MS("rtp.jitter.last_ms"),
  /** Its mean over the window's packets, milliseconds. */
  RTP_JITTER_MEAN_MS("rtp.jitter.mean_ms"),
  /** Its maximum, milliseconds. */
  RTP_JITTER_MAX_MS("rtp.jitter.max_ms"),
  /** The same filter over the first packet of each frame, milliseconds. */
  RTP_FRAME_JITTER_MEAN_MS("rtp.frame_jitter.mean_ms"),
  /** Its maximum, milliseconds. */
  RTP_FRAME_JITTER_MAX_MS("rtp.frame_jitter.max_ms"),
  /** Longest time between two consecutive packets, milliseconds. */
  RTP_INTERARRIVAL_MAX_MS("rtp.interarrival.max_ms"),
  /** Payload, bits per second. */
  RTP_BITRATE_BPS("rtp.bitrate_bps"),
  /** Payload and all headers, bits per second. */
  RTP_WIRE_BITRATE_BPS("rtp.wire_bitrate_bps"),
  /** Payload, bytes. */
  RTP_PAYLOAD_BYTES("rtp.payload_bytes"),
  /** Payload and all headers, bytes. */
  RTP_WIRE_BYTES("rtp.wire_bytes"),
  /** Packets received per second. */
  RTP_PACKET_RATE("rtp.packet_rate"),
  /** Frames begun; only for video. */
  VIDEO_FRAMES("video.frames"),
  /** Frames per second; only for video. */
  VIDEO_FRAME_RATE("video.frame_rate"),
  /** Key frames begun; only for video. */
  VIDEO_KEY_FRAMES("video.key_frames"),
  /** False when the agent itself missed packets of the window. */
  CAPTURE_COMPLETE("capture.complete"),
  /** Packets that the agent is known to have missed. */
  CAPTURE_DROPPED("capture.dropped"),
  /**
   * Packets that the kernel dropped on the whole interface, of all its streams together, in the
   * seconds that touch the window; absent when none, and then nothing was dropped that is not
   * charged to its stream.
   */
  CAPTURE_INTERFACE_KERNEL_DROPPED("capture.interface.kernel_dropped"),
  /** The same of the network interface or its driver. */
  CAPTURE_INTERFACE_DEVICE_DROPPED("capture.interface.device_dropped"),
  /** Part of the window in which the interface was down or not open, milliseconds. */
  CAPTURE_INTERFACE_DOWN_MS("capture.interface.down_ms"),
  /** RTCP compound packets of the stream's sender and receivers. */
  RTCP_PACKETS("rtcp.packets"),
  /** Sender reports (RFC 3550 section 6.4.1). */
  RTCP_SENDER_REPORTS("rtcp.sender_reports"),
  /** Blocks in which receivers report of the stream. */
  RTCP_RECEPTION_REPORTS("rtcp.reception_reports"),
  /** BYE of the stream's sender. */
  RTCP_GOODBYES("rtcp.goodbyes"),
  /** The sender's canonical name (RFC 3550 section 6.5.1); the same for a camera's tracks. */
  RTCP_CNAME("rtcp.cname"),
  /** Packets that receivers asked for again (RFC 4585 section 6.2.1). */
  RTCP_NACKED_PACKETS("rtcp.nacked_packets"),
  /** Messages that a picture was lost (PLI). */
  RTCP_PICTURE_LOSSES("rtcp.picture_losses"),
  /** Requests for a key frame (FIR). */
  RTCP_KEY_FRAME_REQUESTS("rtcp.key_frame_requests"),
  /** Packets that receivers expected between two of their reports, over all receivers. */
  RTCP_REMOTE_EXPECTED("rtcp.remote.expected"),
  /**
   * Of these, lost by RFC 3550 appendix A.3: duplicates count against it, so it may be negative.
   */
  RTCP_REMOTE_LOST("rtcp.remote.lost"),
  /** Remote lost / expected, 0 to 1; absent when receivers told of no span of packets. */
  RTCP_REMOTE_LOSS_RATIO("rtcp.remote.loss_ratio"),
  /** The highest fraction lost of a single report, 0 to 1. */
  RTCP_REMOTE_FRACTION_LOST_MAX_RATIO("rtcp.remote.fraction_lost_max_ratio"),
  /** Interarrival jitter as receivers reported it, mean over their reports, milliseconds. */
  RTCP_REMOTE_JITTER_MEAN_MS("rtcp.remote.jitter.mean_ms"),
  /** Its maximum, milliseconds. */
  RTCP_REMOTE_JITTER_MAX_MS("rtcp.remote.jitter.max_ms"),
  /** From the agent to a receiver and back (LSR and DLSR), milliseconds. */
  RTCP_RECEIVER_ROUND_TRIP_MIN_MS("rtcp.receiver_round_trip.min_ms"),
  RTCP_RECEIVER_ROUND_TRIP_MEAN_MS("rtcp.receiver_round_trip.mean_ms"),
  RTCP_RECEIVER_ROUND_TRIP_MAX_MS("rtcp.receiver_round_trip.max_ms"),
  /** From the agent to the sender and back (RFC 3611 section 4.5), milliseconds. */
  RTCP_SENDER_ROUND_TRIP_MIN_MS("rtcp.sender_round_trip.min_ms"),
  RTCP_SENDER_ROUND_TRIP_MEAN_MS("rtcp.sender_round_trip.mean_ms"),
  RTCP_SENDER_ROUND_TRIP_MAX_MS("rtcp.sender_round_trip.max_ms"),
  /**
   * The sender's wall clock minus the agent's, less the way of the reports, after the window's last
   * sender report, milliseconds; absent before three reports, and in windows without one.
   */
  RTCP_SENDER_CLOCK_OFFSET_MS("rtcp.sender_clock.offset_ms"),
  /** How much faster the sender's clock runs, parts per million; absent before 8 in 30 s. */
  RTCP_SENDER_CLOCK_DRIFT_PPM("rtcp.sender_clock.drift_ppm"),
  /** Lower bound of its interval of 95 %. */
  RTCP_SENDER_CLOCK_DRIFT_LOWER_PPM("rtcp.sender_clock.drift_lower_ppm"),
  /** Upper bound of its interval of 95 %. */
  RTCP_SENDER_CLOCK_DRIFT_UPPER_PPM("rtcp.sender_clock.drift_upper_ppm"),
  /** Sender reports that the estimate is made of. */
  RTCP_SENDER_CLOCK_REPORTS("rtcp.sender_clock.reports"),
  /** From the first of these to the last, milliseconds. */
  RTCP_SENDER_CLOCK_SPAN_MS("rtcp.sender_clock.span_ms");

  private final String fieldName;

  StreamQualityField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }

  /**
   * The field that counts runs of so many consecutive losses.
   *
   * @param length at least 1; 10 and more share a field
   */
  public static StreamQualityField lossRun(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a loss run has at least one packet, not " + length);
    }
    return values()[RTP_LOSS_RUN_1.ordinal() + Math.min(length, 10) - 1];
  }
}
