package io.camvitals.agent.source.signal;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The UDP flows that were announced and not yet forgotten: at most {@value #MOST_FLOWS}, the oldest
 * making way, each for {@value #SILENT_MINUTES} minutes of silence.
 */
public final class SignalledFlows {
  private static final int MOST_FLOWS = 8_192;
  private static final int SILENT_MINUTES = 5;
  private static final long SILENT_NS = TimeUnit.MINUTES.toNanos(SILENT_MINUTES);

  private final Map<FlowKey, SignalledFlow> flows = new LinkedHashMap<>();

  /** Ports of the keys, so that what nobody announced is seen not to be without an allocation. */
  private final BitSet destinationPorts = new BitSet(1 << 16);

  private final BitSet sourcePorts = new BitSet(1 << 16);
  private long unclaimed;

  /**
   * Where a track's packets go.
   *
   * @param sourceHigh with the other half 0 when any source may send
   * @param sourcePort 0 when unknown; with it, packets are found though a translator changed their
   *     destination port (NAT)
   * @param rtcpPort of the destination; 0 when RTCP has no port of its own
   */
  public record Route(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort,
      int rtcpPort,
      int sourceRtcpPort) {}

  /** Announces a track; an older announcement of the same place is forgotten. */
  public void announce(SignalledTrack track, Route route, long nowNs) {
    announce(track, route, null, nowNs);
  }

  /**
   * Announces a track of a session.
   *
   * @param activity is told of its packets; null when nobody wants to know
   */
  public void announce(SignalledTrack track, Route route, MediaActivity activity, long nowNs) {
    SignalledFlow rtp = new SignalledFlow(track, null, nowNs);
    rtp.setActivity(activity);
    put(route, route.destinationPort(), route.sourcePort(), rtp);
    if (!track.rtcpMultiplexed() && route.rtcpPort() > 0) {
      SignalledFlow rtcp = new SignalledFlow(track, rtp, nowNs);
      put(route, route.rtcpPort(), route.sourceRtcpPort(), rtcp);
    }
  }

  private void put(Route route, int destinationPort, int sourcePort, SignalledFlow flow) {
    if (destinationPort > 0) {
      destinationPorts.set(destinationPort);
      put(
          new FlowKey(
              route.sourceHigh(),
              route.sourceLow(),
              0,
              route.destinationHigh(),
              route.destinationLow(),
              destinationPort),
          flow);
    }
    if (sourcePort > 0 && (route.sourceHigh() | route.sourceLow()) != 0) {
      sourcePorts.set(sourcePort);
      put(
          new FlowKey(
              route.sourceHigh(),
              route.sourceLow(),
              sourcePort,
              route.destinationHigh(),
              route.destinationLow(),
              0),
          flow);
    }
  }

  private void put(FlowKey key, SignalledFlow flow) {
    forget(flows.remove(key));
    if (flows.size() >= MOST_FLOWS) {
      Iterator<SignalledFlow> oldest = flows.values().iterator();
      forget(oldest.next());
      oldest.remove();
    }
    flows.put(key, flow);
  }

  /** The announced flow that these packets are of; null when there is none. */
  public SignalledFlow find(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort,
      long nowNs) {
    SignalledFlow found = null;
    if (destinationPorts.get(destinationPort)) {
      found =
          flows.get(
              new FlowKey(
                  sourceHigh, sourceLow, 0, destinationHigh, destinationLow, destinationPort));
      if (found == null) {
        found = flows.get(new FlowKey(0, 0, 0, destinationHigh, destinationLow, destinationPort));
      }
    }
    if (found == null && sourcePorts.get(sourcePort)) {
      found =
          flows.get(
              new FlowKey(sourceHigh, sourceLow, sourcePort, destinationHigh, destinationLow, 0));
    }
    if (found != null) {
      found.lastUsedNs = nowNs;
    }
    return found;
  }

  private void forget(SignalledFlow flow) {
    unclaimed += flow == null ? 0 : flow.takeEarly().size();
  }

  /**
   * RTCP packets that were kept for streams which never came; all that are kept are then forgotten.
   */
  public long takeUnclaimed() {
    flows.values().forEach(this::forget);
    long taken = unclaimed;
    unclaimed = 0;
    return taken;
  }

  /** Forgets flows on which nothing came for long. */
  public void forgetSilent(long nowNs) {
    flows
        .values()
        .removeIf(
            flow -> {
              boolean silent = nowNs - flow.lastUsedNs > SILENT_NS;
              if (silent) {
                forget(flow);
              }
              return silent;
            });
    destinationPorts.clear();
    sourcePorts.clear();
    for (FlowKey key : flows.keySet()) {
      destinationPorts.set(key.destinationPort());
      sourcePorts.set(key.sourcePort());
    }
    destinationPorts.clear(0);
    sourcePorts.clear(0);
  }

  /** Keys that are remembered. */
  int size() {
    return flows.size();
  }
}
