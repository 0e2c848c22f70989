package io.camvitals.simulator.media;

import java.util.Map;

/**
 * All that a camera of one profile can show.
 *
 * @param sequenceParameterSet NAL unit, valid for every clip
 * @param pictureParameterSet NAL unit, valid for every clip
 * @param clips one for each kind
 */
public record ClipSet(
    byte[] sequenceParameterSet, byte[] pictureParameterSet, Map<ClipKind, Clip> clips) {

  /** The clip of a kind. */
  public Clip clip(ClipKind kind) {
    return clips.get(kind);
  }
}
