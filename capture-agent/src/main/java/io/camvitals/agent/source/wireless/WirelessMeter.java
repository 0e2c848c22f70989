package io.camvitals.agent.source.wireless;

import io.camvitals.agent.source.packet.WirelessFrame;
import io.camvitals.agent.source.packet.WirelessObserver;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.event.v1.WirelessEvent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sums up what the frames of each station show, second by second. A frame that comes late, after
 * its second was told, counts in the present one. Not for use by several threads at once.
 */
public final class WirelessMeter implements WirelessObserver {
  /** As many stations are told of by name in one second. */
  static final int MOST_STATIONS = 1_000;

  private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long UNKNOWN_STATION = -1;

  private final VantagePoint vantagePoint;
  private final Consumer<WirelessEvent> events;
  private final Map<Long, StationFigures> stations = new TreeMap<>();
  private long windowStartNs = Long.MIN_VALUE;

  /**
   * @param events takes one event for each second and station that sent something
   */
  public WirelessMeter(VantagePoint vantagePoint, Consumer<WirelessEvent> events) {
    this.vantagePoint = vantagePoint;
    this.events = events;
  }

  @Override
  public void frame(WirelessFrame frame) {
    long startNs = Math.floorDiv(frame.timestampNs(), WINDOW_NS) * WINDOW_NS;
    if (startNs > windowStartNs) {
      end();
      windowStartNs = startNs;
    }
    figures(station(frame)).add(frame);
  }

  /** The address within a damaged frame may be any. */
  private static long station(WirelessFrame frame) {
    return frame.damaged() ? UNKNOWN_STATION : frame.transmitter();
  }

  private StationFigures figures(long station) {
    StationFigures figures = stations.get(station);
    if (figures == null) {
      long key = stations.size() < MOST_STATIONS ? station : UNKNOWN_STATION;
      figures = stations.computeIfAbsent(key, unused -> new StationFigures());
    }
    return figures;
  }

  /**
   * Time has passed: tells of a second that is over.
   *
   * @param nowNs nanoseconds since the Unix epoch, of the frames' clock
   */
  public void advance(long nowNs) {
    if (!stations.isEmpty() && nowNs - windowStartNs >= 2 * WINDOW_NS) {
      end();
    }
  }

  /** Tells of the second that has begun. */
  public void end() {
    for (Map.Entry<Long, StationFigures> station : stations.entrySet()) {
      WirelessEvent.Builder event =
          WirelessEvent.newBuilder()
              .setVantagePoint(vantagePoint)
              .setTransmitter(address(station.getKey()))
              .setWindowStartNs(windowStartNs)
              .setWindowNs(WINDOW_NS);
      station.getValue().describe(event);
      events.accept(event.build());
    }
    stations.clear();
  }

  private static String address(long station) {
    if (station == UNKNOWN_STATION) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(String.format(Locale.ROOT, "%02X", station >>> shift & 0xff))
          .append(shift == 0 ? "" : "-");
    }
    return text.toString();
  }
}
