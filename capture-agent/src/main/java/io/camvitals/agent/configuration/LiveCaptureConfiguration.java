package io.camvitals.agent.configuration;

/**
 * One network interface to listen on, such as the mirror port of a switch.
 *
 * @param interfaceName as the system names it
 * @param filter in the language of pcap-filter(7)
 * @param bufferBytes asked of the kernel
 * @param snapshotLength bytes kept of each frame; 0 for the whole frame
 * @param promiscuous frames for other stations too
 * @param immediate each packet as it comes
 */
public record LiveCaptureConfiguration(
    String interfaceName,
    String filter,
    int bufferBytes,
    int snapshotLength,
    boolean promiscuous,
    boolean immediate) {}
