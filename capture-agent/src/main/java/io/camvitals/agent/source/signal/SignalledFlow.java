package io.camvitals.agent.source.signal;

import io.camvitals.agent.observe.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** UDP packets between two places that carry an announced track, or the RTCP of one. */
public final class SignalledFlow {
  private static final int MOST_EARLY = 4;
  private static final int LONGEST_EARLY = 1_500;

  private final SignalledTrack track;
  private final boolean rtcp;
  private final SignalledFlow rtp;
  private final List<EarlyRtcp> early = new ArrayList<>();
  private StreamObserver observer;
  private boolean claimed;
  private MediaActivity activity;
  long lastUsedNs;

  /** RTCP that came before the stream's first RTP packet. */
  public record EarlyRtcp(byte[] bytes, long arrivalNs) {}

  SignalledFlow(SignalledTrack track, SignalledFlow rtp, long nowNs) {
    this.track = track;
    this.rtcp = rtp != null;
    this.rtp = rtp == null ? this : rtp;
    this.lastUsedNs = nowNs;
  }

  /** Whoever arranged the track wants to know when its packets come. */
  void setActivity(MediaActivity session) {
    activity = session;
  }

  /** A packet of the track was seen. */
  public void packet(long arrivalNs) {
    if (activity != null) {
      activity.packet(arrivalNs);
    }
  }

  public SignalledTrack track() {
    return track;
  }

  /** Whether it is the port for RTCP alone. */
  public boolean isRtcp() {
    return rtcp;
  }

  /**
   * Whether a stream of this source is the announced one: its SSRC was named, or it is the first.
   * Some cameras send another than they name.
   */
  public boolean claim(int ssrc) {
    boolean announced = !claimed || track.ssrc().isPresent() && track.ssrc().getAsInt() == ssrc;
    claimed = true;
    return announced;
  }

  /** The stream that the track's RTCP is of from now on. */
  public void setObserver(StreamObserver stream) {
    rtp.observer = stream;
  }

  /** The stream that was found last; null when there is none yet. */
  public StreamObserver observer() {
    return rtp.observer;
  }

  /** Keeps an RTCP packet until there is a stream; false when there is no room. */
  public boolean keep(EarlyRtcp packet) {
    if (rtp.early.size() == MOST_EARLY || packet.bytes().length > LONGEST_EARLY) {
      return false;
    }
    rtp.early.add(packet);
    return true;
  }

  /** RTCP packets that wait for a stream. */
  int early() {
    return early.size();
  }

  /** What was kept, which is then forgotten. */
  public List<EarlyRtcp> takeEarly() {
    List<EarlyRtcp> taken = List.copyOf(rtp.early);
    rtp.early.clear();
    return taken;
  }
}
