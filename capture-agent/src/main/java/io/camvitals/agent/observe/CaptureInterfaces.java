package io.camvitals.agent.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The counters of each interface of this agent. Safe for use by several threads. */
public final class CaptureInterfaces {
  private final Map<String, CaptureCounters> counters = new ConcurrentSkipListMap<>();

  /** The counters of that interface; the same object each time. */
  public CaptureCounters counters(String interfaceName) {
    CaptureCounters existing = counters.get(interfaceName);
    return existing != null
        ? existing
        : counters.computeIfAbsent(interfaceName, unseen -> new CaptureCounters());
  }

  /** Every interface that has counters, by name. */
  public Map<String, CaptureCounters> all() {
    return Map.copyOf(counters);
  }
}
