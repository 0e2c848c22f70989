package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.StreamIdentity;
import java.util.function.Consumer;

/** Publishes each second of one stream of sound. One thread at a time. */
final class AudioFrameEvents implements Consumer<AudioSecond> {
  private final String key;
  private final EventPublisher publisher;
  private final StreamIdentity stream;
  private long published;

  AudioFrameEvents(StreamIdentity stream, String key, EventPublisher publisher) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
  }

  @Override
  public void accept(AudioSecond second) {
    AudioFrameEvent.Builder event =
        AudioFrameEvent.newBuilder()
            .setStream(stream)
            .setEventNumber(published++)
            .setSecondStartNs(second.startNs())
            .setPackets(second.packets())
            .setBytes(second.bytes())
            .setFrames(second.frames())
            .setUnreadPackets(second.unreadPackets())
            .setPacketsMissing(second.packetsMissing());
    if (second.mediaDurationNs() >= 0) {
      event.setMediaDurationNs(second.mediaDurationNs());
    }
    publisher.publish(Topic.AUDIO_FRAMES, key, event.build().toByteArray());
  }
}
