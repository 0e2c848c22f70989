package io.camvitals.event.document;

/**
 * The fields of a document of one window of one interface that an agent listens on, besides {@link
 * CommonField}. Counts are of the heartbeats within the window, each since the one before.
 */
public enum CaptureHealthField implements DocumentField {
  /** Packets that came: those accepted and those rejected. */
  HEALTH_PACKETS_SEEN("health.packets_seen"),
  /** Packets taken. */
  HEALTH_PACKETS_ACCEPTED("health.packets_accepted"),
  /** Packets not taken, for any reason. */
  HEALTH_PACKETS_REJECTED("health.packets_rejected"),
  /** The same by reason: an object whose members are named by the reasons. */
  HEALTH_REJECTED("health.rejected"),
  /** Packets that the kernel dropped before the agent read them. */
  HEALTH_KERNEL_DROPPED("health.kernel_dropped"),
  /** Packets that the interface or its driver dropped. */
  HEALTH_INTERFACE_DROPPED("health.interface_dropped"),
  /** Packets in batches that the agent let go because Kafka was away. */
  HEALTH_QUEUE_DROPPED("health.queue_dropped"),
  /** The most records that waited for Kafka. */
  HEALTH_QUEUE_RECORDS_MAX("health.queue_records_max"),
  /** Their bytes, at most. */
  HEALTH_QUEUE_BYTES_MAX("health.queue_bytes_max"),
  /** Streams with a packet in the last second, at the last heartbeat. */
  HEALTH_ACTIVE_STREAMS("health.active_streams"),
  /**
   * The agent's clock minus a reference clock, milliseconds, at the last heartbeat; absent when
   * unknown.
   */
  HEALTH_CLOCK_OFFSET_MS("health.clock_offset_ms"),
  /** False when the interface was down or not open at any heartbeat. */
  HEALTH_CAPTURING("health.capturing");

  private final String fieldName;

  CaptureHealthField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
