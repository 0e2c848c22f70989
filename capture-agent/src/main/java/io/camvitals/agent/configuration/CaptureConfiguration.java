package io.camvitals.agent.configuration;

import java.util.List;
import java.util.Map;

/**
 * Packets that are seen without being asked for.
 *
 * @param clockRates RTP timestamp units per second by dynamic payload type, which nothing on the
 *     wire tells
 */
public record CaptureConfiguration(
    List<LiveCaptureConfiguration> interfaces,
    List<FileCaptureConfiguration> files,
    Map<Integer, Integer> clockRates) {
  public CaptureConfiguration {
    interfaces = List.copyOf(interfaces);
    files = List.copyOf(files);
    clockRates = Map.copyOf(clockRates);
  }

  boolean isEmpty() {
    return interfaces.isEmpty() && files.isEmpty();
  }
}
