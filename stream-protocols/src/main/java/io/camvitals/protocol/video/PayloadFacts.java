package io.camvitals.protocol.video;

/**
 * Bits of what {@link PayloadFormat#inspect} tells. {@link #FRAME_START} and {@link #KEY_FRAME}
 * have the values that they have in packet events.
 */
public final class PayloadFacts {
  /**
   * An access unit may begin with a NAL unit that begins in this packet: a delimiter, a parameter
   * set, an SEI message, or the first slice of a picture (ITU-T H.264 section 7.4.1.2.3, H.265
   * section 7.4.2.4.4). Several packets of one frame may say so; the first of them, by its RTP
   * timestamp, is the beginning.
   */
  public static final int FRAME_START = 1 << 1;

  /** Carries a part of a picture at which a decoder can begin (H.264 IDR, H.265 IRAP, any JPEG). */
  public static final int KEY_FRAME = 1 << 2;

  /** Carries (a part of) a sequence, picture or video parameter set. */
  public static final int PARAMETER_SETS = 1 << 8;

  /** Carries a part of a coded picture. */
  public static final int PICTURE = 1 << 9;

  /** The first fragment of a fragmented NAL unit. */
  public static final int FRAGMENT_START = 1 << 10;

  /** The last fragment of a fragmented NAL unit. */
  public static final int FRAGMENT_END = 1 << 11;

  /**
   * The payload breaks its format's rules; the other bits tell what was read before. Of a payload
   * that a capture cut short this says nothing.
   */
  public static final int MALFORMED = 1 << 12;

  /** Holds the beginning of a slice (or picture) that is predicted from nothing else: I. */
  public static final int INTRA = 1 << 13;

  /** Holds the beginning of a slice that is predicted from another picture: P. */
  public static final int PREDICTED = 1 << 14;

  /** Holds the beginning of a slice that is predicted from up to two others: B. */
  public static final int BIPREDICTED = 1 << 15;

  /** Carries a part of a picture that no other one is predicted from. */
  public static final int DISPOSABLE = 1 << 16;

  private PayloadFacts() {}
}
