package io.camvitals.agent.observe;

import java.util.Map;

/**
 * What signalling says of a payload type beyond its encoding name and clock rate.
 *
 * @param channels of audio; 1 when nothing was said
 * @param parameters of {@code a=fmtp} by lower-case name, see {@link
 *     io.camvitals.protocol.sdp.FormatParameters}; empty when there are none
 */
public record MediaFormat(int channels, Map<String, String> parameters) {
  /** Nothing was signalled. */
  public static final MediaFormat UNKNOWN = new MediaFormat(1, Map.of());

  public MediaFormat {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter's value; empty when absent. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
