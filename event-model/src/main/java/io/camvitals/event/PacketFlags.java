package io.camvitals.event;

/** Bits of the {@code flags} column of a {@code PacketBatch}. */
public final class PacketFlags {
  /** The RTP marker bit (RFC 3550 section 5.1). */
  public static final int MARKER = 1;

  /** The first packet of a frame, by its payload format's rules or by a new RTP timestamp. */
  public static final int FRAME_START = 1 << 1;

  /** The packet carries a part of a key frame (H.264 IDR, H.265 IRAP). */
  public static final int KEY_FRAME = 1 << 2;

  /** The RTP padding bit was set. */
  public static final int PADDING = 1 << 3;

  /** An RTP header extension was present. */
  public static final int EXTENSION = 1 << 4;

  private PacketFlags() {}
}
