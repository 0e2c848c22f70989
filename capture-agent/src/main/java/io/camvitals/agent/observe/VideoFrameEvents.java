package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.FrameState;
import io.camvitals.event.v1.PictureType;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VideoFormat;
import io.camvitals.metrics.frame.FrameMeasure;
import io.camvitals.protocol.video.FrameFacts;
import io.camvitals.protocol.video.VideoParameters;
import java.util.function.Consumer;

/** Publishes each frame of one video stream. One thread at a time. */
final class VideoFrameEvents implements Consumer<VideoFrame> {
  private final String key;
  private final EventPublisher publisher;
  private final boolean tellsKeyFrames;
  private StreamIdentity stream;
  private long published;

  VideoFrameEvents(StreamIdentity stream, String key, EventPublisher publisher) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
    this.tellsKeyFrames = MediaKind.hasKeyFrames(stream);
  }

  /** More was learned of the stream. */
  void identity(StreamIdentity learned) {
    stream = learned;
  }

  @Override
  public void accept(VideoFrame frame) {
    FrameFacts facts = frame.facts();
    FrameMeasure measure = frame.measure();
    FrameEvent.Builder event =
        FrameEvent.newBuilder()
            .setStream(stream)
            .setRtpTimestamp(facts.rtpTimestamp())
            .setFirstArrivalNs(facts.firstArrivalNs())
            .setLastArrivalNs(facts.lastArrivalNs())
            .setPackets(facts.packets())
            .setPacketsMissing(facts.packetsMissing())
            .setSize(facts.size())
            .setKeyFrame(facts.keyFrame())
            .setComplete(facts.complete())
            .setCaptureTimeNs(facts.captureTimeNs())
            .setFrameNumber(facts.frameNumber())
            .setPictureType(type(facts))
            .setState(state(measure))
            .setDisposable(facts.isDisposable())
            .setParameterSets(facts.hasParameterSets())
            .setCaptureLoss(frame.captureLoss())
            .setEventNumber(published++);
    if (measure.keyFrameIntervalNs() >= 0) {
      event.setKeyFrameIntervalNs(measure.keyFrameIntervalNs());
      event.setKeyFrameDistance(measure.keyFrameDistance());
    }
    frame.format().ifPresent(format -> event.setFormat(format(format)));
    publisher.publish(Topic.FRAMES, key, event.build().toByteArray());
  }

  private static PictureType type(FrameFacts facts) {
    return switch (facts.pictureType()) {
      case INTRA -> PictureType.PICTURE_TYPE_INTRA;
      case PREDICTED -> PictureType.PICTURE_TYPE_PREDICTED;
      case BIPREDICTED -> PictureType.PICTURE_TYPE_BIPREDICTED;
      case UNKNOWN -> PictureType.PICTURE_TYPE_UNSPECIFIED;
    };
  }

  private FrameState state(FrameMeasure measure) {
    return switch (measure.place()) {
      case INTACT -> FrameState.FRAME_STATE_INTACT;
      case DAMAGED -> FrameState.FRAME_STATE_DAMAGED;
      case SPOILT -> FrameState.FRAME_STATE_SPOILT;
      case UNANCHORED ->
          tellsKeyFrames ? FrameState.FRAME_STATE_UNANCHORED : FrameState.FRAME_STATE_UNSPECIFIED;
    };
  }

  private static VideoFormat format(VideoParameters parameters) {
    VideoFormat.Builder format =
        VideoFormat.newBuilder().setWidth(parameters.width()).setHeight(parameters.height());
    if (parameters.profile() >= 0) {
      format.setProfile(parameters.profile());
    }
    if (parameters.level() >= 0) {
      format.setLevel(parameters.level());
    }
    if (!Double.isNaN(parameters.frameRate())) {
      format.setFrameRate(parameters.frameRate());
    }
    if (parameters.quality() >= 0) {
      format.setQuality(parameters.quality());
    }
    return format.build();
  }
}
