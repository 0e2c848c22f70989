package io.camvitals.agent.source.file;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Keeps times that cannot be true from becoming figures. A packet whose time is more than an hour
 * away from that of the one before from the same interface is held back until those behind it
 * decide:
 *
 * <ul>
 *   <li>time goes on where it was: the packets held back have damaged times and are rejected as
 *       {@value #REASON};
 *   <li>time goes on from there, forward by less than a year: there was a pause;
 *   <li>time goes on from there, back or further forward: the clock was set. The step is counted,
 *       and taken out of all times that follow, so that what is measured across it stays right.
 * </ul>
 */
public final class TimestampFilter implements CapturedPacketHandler {
  /** Reason under which packets with a damaged time are counted. */
  public static final String REASON = "implausible-timestamp";

  /** Captures are younger: before 2000 the clock was not set. */
  private static final long EARLIEST_NS = TimeUnit.SECONDS.toNanos(946_684_800);

  /** Interfaces beyond share their state with others. */
  private static final int TIMELINES = 64;

  private final CapturedPacketHandler next;
  private final CaptureCounters counters;
  private final long latestNs;
  private final CaptureTimeline[] timelines = new CaptureTimeline[TIMELINES];
  private long packets;
  private long steps;
  private long firstStepPacket;
  private long firstStepNs;
  private boolean clockNotSet;

  /**
   * @param next takes the packets with believable times
   * @param counters take those that are rejected
   */
  public TimestampFilter(CapturedPacketHandler next, CaptureCounters counters) {
    this.next = next;
    this.counters = counters;
    latestNs = TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond()) + TimeUnit.DAYS.toNanos(1);
  }

  @Override
  public void packet(CapturedPacket packet) {
    packets++;
    if (!packet.timestamped()) {
      next.packet(packet);
      return;
    }
    int index = packet.interfaceIndex() % TIMELINES;
    if (timelines[index] == null) {
      timelines[index] = new CaptureTimeline(this);
    }
    timelines[index].packet(packet);
  }

  /** Ends the file: packets still held back are decided by what is known. */
  public void end() {
    for (CaptureTimeline timeline : timelines) {
      if (timeline != null) {
        timeline.end();
      }
    }
  }

  /** Whether a capture may have begun at that time. */
  boolean isPlausible(long timeNs) {
    return timeNs >= EARLIEST_NS && timeNs <= latestNs;
  }

  /** Packets taken so far. */
  long packets() {
    return packets;
  }

  void pass(CapturedPacket packet) {
    next.packet(packet);
  }

  void reject(int rejected) {
    for (int i = 0; i < rejected; i++) {
      counters.rejected(REASON);
    }
  }

  void noteImplausibleStart() {
    clockNotSet = true;
  }

  /**
   * Notes that a clock was set.
   *
   * @param packet number of the first packet of the new time, from 1
   */
  void noteStep(long stepNs, long packet) {
    if (steps++ == 0) {
      firstStepPacket = packet;
      firstStepNs = stepNs;
    }
  }

  /** Whether times begin before 2000 or in the future. */
  public boolean clockNotSet() {
    return clockNotSet;
  }

  /** How often a clock was set while it captured. */
  public long steps() {
    return steps;
  }

  /** Number of the packet, from 1, at which one was set first; 0 when none ever was. */
  public long firstStepPacket() {
    return firstStepPacket;
  }

  /** By how much it was set at first, nanoseconds. */
  public long firstStepNs() {
    return firstStepNs;
  }
}
