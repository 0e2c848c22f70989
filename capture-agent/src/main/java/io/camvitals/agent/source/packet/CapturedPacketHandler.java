package io.camvitals.agent.source.packet;

/** Takes packets one by one in the order of the capture. */
@FunctionalInterface
public interface CapturedPacketHandler {
  /** The packet is valid during the call only. */
  void packet(CapturedPacket packet);
}
