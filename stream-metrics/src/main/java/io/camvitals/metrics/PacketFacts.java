package io.camvitals.metrics;

/**
 * Bits of the {@code flags} of {@link StreamMeter#observe}. They are those of the event model's
 * {@code PacketFlags}, restated because this module imports nothing.
 */
public final class PacketFacts {
  /** The RTP marker bit (RFC 3550 section 5.1). */
  public static final int MARKER = 1;

  /** The first packet of a frame. */
  public static final int FRAME_START = 1 << 1;

  /** The packet carries a part of a key frame (H.264 IDR, H.265 IRAP). */
  public static final int KEY_FRAME = 1 << 2;

  private PacketFacts() {}
}
