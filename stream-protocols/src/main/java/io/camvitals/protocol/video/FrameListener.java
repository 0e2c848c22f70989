package io.camvitals.protocol.video;

/** Takes the frames of one stream, in the order of their sequence numbers. */
@FunctionalInterface
public interface FrameListener {
  void frame(FrameFacts frame);
}
