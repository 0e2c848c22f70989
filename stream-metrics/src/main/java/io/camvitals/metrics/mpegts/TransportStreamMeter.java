package io.camvitals.metrics.mpegts;

import io.camvitals.metrics.Figures;
import java.util.HashMap;
import java.util.Map;

/**
 * All that is kept of one transport stream: its checks, second by second of its own time, which is
 * the arrival of its datagrams. Each second's figures are given out when a datagram arrives at or
 * after its end, or by {@link #flush}.
 *
 * <p>Absence (1.3, 1.5, 1.6) is judged while the stream flows: after a silence of more than {@link
 * #PAUSE_NS} the waiting begins anew, and the silence itself is {@link
 * TransportStreamFigure#INTERARRIVAL_MAX_NS}.
 *
 * <p>The media rate of the delay factor is that of the last second before it that had two clock
 * references and no packet missing.
 *
 * <p>Calls of one datagram: {@link #datagram}, then what its packets tell, in their order. Nothing
 * is allocated per packet; memory is bounded. Not thread-safe.
 */
public final class TransportStreamMeter {
  /** Bit of {@link #packet}: the packet has a payload. */
  public static final int PAYLOAD = 1;

  /** Bit of {@link #packet}: a discontinuity is announced. */
  public static final int DISCONTINUITY = 1 << 1;

  /** Bit of {@link #packet}: it is marked as damaged. */
  public static final int TRANSPORT_ERROR = 1 << 2;

  /** Bit of {@link #packet}: its payload is scrambled. */
  public static final int SCRAMBLED = 1 << 3;

  /** A silence of the whole stream from which on nothing is said to be absent, 0.5 s. */
  public static final long PAUSE_NS = 500_000_000L;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long TABLE_INTERVAL_NS = 500_000_000L;
  private static final long PID_INTERVAL_NS = 5_000_000_000L;
  private static final int NULL_PID = 0x1fff;
  private static final int ASSOCIATION_PID = 0;
  private static final int PACKET_BYTES = 188;
  private static final int MOST_PROGRAMS = 256;
  private static final int FEWEST_CLOCK_REFERENCES = 2;

  /** Takes each second's figures. */
  public interface SecondListener {
    /**
     * A second has ended.
     *
     * @param startNs its start, nanoseconds since the Unix epoch, a whole second
     * @param figures its own, good during the call
     */
    void second(long startNs, Figures<TransportStreamFigure> figures);
  }

  private final SecondListener listener;
  private final Figures<TransportStreamFigure> figures = new Figures<>(TransportStreamFigure.class);
  private final PidTable pids = new PidTable();
  private final Map<Integer, int[]> referred = new HashMap<>();
  private final DelayFactor delayFactor = new DelayFactor();
  private double mediaRate;
  private boolean any;
  private long secondStartNs;
  private long arrivalNs;
  private long bytePosition;
  private long earliestDeadlineNs = Long.MAX_VALUE;

  public TransportStreamMeter(SecondListener listener) {
    this.listener = listener;
    pids.at(ASSOCIATION_PID);
  }

  /**
   * A datagram, or the payload of an RTP packet, before its packets.
   *
   * @param datagramArrivalNs nanoseconds since the Unix epoch
   * @param bytes of the transport stream
   */
  public void datagram(long datagramArrivalNs, int bytes) {
    long start = Math.floorDiv(datagramArrivalNs, SECOND_NS) * SECOND_NS;
    if (!any) {
      any = true;
      arrivalNs = datagramArrivalNs;
      begin(start);
      association().demand(TABLE_INTERVAL_NS, datagramArrivalNs);
      earliestDeadlineNs = datagramArrivalNs;
    } else if (start != secondStartNs) {
      flush();
      begin(start);
    }
    long silence = datagramArrivalNs - arrivalNs;
    arrivalNs = datagramArrivalNs;
    if (silence > 0) {
      figures.add(TransportStreamFigure.INTERARRIVAL_MAX_NS, silence);
    }
    if (silence > PAUSE_NS || silence < 0) {
      pids.forEach(pid -> pid.seen(arrivalNs));
      earliestDeadlineNs = arrivalNs;
    }
    if (arrivalNs >= earliestDeadlineNs) {
      judgeAbsence();
    }
    figures.add(TransportStreamFigure.DATAGRAMS, 1);
    figures.add(TransportStreamFigure.BYTES, bytes);
    delayFactor.datagram(arrivalNs, bytes);
  }

