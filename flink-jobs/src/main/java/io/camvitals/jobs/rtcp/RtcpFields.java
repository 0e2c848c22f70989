package io.camvitals.jobs.rtcp;

import static io.camvitals.event.document.StreamQualityField.*;
import static io.camvitals.metrics.rtcp.RtcpFigure.*;

import io.camvitals.event.document.DocumentField;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.clock.SenderClockEstimate;
import io.camvitals.metrics.rtcp.RtcpFigure;

/** Writes what RTCP told; what receivers reported stays apart from what was measured here. */
public final class RtcpFields {
  private static final double FRACTION_UNITS = 256.0;
  private static final double NS_PER_MS = 1e6;

  private RtcpFields() {}

  public static void put(DocumentBuilder document, RtcpWindow window) {
    Figures<RtcpFigure> figures = window.figures();
    document
        .put(RTCP_PACKETS, window.packets())
        .put(RTCP_SENDER_REPORTS, figures.get(SENDER_REPORTS))
        .put(RTCP_RECEPTION_REPORTS, figures.get(RECEPTION_REPORTS))
        .put(RTCP_GOODBYES, figures.get(GOODBYES))
        .put(RTCP_NACKED_PACKETS, figures.get(NACKED_PACKETS))
        .put(RTCP_PICTURE_LOSSES, figures.get(PICTURE_LOSSES))
        .put(RTCP_KEY_FRAME_REQUESTS, figures.get(KEY_FRAME_REQUESTS))
        .putText(RTCP_CNAME, window.cname());
    putRemote(document, figures);
    putRoundTrip(
        document,
        figures,
        RECEIVER_ROUND_TRIPS,
        RECEIVER_ROUND_TRIP_SUM_NS,
        RTCP_RECEIVER_ROUND_TRIP_MEAN_MS);
    putRoundTrip(
        document,
        figures,
        SENDER_ROUND_TRIPS,
        SENDER_ROUND_TRIP_SUM_NS,
        RTCP_SENDER_ROUND_TRIP_MEAN_MS);
    document
        .putMs(RTCP_RECEIVER_ROUND_TRIP_MIN_MS, figures.get(RECEIVER_ROUND_TRIP_MIN_NS))
        .putMs(RTCP_RECEIVER_ROUND_TRIP_MAX_MS, figures.get(RECEIVER_ROUND_TRIP_MAX_NS))
        .putMs(RTCP_SENDER_ROUND_TRIP_MIN_MS, figures.get(SENDER_ROUND_TRIP_MIN_NS))
        .putMs(RTCP_SENDER_ROUND_TRIP_MAX_MS, figures.get(SENDER_ROUND_TRIP_MAX_NS));
    window.clock().ifPresent(clock -> putClock(document, clock));
  }

  private static void putRemote(DocumentBuilder document, Figures<RtcpFigure> figures) {
    if (figures.get(REMOTE_EXPECTED) > 0) {
      document
          .put(RTCP_REMOTE_EXPECTED, figures.get(REMOTE_EXPECTED))
          .put(RTCP_REMOTE_LOST, figures.get(REMOTE_LOST))
          .put(RTCP_REMOTE_LOSS_RATIO, RtcpFigure.remoteLossRatio(figures));
    }
    long fraction = figures.get(REMOTE_FRACTION_MAX);
    document
        .putIf(fraction >= 0, RTCP_REMOTE_FRACTION_LOST_MAX_RATIO, fraction / FRACTION_UNITS)
        .putMs(
            RTCP_REMOTE_JITTER_MEAN_MS,
            RtcpFigure.mean(figures, REMOTE_JITTER_SUM_NS, REMOTE_JITTER_REPORTS))
        .putMs(RTCP_REMOTE_JITTER_MAX_MS, figures.get(REMOTE_JITTER_MAX_NS));
  }

  private static void putRoundTrip(
      DocumentBuilder document,
      Figures<RtcpFigure> figures,
      RtcpFigure count,
      RtcpFigure sum,
      DocumentField mean) {
    document.putMs(mean, RtcpFigure.mean(figures, sum, count));
  }

  private static void putClock(DocumentBuilder document, SenderClockEstimate clock) {
    document
        .put(RTCP_SENDER_CLOCK_OFFSET_MS, clock.offsetNs() / NS_PER_MS)
        .put(RTCP_SENDER_CLOCK_REPORTS, clock.reports())
        .putMs(RTCP_SENDER_CLOCK_SPAN_MS, clock.spanNs());
    if (clock.isDriftKnown()) {
      document.put(RTCP_SENDER_CLOCK_DRIFT_PPM, clock.driftPpm());
      putBound(document, RTCP_SENDER_CLOCK_DRIFT_LOWER_PPM, clock.driftLowerPpm());
      putBound(document, RTCP_SENDER_CLOCK_DRIFT_UPPER_PPM, clock.driftUpperPpm());
    }
  }

  /** A bound that too few reports leave open is none that JSON knows. */
  private static void putBound(DocumentBuilder document, DocumentField field, double ppm) {
    document.putIf(Double.isFinite(ppm), field, ppm);
  }
}
