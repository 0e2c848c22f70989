package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;

/**
 * The frames of one stream, of pictures or of sound, on their way to Kafka. One thread at a time.
 */
final class StreamFrameEvents {
  private final VideoFrameEvents videoEvents;
  private final VideoFrames video;
  private final AudioFrames audio;

  StreamFrameEvents(
      StreamIdentity stream, MediaFormat signalled, String key, EventPublisher publisher) {
    boolean pictures = MediaKind.of(stream) == MediaKind.VIDEO;
    videoEvents = pictures ? new VideoFrameEvents(stream, key, publisher) : null;
    video = pictures ? new VideoFrames(stream, signalled, true, videoEvents) : null;
    audio = AudioFrames.of(stream, signalled, new AudioFrameEvents(stream, key, publisher));
  }

  /** Takes one packet; returns its {@link PacketFlags#FRAME_START} and KEY_FRAME. */
  int packet(RtpPacket packet, long arrivalNs) {
    if (audio != null) {
      audio.packet(packet, arrivalNs);
    }
    return video == null ? 0 : video.packet(packet, arrivalNs);
  }

  /** More was learned of the stream. */
  void identity(StreamIdentity learned) {
    if (videoEvents != null) {
      videoEvents.identity(learned);
    }
  }

  /** Packets of this stream may have been missed just now. */
  void captureDropped() {
    if (video != null) {
      video.captureDropped();
    }
  }

  /** No packet came for some hundred milliseconds. */
  void pausing() {
    if (video != null) {
      video.silent();
    }
  }

  /** No packet came for more than a second. */
  void silent() {
    if (audio != null) {
      audio.flush();
    }
  }

  /** The stream has ended: what is open is published. */
  void flush() {
    if (video != null) {
      video.flush();
    }
    if (audio != null) {
      audio.flush();
    }
  }
}
