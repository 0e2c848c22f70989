package io.camvitals.simulator.stream;

import io.camvitals.simulator.truth.PacketTruth;

/**
 * An RTP packet on its way out.
 *
 * @param bytes the whole packet, not to be changed
 * @param truth is told what became of it
 */
record OutgoingPacket(byte[] bytes, PacketTruth truth) {}
