package io.camvitals.agent.analyze;

import java.util.Locale;

/** From where a stream's clock rate is known. */
enum ClockRateSource {
  SDP,
  STATIC,
  CONFIGURED,
  INFERRED,
  UNKNOWN;

  static ClockRateSource of(io.camvitals.event.v1.ClockRateSource source) {
    return switch (source) {
      case CLOCK_RATE_SOURCE_SDP -> SDP;
      case CLOCK_RATE_SOURCE_STATIC -> STATIC;
      case CLOCK_RATE_SOURCE_CONFIGURED -> CONFIGURED;
      case CLOCK_RATE_SOURCE_INFERRED -> INFERRED;
      case CLOCK_RATE_SOURCE_UNSPECIFIED, UNRECOGNIZED -> UNKNOWN;
    };
  }

  /** As it stands in reports: {@code sdp}, {@code static} ... */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