  /**
   * A packet with a right sync byte.
   *
   * @param pid 0 to 8,191
   * @param continuityCounter 0 to 15
   * @param flags of the constants of this class
   * @param fingerprint equal for packets of equal content
   */
  public void packet(int pid, int continuityCounter, int flags, long fingerprint) {
    figures.add(TransportStreamFigure.PACKETS, 1);
    bytePosition += PACKET_BYTES;
    if (pid == NULL_PID) {
      figures.add(TransportStreamFigure.NULL_PACKETS, 1);
      return;
    }
    FollowedPid followed = pids.at(pid);
    if (followed == null) {
      figures.add(TransportStreamFigure.UNFOLLOWED_PACKETS, 1);
      return;
    }
    if ((flags & TRANSPORT_ERROR) != 0) {
      figures.add(TransportStreamFigure.TRANSPORT_ERRORS, 1);
      followed.forget();
      return;
    }
    if (pid != ASSOCIATION_PID && !followed.carriesProgramMap) {
      followed.seen(arrivalNs);
    }
    if ((flags & SCRAMBLED) != 0) {
      figures.add(TransportStreamFigure.SCRAMBLED_PACKETS, 1);
      if (pid == ASSOCIATION_PID) {
        figures.add(TransportStreamFigure.PAT_ERRORS, 1);
      } else if (followed.carriesProgramMap) {
        figures.add(TransportStreamFigure.PMT_ERRORS, 1);
      }
    }
    followed.packet(continuityCounter, flags, fingerprint, figures);
  }

  /** A program clock reference in the packet just told, in units of 1/27,000,000 s. */
  public void clockReference(int pid, long reference, boolean discontinuity) {
    FollowedPid followed = pids.at(pid);
    if (followed == null) {
      return;
    }
    if (followed.clock == null) {
      followed.clock = new ClockReferences();
    }
    followed.clock.reference(reference, discontinuity, arrivalNs, bytePosition, figures);
  }

  /** A packet with a wrong sync byte. */
  public void syncByteError() {
    figures.add(TransportStreamFigure.PACKETS, 1);
    figures.add(TransportStreamFigure.SYNC_BYTE_ERRORS, 1);
    bytePosition += PACKET_BYTES;
  }

  public void syncLoss() {
    figures.add(TransportStreamFigure.SYNC_LOSSES, 1);
  }

  /** The end of a datagram makes no packet. */
  public void incompletePacket() {
    figures.add(TransportStreamFigure.INCOMPLETE_PACKETS, 1);
  }

  /**
   * Packets that came and were not seen: what comes next is not judged by what was before.
   *
   * @param packets 0 when it is not known how many
   */
  public void notSeen(int packets) {
    bytePosition += (long) packets * PACKET_BYTES;
    pids.forEach(FollowedPid::forget);
  }

  /** A section of the program association table was there. */
  public void programAssociation() {
    association().seen(arrivalNs);
  }

  /** Another table's section was on PID 0. */
  public void foreignTable() {
    figures.add(TransportStreamFigure.PAT_ERRORS, 1);
  }

  /** A section of a program table had a wrong checksum. */
  public void sectionError() {
    figures.add(TransportStreamFigure.CRC_ERRORS, 1);
  }

  /** The PIDs where programs' maps must be from now on: all that the table names. */
  public void programMapPids(int[] mapPids) {
    pids.forEach(
        pid -> {
          if (pid.carriesProgramMap && !contains(mapPids, pid.pid)) {
            pid.carriesProgramMap = false;
            pid.demand(0, arrivalNs);
          }
        });
    for (int mapPid : mapPids) {
      FollowedPid pid = pids.at(mapPid);
      if (pid != null && mapPid != ASSOCIATION_PID) {
        pid.carriesProgramMap = true;
        pid.demand(TABLE_INTERVAL_NS, arrivalNs);
      }
    }
    earliestDeadlineNs = arrivalNs;
  }

