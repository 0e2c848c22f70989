package io.camvitals.agent.publish;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.Topic;

/** How many packets a record stands for. */
final class PacketCount {
  private PacketCount() {}

  /** Packets in the batch; 0 for a record of another topic. */
  static long of(Topic topic, byte[] value) {
    if (topic != Topic.PACKETS) {
      return 0;
    }
    PacketBatchColumns columns = new PacketBatchColumns();
    try {
      columns.decode(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the agent made a batch that it cannot read", e);
    }
    return columns.rows();
  }
}
