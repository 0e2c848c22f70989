package io.camvitals.agent.configuration;

import java.time.Duration;

/**
 * What holds for all cameras.
 *
 * @param timeout how long a camera may take to connect, to answer, or to send anything at all
 * @param reconnectMaximum longest wait between two attempts
 * @param receiveBufferBytes asked of the kernel for each UDP socket
 */
public record RtspConfiguration(
    Duration timeout, Duration reconnectMaximum, int receiveBufferBytes) {}
