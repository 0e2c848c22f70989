package io.camvitals.metrics.mpegts;

import io.camvitals.metrics.Figure;
import io.camvitals.metrics.Figures;

/**
 * The figures of a transport stream over a span of time. Numbers such as 1.4 are those of ETSI TR
 * 101 290 section 5.2.
 */
public enum TransportStreamFigure implements Figure {
  /** Datagrams (or RTP packets) that carried the stream. */
  DATAGRAMS(Kind.SUM),
  /** Bytes of these that belong to the transport stream. */
  BYTES(Kind.SUM),
  /** Transport packets, those with a wrong sync byte included. */
  PACKETS(Kind.SUM),
  /** Packets that only fill (PID 0x1fff). */
  NULL_PACKETS(Kind.SUM),
  /** 1.1 TS_sync_loss: two and more wrong sync bytes in a row, after synchronisation. */
  SYNC_LOSSES(Kind.SUM),
  /** 1.2 Sync_byte_error. */
  SYNC_BYTE_ERRORS(Kind.SUM),
  /**
   * 1.3 PAT_error: each 0.5 s without the program association table, each packet of PID 0 that is
   * scrambled, each section on PID 0 that is another table's.
   */
  PAT_ERRORS(Kind.SUM),
  /**
   * 1.4 Continuity_count_error: packets in a wrong order, lost, or coming more than twice; one for
   * each place where the counter does not go on, save where a discontinuity is announced.
   */
  CONTINUITY_ERRORS(Kind.SUM),
  /**
   * Packets that are missing by their continuity counters: at least so many, since a gap is known
   * modulo 16. A packet that came in a wrong order counts here too.
   */
  PACKETS_MISSING(Kind.SUM),
  /** Packets that came twice, which ISO/IEC 13818-1 section 2.4.3.3 allows. */
  DUPLICATES(Kind.SUM),
  /**
   * 1.5 PMT_error: each 0.5 s without a program's map on the PID that the program association table
   * names, and each scrambled packet there.
   */
  PMT_ERRORS(Kind.SUM),
  /** 1.6 PID_error: each 5 s in which a PID of video, audio or clock that a map names is absent. */
  PID_ERRORS(Kind.SUM),
  /** 2.1 Transport_error: packets that someone before marked as damaged. */
  TRANSPORT_ERRORS(Kind.SUM),
  /** 2.2 CRC_error, of the two program tables. */
  CRC_ERRORS(Kind.SUM),
  /** Program clock references. */
  PCRS(Kind.SUM),
  /** 2.3a PCR_repetition_error: more than 100 ms of arrival time between two of one PID. */
  PCR_REPETITION_ERRORS(Kind.SUM),
  /**
   * 2.3b PCR_discontinuity_indicator_error: two in a row that differ by less than 0 or more than
   * 100 ms, and no discontinuity was announced.
   */
  PCR_DISCONTINUITY_ERRORS(Kind.SUM),
  /** Packets whose payload is scrambled. */
  SCRAMBLED_PACKETS(Kind.SUM),
  /** Ends of datagrams that make no whole packet. */
  INCOMPLETE_PACKETS(Kind.SUM),
  /** Packets of PIDs beyond those that are followed; nothing else is known of them. */
  UNFOLLOWED_PACKETS(Kind.SUM),
  /** Bytes between clock references; with {@link #PCR_TIME_NS} the stream's own rate. */
  PCR_BYTES(Kind.SUM),
  /** Time between these clock references by the stream's own clock, nanoseconds. */
  PCR_TIME_NS(Kind.SUM),
  /** Seconds of which a delay factor is known. */
  DELAY_FACTOR_SECONDS(Kind.SUM),
  /** Sum of these delay factors, nanoseconds. */
  DELAY_FACTOR_SUM_NS(Kind.SUM),
  /** The highest delay factor of a second (RFC 4445 section 3.1), nanoseconds. */
  DELAY_FACTOR_MAX_NS(Kind.MAXIMUM),
  /** The longest arrival time between two clock references of one PID, nanoseconds. */
  PCR_INTERVAL_MAX_NS(Kind.MAXIMUM),
  /**
   * The highest of each second's range of (arrival - clock reference), nanoseconds: what the
   * sender, the packing into datagrams and the network add to the clock.
   */
  PCR_JITTER_MAX_NS(Kind.MAXIMUM),
  /**
   * The greatest distance of a clock reference from the straight line through its second's over the
   * byte position, nanoseconds: for a stream of constant bit rate this is 2.4 PCR_accuracy.
   */
  PCR_ACCURACY_MAX_NS(Kind.MAXIMUM),
  /** The longest time from one datagram to the next, nanoseconds. */
  INTERARRIVAL_MAX_NS(Kind.MAXIMUM);

  private final Kind kind;

  TransportStreamFigure(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /** The rate by the stream's own clock, bits per second, null packets included; NaN if unknown. */
  public static double transportRateBps(Figures<TransportStreamFigure> figures) {
    long ns = figures.get(PCR_TIME_NS);
    return ns == 0 ? Double.NaN : 8e9 * figures.get(PCR_BYTES) / ns;
  }

  /** Mean of the seconds' delay factors, nanoseconds; -1 when none is known. */
  public static long delayFactorMeanNs(Figures<TransportStreamFigure> figures) {
    long seconds = figures.get(DELAY_FACTOR_SECONDS);
    return seconds == 0 ? Figures.UNKNOWN : figures.get(DELAY_FACTOR_SUM_NS) / seconds;
  }
}
