package io.camvitals.agent.configuration;

import java.time.Duration;

/**
 * When a batch of packets is closed: at whichever comes first.
 *
 * @param packets rows, 1 to 4,096
 * @param age time since its first packet
 */
public record BatchConfiguration(int packets, Duration age) {}