  /** A program's map was there. */
  public void programMap(int mapPid) {
    FollowedPid pid = pids.at(mapPid);
    if (pid != null) {
      pid.seen(arrivalNs);
    }
  }

  /**
   * The PIDs that a program must have from now on.
   *
   * @param program 1 to 65,535
   * @param itsPids of its video, audio and clock; not changed by the caller afterwards
   */
  public void referredPids(int program, int[] itsPids) {
    if (referred.size() >= MOST_PROGRAMS && !referred.containsKey(program)) {
      return;
    }
    referred.put(program, itsPids);
    pids.forEach(
        pid -> {
          if (!pid.carriesProgramMap
              && pid.pid != ASSOCIATION_PID
              && referred.values().stream().noneMatch(of -> contains(of, pid.pid))) {
            pid.demand(0, arrivalNs);
          }
        });
    for (int each : itsPids) {
      FollowedPid pid = each == NULL_PID ? null : pids.at(each);
      if (pid != null && !pid.carriesProgramMap && each != ASSOCIATION_PID) {
        pid.demand(PID_INTERVAL_NS, arrivalNs);
      }
    }
    earliestDeadlineNs = arrivalNs;
  }

  /** Gives out the second that has begun, if anything came in it. */
  public void flush() {
    if (!any || figures.get(TransportStreamFigure.DATAGRAMS) == 0) {
      return;
    }
    boolean bytesMissing =
        figures.get(TransportStreamFigure.PACKETS_MISSING) > 0
            || figures.get(TransportStreamFigure.SYNC_BYTE_ERRORS) > 0;
    long factorNs = delayFactor.ns();
    if (factorNs >= 0) {
      figures.add(TransportStreamFigure.DELAY_FACTOR_SECONDS, 1);
      figures.add(TransportStreamFigure.DELAY_FACTOR_SUM_NS, factorNs);
      figures.add(TransportStreamFigure.DELAY_FACTOR_MAX_NS, factorNs);
    }
    ClockReferences[] fullest = {null};
    pids.forEach(
        pid -> {
          if (pid.clock != null) {
            pid.clock.endSecond(bytesMissing, figures);
            if (fullest[0] == null || pid.clock.count() > fullest[0].count()) {
              fullest[0] = pid.clock;
            }
          }
        });
    if (fullest[0] != null && fullest[0].count() >= FEWEST_CLOCK_REFERENCES && !bytesMissing) {
      figures.add(TransportStreamFigure.PCR_BYTES, fullest[0].bytes());
      figures.add(TransportStreamFigure.PCR_TIME_NS, fullest[0].timeNs());
      if (fullest[0].timeNs() > 0) {
        mediaRate = (double) fullest[0].bytes() / fullest[0].timeNs();
      }
    }
    listener.second(secondStartNs, figures);
    begin(secondStartNs);
  }

  private void begin(long startNs) {
    secondStartNs = startNs;
    figures.clear();
    delayFactor.begin(startNs, mediaRate);
    pids.forEach(
        pid -> {
          if (pid.clock != null) {
            pid.clock.beginSecond();
          }
        });
  }

  private FollowedPid association() {
    return pids.at(ASSOCIATION_PID);
  }

  private void judgeAbsence() {
    long[] earliest = {Long.MAX_VALUE};
    pids.forEach(
        pid -> {
          if (pid.deadlineNs < arrivalNs) {
            long times = (arrivalNs - pid.deadlineNs - 1) / pid.allowedAbsenceNs + 1;
            figures.add(errorOf(pid), times);
            pid.deadlineNs += times * pid.allowedAbsenceNs;
          }
          earliest[0] = Math.min(earliest[0], pid.deadlineNs);
        });
    earliestDeadlineNs = earliest[0];
  }

  private static TransportStreamFigure errorOf(FollowedPid pid) {
    if (pid.pid == ASSOCIATION_PID) {
      return TransportStreamFigure.PAT_ERRORS;
    }
    return pid.carriesProgramMap
        ? TransportStreamFigure.PMT_ERRORS
        : TransportStreamFigure.PID_ERRORS;
  }

  private static boolean contains(int[] among, int pid) {
    for (int each : among) {
      if (each == pid) {
        return true;
      }
    }
    return false;
  }
}
