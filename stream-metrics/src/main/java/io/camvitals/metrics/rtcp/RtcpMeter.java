package io.camvitals.metrics.rtcp;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.clock.SenderClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All that is kept of one stream's RTCP. What a report amounts to goes into the figures that the
 * caller gives, those of the report's window. Memory is bounded. Not thread-safe.
 */
public final class RtcpMeter {
  private static final int VERSION = 1;
  private static final double NS_PER_S = 1e9;

  private final RemoteReceivers receivers;
  private final PassedReports senderReports;
  private final PassedReports receiverTimes;
  private final SenderClock clock;

  public RtcpMeter() {
    this(new SenderClock());
  }

  private RtcpMeter(SenderClock clock) {
    this.clock = clock;
    receivers = new RemoteReceivers();
    senderReports = new PassedReports();
    receiverTimes = new PassedReports();
  }

  /**
   * A report of the stream's own sender.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param ntpTimestamp 32 bits seconds since 1900, 32 bits fraction
   */
  public void senderReport(long arrivalNs, long ntpTimestamp, Figures<RtcpFigure> figures) {
    figures.add(RtcpFigure.SENDER_REPORTS, 1);
    senderReports.passed(arrivalNs, ntpTimestamp);
    clock.senderReport(arrivalNs, ntpTimestamp);
  }

  /**
   * A block about the stream, by one of its receivers (RFC 3550 section 6.4.1).
   *
   * @param fractionLost in 1/256
   * @param jitter RTP timestamp units, 0 to 2^32-1
   * @param clockRate of the stream; 0 when unknown, and then the jitter is not taken
   * @param delaySinceLastSenderReport units of 1/65536 s, 0 to 2^32-1
   */
  public void receptionReport(
      long arrivalNs,
      int reporterSsrc,
      int fractionLost,
      int cumulativeLost,
      int extendedHighestSequence,
      long jitter,
      int clockRate,
      int lastSenderReport,
      long delaySinceLastSenderReport,
      Figures<RtcpFigure> figures) {
    figures.add(RtcpFigure.RECEPTION_REPORTS, 1);
    figures.add(RtcpFigure.REMOTE_FRACTION_MAX, fractionLost);
    receivers.report(reporterSsrc, extendedHighestSequence, cumulativeLost, figures);
    if (clockRate > 0) {
      long jitterNs = Math.round(jitter * NS_PER_S / clockRate);
      figures.add(RtcpFigure.REMOTE_JITTER_REPORTS, 1);
      figures.add(RtcpFigure.REMOTE_JITTER_SUM_NS, jitterNs);
      figures.add(RtcpFigure.REMOTE_JITTER_MAX_NS, jitterNs);
    }
    long tripNs =
        senderReports.roundTripNs(arrivalNs, lastSenderReport, delaySinceLastSenderReport);
    if (tripNs != Figures.UNKNOWN) {
      figures.add(RtcpFigure.RECEIVER_ROUND_TRIPS, 1);
      figures.add(RtcpFigure.RECEIVER_ROUND_TRIP_SUM_NS, tripNs);
      figures.add(RtcpFigure.RECEIVER_ROUND_TRIP_MIN_NS, tripNs);
      figures.add(RtcpFigure.RECEIVER_ROUND_TRIP_MAX_NS, tripNs);
    }
  }

  /** A receiver's reference time passed on its way to the sender (RFC 3611 section 4.4). */
  public void receiverReferenceTime(long arrivalNs, long ntpTimestamp) {
    receiverTimes.passed(arrivalNs, ntpTimestamp);
  }

  /**
   * The sender's answer to that (RFC 3611 section 4.5).
   *
   * @param delaySinceLastReceiverReport units of 1/65536 s, 0 to 2^32-1
   */
  public void answerToReceiver(
      long arrivalNs,
      int lastReceiverReport,
      long delaySinceLastReceiverReport,
      Figures<RtcpFigure> figures) {
    long tripNs =
        receiverTimes.roundTripNs(arrivalNs, lastReceiverReport, delaySinceLastReceiverReport);
    if (tripNs != Figures.UNKNOWN) {
      figures.add(RtcpFigure.SENDER_ROUND_TRIPS, 1);
      figures.add(RtcpFigure.SENDER_ROUND_TRIP_SUM_NS, tripNs);
      figures.add(RtcpFigure.SENDER_ROUND_TRIP_MIN_NS, tripNs);
      figures.add(RtcpFigure.SENDER_ROUND_TRIP_MAX_NS, tripNs);
    }
  }

  /** The sender's wall clock. */
  public SenderClock senderClock() {
    return clock;
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    clock.writeTo(out);
    receivers.writeTo(out);
    senderReports.writeTo(out);
    receiverTimes.writeTo(out);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is cut, of an unknown version, or holds what is never written
   */
  public static RtcpMeter readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("an RTCP meter of version " + version + ", not " + VERSION);
    }
    RtcpMeter meter = new RtcpMeter(SenderClock.readFrom(in));
    meter.receivers.readFrom(in);
    meter.senderReports.readFrom(in);
    meter.receiverTimes.readFrom(in);
    return meter;
  }
}
