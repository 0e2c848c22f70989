package io.camvitals.agent.source.packet;

import io.camvitals.protocol.mpegts.TransportPacketSize;
import io.camvitals.protocol.rtp.RtpPacket;

/**
 * Looks whether packets of a dynamic payload type carry an MPEG transport stream (RFC 2250 section
 * 2): every payload must divide into packets that begin with a sync byte.
 */
final class TransportStreamEvidence {
  private static final int REQUIRED_PACKETS = 3;

  private int packets;
  private boolean possible = true;

  void packet(RtpPacket packet) {
    if (packet.payloadLength() == 0 || !possible) {
      return;
    }
    packets++;
    possible =
        TransportPacketSize.of(
                packet.buffer(),
                packet.payloadOffset(),
                packet.capturedPayloadLength(),
                packet.payloadLength())
            == TransportPacketSize.PLAIN;
  }

  boolean isProven() {
    return possible && packets >= REQUIRED_PACKETS;
  }
}
