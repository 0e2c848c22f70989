package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;

/** The open batch of one stream. Not thread-safe: {@link PublishingStreamObserver} locks. */
final class PacketBatcher {
  private final PacketBatchBuilder builder;
  private final String key;
  private final EventPublisher publisher;
  private long openedAtTick;

  PacketBatcher(StreamIdentity stream, String key, int packets, EventPublisher publisher) {
    this.builder = new PacketBatchBuilder(stream, packets);
    this.key = key;
    this.publisher = publisher;
  }

  /**
   * Appends one packet, and closes the batch when it is full.
   *
   * @param payloadFlags {@link PacketFlags#FRAME_START} and {@link PacketFlags#KEY_FRAME}
   * @param tick the ticker's count now
   */
  void append(RtpPacket packet, long arrivalNs, int wireSize, int payloadFlags, long tick) {
    if (builder.rows() == 0) {
      openedAtTick = tick;
    }
    builder.append(
        arrivalNs,
        packet.sequenceNumber(),
        packet.timestamp(),
        packet.payloadLength(),
        wireSize - packet.payloadLength(),
        payloadFlags
            | (packet.marker() ? PacketFlags.MARKER : 0)
            | (packet.padding() ? PacketFlags.PADDING : 0)
            | (packet.extension() ? PacketFlags.EXTENSION : 0));
    if (builder.isFull()) {
      publish();
    }
  }

  /** Packets that the agent missed; they travel with the batch that is closed next. */
  void captureDropped(long packets, long tick) {
    if (builder.isEmpty()) {
      openedAtTick = tick;
    }
    builder.addCaptureDropped(packets);
  }

  /** More was learned of the stream. */
  void identity(StreamIdentity learned) {
    builder.identity(learned);
  }

  /** Closes the batch when it was opened at that tick or before. */
  void closeIfOpenedBy(long tick) {
    if (!builder.isEmpty() && openedAtTick <= tick) {
      publish();
    }
  }

  /** True when there is neither a packet nor a loss that was not published. */
  boolean isEmpty() {
    return builder.isEmpty();
  }

  private void publish() {
    publisher.publish(Topic.PACKETS, key, builder.build());
  }
}
