package io.camvitals.jobs.frame;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.FrameState;
import io.camvitals.jobs.record.EventReader;
import io.camvitals.metrics.frame.FrameChain.Place;
import io.camvitals.metrics.frame.FrameMeasure;
import io.camvitals.metrics.frame.FrameType;

/** Reads events of frames. */
public final class FrameEvents implements EventReader<FrameEvent> {
  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  @Override
  public FrameEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return FrameEvent.parseFrom(value);
  }

  /** What is counted of the frame. */
  static FrameMeasure measure(FrameEvent event) {
    return new FrameMeasure(
        type(event),
        event.getSize(),
        event.getPackets(),
        event.getPacketsMissing(),
        Math.max(0, event.getLastArrivalNs() - event.getFirstArrivalNs()),
        event.getKeyFrame(),
        isDamaged(event),
        place(event),
        event.hasKeyFrameIntervalNs() ? event.getKeyFrameIntervalNs() : UNKNOWN,
        event.hasKeyFrameDistance() ? event.getKeyFrameDistance() : (int) UNKNOWN);
  }

  /** Agents of an earlier version tell no state, and number no events. */
  private static boolean isDamaged(FrameEvent event) {
    return event.hasEventNumber()
        ? event.getState() == FrameState.FRAME_STATE_DAMAGED
        : !event.getComplete();
  }

  private static FrameType type(FrameEvent event) {
    return switch (event.getPictureType()) {
      case PICTURE_TYPE_INTRA -> FrameType.INTRA;
      case PICTURE_TYPE_PREDICTED -> FrameType.PREDICTED;
      case PICTURE_TYPE_BIPREDICTED -> FrameType.BIPREDICTED;
      case PICTURE_TYPE_UNSPECIFIED, UNRECOGNIZED -> FrameType.UNKNOWN;
    };
  }

  private static Place place(FrameEvent event) {
    return switch (event.getState()) {
      case FRAME_STATE_SPOILT -> Place.SPOILT;
      case FRAME_STATE_UNANCHORED -> Place.UNANCHORED;
      case FRAME_STATE_DAMAGED -> Place.DAMAGED;
      case FRAME_STATE_INTACT, FRAME_STATE_UNSPECIFIED, UNRECOGNIZED -> Place.INTACT;
    };
  }
}
