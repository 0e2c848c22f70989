package io.camvitals.event.document;

import java.util.Arrays;
import java.util.Optional;

/**
 * The fields of a stream-quality document: one window of one stream, in Elasticsearch. Names follow
 * the Elastic Common Schema where it has one. A figure that is not known is absent from the
 * document.
 */
public enum StreamQualityField {
  /** Start of the window. */
  TIMESTAMP("@timestamp"),
  /** Version of the Elastic Common Schema that the document follows. */
  ECS_VERSION("ecs.version"),
  /** Always {@code metric}. */
  EVENT_KIND("event.kind"),
  /** Always {@code camvitals}. */
  EVENT_MODULE("event.module"),
  /** Always {@code camvitals.stream_quality}. */
  EVENT_DATASET("event.dataset"),
  /** Start of the window, inclusive. */
  EVENT_START("event.start"),
  /** End of the window, exclusive. */
  EVENT_END("event.end"),
  /** Length of the window, nanoseconds. */
  EVENT_DURATION("event.duration"),
  /** When the sink sent the document. */
  EVENT_INGESTED("event.ingested"),
  /** The agent's name, unique within its site. */
  OBSERVER_NAME("observer.name"),
  /** Always {@code sensor}. */
  OBSERVER_TYPE("observer.type"),
  /** What the agent listened on: a network interface, {@code rtsp} or {@code file}. */
  OBSERVER_INGRESS_INTERFACE_NAME("observer.ingress.interface.name"),
  /** The operator's name of the location. */
  SITE("camvitals.site"),
  /** The camera's configured id; absent when the stream matches no camera. */
  CAMERA_ID("camera.id"),
  /** The sender's address. */
  SOURCE_IP("source.ip"),
  /** The sender's port. */
  SOURCE_PORT("source.port"),
  /** The receiver's address. */
  DESTINATION_IP("destination.ip"),
  /** The receiver's port. */
  DESTINATION_PORT("destination.port"),
  /** {@code udp} or {@code tcp}. */
  NETWORK_TRANSPORT("network.transport"),
  /** Always {@code rtp}. */
  NETWORK_PROTOCOL("network.protocol"),
  /** {@code ipv4} or {@code ipv6}. */
  NETWORK_TYPE("network.type"),
  /** The stream's key, see {@link io.camvitals.event.StreamKeys}. */
  STREAM_ID("stream.id"),
  /** {@code video}, {@code audio} or {@code application}. */
  STREAM_MEDIA("stream.media"),
  /** Encoding name, upper case: {@code H264}, {@code H265}, {@code PCMU}. */
  STREAM_CODEC("stream.codec"),
  /** RTP timestamp units per second. */
  STREAM_CLOCK_RATE("stream.clock_rate"),
  /** Synchronisation source, eight hexadecimal digits. */
  STREAM_SSRC("stream.ssrc"),
  /** RTP payload type, 0 to 127. */
  STREAM_PAYLOAD_TYPE("stream.payload_type"),
  /** RTSP interleaved channel, 0 to 255; only with TCP. */
  STREAM_INTERLEAVED_CHANNEL("stream.interleaved_channel"),
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
  CAPTURE_DROPPED("capture.dropped");

  private final String fieldName;

  StreamQualityField(String fieldName) {
    this.fieldName = fieldName;
  }

  /** The field's path in the document, its parts separated by dots. */
  public String fieldName() {
    return fieldName;
  }

  /** The field of that name. */
  public static Optional<StreamQualityField> named(String fieldName) {
    return Arrays.stream(values()).filter(field -> field.fieldName.equals(fieldName)).findFirst();
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
