package io.camvitals.simulator.fault;

/**
 * What happens to one packet.
 *
 * @param lost never leaves; then the rest does not matter
 * @param delayNs how much later it leaves
 * @param overtakers how many packets must leave before it; 0: none
 * @param duplicated leaves twice
 */
public record PacketFate(boolean lost, long delayNs, int overtakers, boolean duplicated) {}
