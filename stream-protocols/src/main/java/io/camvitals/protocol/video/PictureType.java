package io.camvitals.protocol.video;

import java.util.Locale;

/** What a picture is predicted from, as far as the headers of its slices that came tell. */
public enum PictureType {
  /** From nothing but itself: I. */
  INTRA,
  /** From one other picture a block: P. */
  PREDICTED,
  /** From up to two: B. */
  BIPREDICTED,
  /** No slice header came, or the codec does not say it where it can be read. */
  UNKNOWN;

  /** The type of a picture some packets of which have these {@link PayloadFacts}. */
  public static PictureType of(int facts) {
    if ((facts & PayloadFacts.BIPREDICTED) != 0) {
      return BIPREDICTED;
    }
    if ((facts & PayloadFacts.PREDICTED) != 0) {
      return PREDICTED;
    }
    return (facts & PayloadFacts.INTRA) != 0 ? INTRA : UNKNOWN;
  }

  /** {@code intra}, {@code predicted}, {@code bipredicted} or {@code unknown}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
