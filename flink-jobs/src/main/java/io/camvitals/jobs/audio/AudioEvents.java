package io.camvitals.jobs.audio;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.jobs.record.EventReader;

/** Reads events of seconds of sound. */
public final class AudioEvents implements EventReader<AudioFrameEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public AudioFrameEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return AudioFrameEvent.parseFrom(value);
  }
}
