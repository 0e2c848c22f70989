package io.camvitals.agent.source.packet;

import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.protocol.video.StaticPayloadTypes;
import java.util.Map;
import java.util.Set;

/**
 * RTP clock rates by payload type: those that the user names first, then the static ones of RFC
 * 3551.
 */
public final class PayloadTypeClocks {
  private final int[] rates = new int[128];
  private final Set<Integer> configured;

  /**
   * @param named clock rates in units per second by payload type, 0 to 127
   * @throws IllegalArgumentException for a payload type or rate that cannot be
   */
  public PayloadTypeClocks(Map<Integer, Integer> named) {
    configured = Set.copyOf(named.keySet());
    for (int payloadType = 0; payloadType < rates.length; payloadType++) {
      rates[payloadType] = StaticPayloadTypes.clockRate(payloadType);
    }
    named.forEach(
        (payloadType, rate) -> {
          if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException(
                "payload type " + payloadType + " is not within 0 to 127");
          }
          if (rate < 1) {
            throw new IllegalArgumentException(
                "clock rate " + rate + " of payload type " + payloadType + " is below 1");
          }
          rates[payloadType] = rate;
        });
  }

  /** Units per second; 0 when unknown. */
  public int clockRate(int payloadType) {
    return rates[payloadType];
  }

  /** From where {@link #clockRate} is known; unspecified when it is not. */
  public ClockRateSource source(int payloadType) {
    if (rates[payloadType] == 0) {
      return ClockRateSource.CLOCK_RATE_SOURCE_UNSPECIFIED;
    }
    return configured.contains(payloadType)
        ? ClockRateSource.CLOCK_RATE_SOURCE_CONFIGURED
        : ClockRateSource.CLOCK_RATE_SOURCE_STATIC;
  }
}
