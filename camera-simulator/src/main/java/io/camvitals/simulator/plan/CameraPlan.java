package io.camvitals.simulator.plan;

import io.camvitals.simulator.media.VideoProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One camera.
 *
 * @param id name, and path of its URL
 * @param tcpOnly whether it refuses RTP over UDP
 * @param spread share of the time between two frames over which the packets of one frame are
 *     spread, 0 (all at once) to 1
 * @param sessionTimeout how long a session lives without a sign of its client
 * @param access empty: anybody may play it
 */
public record CameraPlan(
    String id,
    VideoProfile profile,
    boolean tcpOnly,
    double spread,
    Duration sessionTimeout,
    Optional<Access> access,
    List<ScheduledFault> faults) {
  /** Share of the frame time that is used when a plan says nothing. */
  public static final double DEFAULT_SPREAD = 0.6;

  /** The timeout that RFC 2326 section 12.37 takes when none is given. */
  public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(60);

  public CameraPlan {
    faults = List.copyOf(faults);
  }

  /** A camera open to anybody. */
  public static CameraPlan of(
      String id, VideoProfile profile, boolean tcpOnly, List<ScheduledFault> faults) {
    return new CameraPlan(
        id, profile, tcpOnly, DEFAULT_SPREAD, DEFAULT_SESSION_TIMEOUT, Optional.empty(), faults);
  }

  /** {@code tcp} when it refuses UDP, else {@code udp}. */
  public String transport() {
    return tcpOnly ? "tcp" : "udp";
  }

  /** Names of all faults that will befall it. */
  public List<String> faultNames() {
    return faults.stream().map(scheduled -> scheduled.fault().name()).distinct().toList();
  }

  /** The same camera with other faults. */
  public CameraPlan withFaults(List<ScheduledFault> others) {
    return new CameraPlan(id, profile, tcpOnly, spread, sessionTimeout, access, others);
  }
}
