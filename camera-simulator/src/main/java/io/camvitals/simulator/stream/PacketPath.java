package io.camvitals.simulator.stream;

import io.camvitals.simulator.truth.PacketTruth;

/** The way from a camera to one client. Nothing here blocks. */
public interface PacketPath extends AutoCloseable {
  /**
   * Hands over an RTP packet. Its truth is told, now or later, that it was sent or that it failed.
   *
   * @param packet not to be changed afterwards
   */
  void sendRtp(byte[] packet, PacketTruth truth);

  /** Hands over an RTCP packet; whether it leaves is not counted. */
  void sendRtcp(byte[] packet);

  /** Whether all that was handed over has left or failed. */
  boolean idle();

  /** Whether packets cannot overtake one another. */
  boolean keepsOrder();

  /** Gives back what it holds of the operating system. */
  @Override
  void close();
}
