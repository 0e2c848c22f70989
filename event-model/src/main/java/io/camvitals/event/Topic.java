package io.camvitals.event;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.SensorEvent;
import io.camvitals.event.v1.StorageEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.event.v1.WirelessEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The Kafka topics, each with its one message type, its key and its retention.
 *
 * <p>The key of a stream's records is {@link StreamKeys}: one stream lies in one partition, in the
 * order in which its agent saw it.
 */
public enum Topic {
  /** {@code PacketBatch}, key: stream. */
  PACKETS("packets", Duration.ofHours(6), PacketBatch.getDefaultInstance()),
  /** {@code FrameEvent}, key: stream. */
  FRAMES("frames", Duration.ofHours(24), FrameEvent.getDefaultInstance()),
  /** {@code RtcpEvent}, key: stream. */
  RTCP("rtcp", Duration.ofDays(3), RtcpEvent.getDefaultInstance()),
  /** {@code TransportStreamEvent}, key: stream. */
  TRANSPORT_STREAM(
      "transport-stream", Duration.ofDays(3), TransportStreamEvent.getDefaultInstance()),
  /** {@code RtspEvent}, key: camera, or the server's endpoint when the camera is unknown. */
  RTSP("rtsp", Duration.ofDays(7), RtspEvent.getDefaultInstance()),
  /** {@code CaptureHealth}, key: vantage point. */
  CAPTURE_HEALTH("capture-health", Duration.ofDays(3), CaptureHealth.getDefaultInstance()),
  /** {@code StorageEvent}, key: camera. */
  STORAGE("storage", Duration.ofDays(30), StorageEvent.getDefaultInstance()),
  /** {@code SensorEvent}, key: vantage point and sensor. */
  SENSORS("sensors", Duration.ofDays(7), SensorEvent.getDefaultInstance()),
  /** {@code StreamQuality}, key: stream. */
  STREAM_QUALITY("stream-quality", Duration.ofDays(3), StreamQuality.getDefaultInstance()),
  /** {@code DeadLetter}, key: stage. */
  DEAD_LETTERS("dead-letters", Duration.ofDays(14), DeadLetter.getDefaultInstance()),
  /** {@code TcpEvent}, key: connection. */
  TCP("tcp", Duration.ofDays(3), TcpEvent.getDefaultInstance()),
  /** {@code StreamChangeEvent}, key: vantage point and channel. */
  STREAM_CHANGES("stream-changes", Duration.ofDays(7), StreamChangeEvent.getDefaultInstance()),
  /** {@code AudioFrameEvent}, key: stream. */
  AUDIO_FRAMES("audio-frames", Duration.ofDays(3), AudioFrameEvent.getDefaultInstance()),
  /** {@code WirelessEvent}, key: vantage point and station. */
  WIRELESS("wireless", Duration.ofDays(3), WirelessEvent.getDefaultInstance());

  private final String topicName;
  private final Duration retention;
  private final Message message;

  Topic(String topicName, Duration retention, Message message) {
    this.topicName = topicName;
    this.retention = retention;
    this.message = message;
  }

  /** The topic's name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** How long records are kept. */
  public Duration retention() {
    return retention;
  }

  /** The topic's message type, as its default instance. */
  public Message message() {
    return message;
  }

  /**
   * Reads a record's value.
   *
   * @throws InvalidProtocolBufferException when the bytes are none of the topic's message
   */
  public Message parse(byte[] value) throws InvalidProtocolBufferException {
    return message.getParserForType().parseFrom(value);
  }

  /** The topic of that name. */
  public static Optional<Topic> named(String topicName) {
    return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
  }

  /**
   * The topic's settings. Retention counts from the time of append: an agent's clock that is wrong,
   * or a capture file of last year, must not make records fall to retention at once. {@code
   * producer} keeps the compression that the agent chose.
   */
  public Map<String, String> settings() {
    return Map.of(
        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
        TopicConfig.COMPRESSION_TYPE_CONFIG, "producer",
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
  }
}
