package io.camvitals.agent.source.live;

/**
 * How to listen on a network interface.
 *
 * @param filter in the language of pcap-filter(7); empty for all packets
 * @param bufferBytes of the kernel's buffer; small ones drop packets in bursts
 * @param snapshotLength bytes kept of each frame; 0 for whole frames
 * @param promiscuous take frames for other stations too, as on a mirror port
 * @param immediate hand over each packet as it comes, at more processor time, instead of gathering
 *     them for a tenth of a second; their times are the kernel's either way
 */
public record LiveCaptureSettings(
    String filter, int bufferBytes, int snapshotLength, boolean promiscuous, boolean immediate) {
  /** Whole packets of all kinds, and a buffer of 64 MiB. */
  public static final LiveCaptureSettings DEFAULT =
      new LiveCaptureSettings("", 64 << 20, 0, true, false);
}
