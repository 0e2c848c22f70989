package io.camvitals.agent.analyze;

import io.camvitals.event.v1.WirelessEvent;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up what the frames of IEEE 802.11 in a capture show in the clear, and of each station. */
final class WirelessStatistics {
  /** As many stations are told of. */
  static final int MOST = 1_000;

  private final Sum all = new Sum();
  private final Map<String, Sum> stations = new LinkedHashMap<>();
  private final BitSet channels = new BitSet();

  private static final class Sum {
    private long frames;
    private long damaged;
    private long bytes;
    private long dataFrames;
    private long encrypted;
    private long retries;
    private long signals;
    private double signalSum;
    private double weakest = Double.POSITIVE_INFINITY;
    private double strongest = Double.NEGATIVE_INFINITY;
    private long rates;
    private double rateSum;

    private void add(WirelessEvent event) {
      frames += event.getFrames();
      damaged += event.getDamaged();
      bytes += event.getBytes();
      dataFrames += event.getDataFrames();
      encrypted += event.getEncrypted();
      retries += event.getRetries();
      rates += event.getRates();
      rateSum += (double) event.getRates() * event.getRateMeanKbps();
      if (event.getSignals() > 0) {
        signals += event.getSignals();
        signalSum += event.getSignals() * event.getSignalMeanDbm();
        weakest = Math.min(weakest, event.getSignalMinDbm());
        strongest = Math.max(strongest, event.getSignalMaxDbm());
      }
    }

    private WirelessReport.Figures figures() {
      return new WirelessReport.Figures(
          frames,
          damaged,
          bytes,
          dataFrames,
          encrypted,
          retries,
          signals == 0 ? Double.NaN : signalSum / signals,
          signals == 0 ? Double.NaN : weakest,
          signals == 0 ? Double.NaN : strongest,
          rates == 0 ? Double.NaN : rateSum / rates);
    }
  }

  void add(WirelessEvent event) {
    all.add(event);
    event.getChannelsList().forEach(channels::set);
    String station = event.getTransmitter();
    if (!station.isEmpty() && (stations.size() < MOST || stations.containsKey(station))) {
      stations.computeIfAbsent(station, unused -> new Sum()).add(event);
    }
  }

  /** Empty when the capture has no such frame. */
  Optional<WirelessReport> report() {
    if (all.frames == 0) {
      return Optional.empty();
    }
    List<WirelessReport.Station> each =
        stations.entrySet().stream()
            .map(entry -> new WirelessReport.Station(entry.getKey(), entry.getValue().figures()))
            .sorted(Comparator.comparingLong(station -> -station.figures().bytes()))
            .toList();
    return Optional.of(new WirelessReport(all.figures(), channels.stream().boxed().toList(), each));
  }
}
