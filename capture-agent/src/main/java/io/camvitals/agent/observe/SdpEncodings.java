package io.camvitals.agent.observe;

import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.RtpMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the payload types of a described track stand for. */
public final class SdpEncodings {
  private SdpEncodings() {}

  /** By payload type: those of {@code m=} and of {@code a=rtpmap}. */
  public static Map<Integer, Encoding> of(MediaDescription description) {
    Set<Integer> types = new LinkedHashSet<>(description.payloadTypes());
    types.addAll(description.rtpMaps().keySet());
    Map<Integer, Encoding> encodings = new HashMap<>();
    types.forEach(type -> encodings.put(type, encoding(type, description)));
    return encodings;
  }

  private static Encoding encoding(int payloadType, MediaDescription description) {
    return description
        .rtpMap(payloadType)
        .map(
            map ->
                new Encoding(
                    map.encoding().toUpperCase(Locale.ROOT),
                    map.clockRate(),
                    clockRateSource(map, description),
                    new MediaFormat(map.channels(), description.parameters(payloadType).values())))
        .orElse(Encoding.UNKNOWN);
  }

  private static ClockRateSource clockRateSource(RtpMap map, MediaDescription description) {
    if (map.clockRate() == 0) {
      return ClockRateSource.CLOCK_RATE_SOURCE_UNSPECIFIED;
    }
    return description.rtpMaps().containsKey(map.payloadType())
        ? ClockRateSource.CLOCK_RATE_SOURCE_SDP
        : ClockRateSource.CLOCK_RATE_SOURCE_STATIC;
  }
}
