package io.camvitals.agent.observe;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.agent.publish.LetGoListener;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.PacketBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A publisher that keeps what it takes in memory, or lets it go when told to. */
public final class RecordedEvents implements EventPublisher {
  /** One record. */
  public record Published(Topic topic, String key, byte[] value) {}

  private final List<Published> records = new CopyOnWriteArrayList<>();
  private volatile LetGoListener listener = LetGoListener.NONE;
  private volatile boolean lettingGo;

  /** From now on nothing is kept; or it is again. */
  public void letGo(boolean all) {
    lettingGo = all;
  }

  @Override
  public void publish(Topic topic, String key, byte[] value) {
    if (lettingGo) {
      listener.letGo(topic, key, value);
    } else {
      records.add(new Published(topic, key, value));
    }
  }

  @Override
  public void onLetGo(LetGoListener letGoListener) {
    listener = letGoListener;
  }

  /** What was published to a topic. */
  public List<Published> of(Topic topic) {
    return records.stream().filter(published -> published.topic() == topic).toList();
  }

  /** The batches published. */
  public List<PacketBatch> batches() {
    List<PacketBatch> batches = new ArrayList<>();
    for (Published published : of(Topic.PACKETS)) {
      try {
        batches.add(PacketBatch.parseFrom(published.value()));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return batches;
  }

  @Override
  public void close() {}
}
