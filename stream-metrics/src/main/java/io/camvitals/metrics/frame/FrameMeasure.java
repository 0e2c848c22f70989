package io.camvitals.metrics.frame;

import io.camvitals.metrics.Figures;

/**
 * What is counted of one frame.
 *
 * @param size payload bytes that came
 * @param packets that came
 * @param packetsMissing within the frame
 * @param durationNs from its first packet to its last
 * @param damaged a packet is missing, or an end was not seen
 * @param place in the chain of references
 * @param keyFrameIntervalNs of a key frame, since the one before; -1 when there was none
 * @param keyFrameDistance of a key frame, frames since the one before; -1 when there was none
 */
public record FrameMeasure(
    FrameType type,
    long size,
    int packets,
    int packetsMissing,
    long durationNs,
    boolean keyFrame,
    boolean damaged,
    FrameChain.Place place,
    long keyFrameIntervalNs,
    int keyFrameDistance) {

  /** Adds the frame to the figures of its span. */
  public void addTo(Figures<FrameFigure> figures) {
    figures.add(type.frames(), 1);
    figures.add(type.bytes(), size);
    figures.add(type.bytesMax(), size);
    figures.add(FrameFigure.PACKETS_MISSING, packetsMissing);
    figures.add(FrameFigure.DAMAGED, damaged ? 1 : 0);
    figures.add(FrameFigure.SPOILT, place == FrameChain.Place.SPOILT ? 1 : 0);
    figures.add(FrameFigure.UNANCHORED, place == FrameChain.Place.UNANCHORED ? 1 : 0);
    if (!keyFrame) {
      return;
    }
    figures.add(FrameFigure.KEY_FRAMES, 1);
    figures.add(FrameFigure.DAMAGED_KEY_FRAMES, damaged ? 1 : 0);
    figures.add(FrameFigure.KEY_FRAME_BYTES, size);
    figures.add(FrameFigure.KEY_FRAME_BYTES_MAX, size);
    figures.add(FrameFigure.KEY_FRAME_PACKETS, packets);
    figures.add(FrameFigure.KEY_FRAME_PACKETS_MAX, packets);
    figures.add(FrameFigure.KEY_FRAME_DURATION_SUM_NS, durationNs);
    figures.add(FrameFigure.KEY_FRAME_DURATION_MAX_NS, durationNs);
    if (keyFrameIntervalNs >= 0) {
      figures.add(FrameFigure.KEY_FRAME_INTERVALS, 1);
      figures.add(FrameFigure.KEY_FRAME_INTERVAL_SUM_NS, keyFrameIntervalNs);
      figures.add(FrameFigure.KEY_FRAME_INTERVAL_MIN_NS, keyFrameIntervalNs);
      figures.add(FrameFigure.KEY_FRAME_INTERVAL_MAX_NS, keyFrameIntervalNs);
      figures.add(FrameFigure.KEY_FRAME_DISTANCE_SUM, keyFrameDistance);
      figures.add(FrameFigure.KEY_FRAME_DISTANCE_MAX, keyFrameDistance);
    }
  }
}
