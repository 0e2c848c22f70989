package io.camvitals.agent.source.packet;

/** Takes each IEEE 802.11 frame of a capture, of whatever kind. */
@FunctionalInterface
public interface WirelessObserver {
  /** The frame is valid during the call only. */
  void frame(WirelessFrame frame);
}
