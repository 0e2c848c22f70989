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
  /** Frames that were put together; their events came one by one. */
  VIDEO_ASSEMBLED_FRAMES("video.assembled_frames"),
  /**
   * Events of frames that were lost on the way: the figures of frames are short of these; absent
   * when none.
   */
  VIDEO_FRAME_EVENTS_MISSING("video.frame_events_missing"),
  /** Frames predicted from nothing but themselves (I). */
  VIDEO_INTRA_FRAMES("video.intra_frames"),
  /** Frames predicted from one other picture a block (P). */
  VIDEO_PREDICTED_FRAMES("video.predicted_frames"),
  /** Frames predicted from up to two (B). */
  VIDEO_BIPREDICTED_FRAMES("video.bipredicted_frames"),
  /** Frames whose packets do not say their type. */
  VIDEO_UNTYPED_FRAMES("video.untyped_frames"),
  /** Mean size of the intra frames, payload bytes. */
  VIDEO_INTRA_BYTES_MEAN("video.intra.bytes_mean"),
  /** The largest of them, payload bytes. */
  VIDEO_INTRA_BYTES_MAX("video.intra.bytes_max"),
  /** Mean size of the predicted frames, payload bytes. */
  VIDEO_PREDICTED_BYTES_MEAN("video.predicted.bytes_mean"),
  /** The largest of them, payload bytes. */
  VIDEO_PREDICTED_BYTES_MAX("video.predicted.bytes_max"),
  /** Mean size of the bipredicted frames, payload bytes. */
  VIDEO_BIPREDICTED_BYTES_MEAN("video.bipredicted.bytes_mean"),
  /** The largest of them, payload bytes. */
  VIDEO_BIPREDICTED_BYTES_MAX("video.bipredicted.bytes_max"),
  /** Mean size of the untyped frames, payload bytes. */
  VIDEO_UNTYPED_BYTES_MEAN("video.untyped.bytes_mean"),
  /** The largest of them, payload bytes. */
  VIDEO_UNTYPED_BYTES_MAX("video.untyped.bytes_max"),
  /** Frames of which a packet is missing, or an end was not seen. */
  VIDEO_DAMAGED_FRAMES("video.damaged_frames"),
  /** Key frames among these. */
  VIDEO_DAMAGED_KEY_FRAMES("video.damaged_key_frames"),
  /** Whole frames that are predicted, over others, from a damaged one. */
  VIDEO_SPOILT_FRAMES("video.spoilt_frames"),
  /** Whole frames before the first key frame that was seen. */
  VIDEO_UNANCHORED_FRAMES("video.unanchored_frames"),
  /** Damaged and spoilt frames whose damage the agent itself may have done. */
  VIDEO_CAPTURE_DAMAGED_FRAMES("video.capture_damaged_frames"),
  /** Packets missing within frames. */
  VIDEO_PACKETS_MISSING("video.packets_missing"),
  /** The largest key frame, payload bytes. */
  VIDEO_KEY_FRAME_BYTES_MAX("video.key_frame.bytes_max"),
  /** Its packets, at most. */
  VIDEO_KEY_FRAME_PACKETS_MAX("video.key_frame.packets_max"),
  /** From a key frame's first packet to its last, at most, milliseconds. */
  VIDEO_KEY_FRAME_BURST_MAX_MS("video.key_frame.burst_max_ms"),
  /** From one key frame to the next, milliseconds: the least. */
  VIDEO_KEY_FRAME_INTERVAL_MIN_MS("video.key_frame.interval_min_ms"),
  /** Their mean. */
  VIDEO_KEY_FRAME_INTERVAL_MEAN_MS("video.key_frame.interval_mean_ms"),
  /** The greatest. */
  VIDEO_KEY_FRAME_INTERVAL_MAX_MS("video.key_frame.interval_max_ms"),
  /** The most frames from one key frame to the next. */
  VIDEO_KEY_FRAME_DISTANCE_MAX("video.key_frame.distance_max"),
  /** Width of the shown picture, pixels, as the stream told it last in the window. */
  VIDEO_WIDTH("video.width"),
  /** Its height, pixels. */
  VIDEO_HEIGHT("video.height"),
  /** The codec's number of its profile (H.264 profile_idc). */
  VIDEO_PROFILE("video.profile"),
  /** The codec's number of its level (H.264 level_idc). */
  VIDEO_LEVEL("video.level"),
  /** Pictures per second as the stream announces them, which is not what it sends. */
  VIDEO_ANNOUNCED_FRAME_RATE("video.announced_frame_rate"),
  /** Codec frames that ended in the window (AAC access units, Opus frames); only for audio. */
  AUDIO_FRAMES("audio.frames"),
  /** RTP packets of sound whose frames were looked for, duplicates not counted. */
  AUDIO_PACKETS("audio.packets"),
  /** Their payload, bytes. */
  AUDIO_BYTES("audio.bytes"),
  /** Length of the sound in them, milliseconds; absent when that of a packet is not known. */
  AUDIO_MEDIA_MS("audio.media_ms"),
  /** Packets whose payload breaks its format's rules, or was not captured far enough. */
  AUDIO_UNREAD_PACKETS("audio.unread_packets"),
  /** Packets missing between these. */
  AUDIO_PACKETS_MISSING("audio.packets_missing"),
  /**
   * {@code excellent}, {@code good}, {@code acceptable} or {@code poor}; absent when the agent
   * itself missed packets.
   */
  VITALS_GRADE("vitals.grade"),
  /** The figure that decides the grade: {@code loss}, {@code jitter} or {@code frames}. */
  VITALS_REASON("vitals.reason"),
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
  /** From the agent to a receiver and back (LSR and DLSR), milliseconds: the least. */
  RTCP_RECEIVER_ROUND_TRIP_MIN_MS("rtcp.receiver_round_trip.min_ms"),
  /** Their mean, milliseconds. */
  RTCP_RECEIVER_ROUND_TRIP_MEAN_MS("rtcp.receiver_round_trip.mean_ms"),
  /** The greatest, milliseconds. */
  RTCP_RECEIVER_ROUND_TRIP_MAX_MS("rtcp.receiver_round_trip.max_ms"),
  /** From the agent to the sender and back (RFC 3611 section 4.5), milliseconds: the least. */
  RTCP_SENDER_ROUND_TRIP_MIN_MS("rtcp.sender_round_trip.min_ms"),
  /** Their mean, milliseconds. */
  RTCP_SENDER_ROUND_TRIP_MEAN_MS("rtcp.sender_round_trip.mean_ms"),
  /** The greatest, milliseconds. */
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
