package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.TrackObserver;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where a camera stands, written by its session and read by health. */
final class CameraProgress {
  private final String id;
  private final String url;
  private CameraState state;
  private String transport = "";
  private String reason = "";
  private Instant since = Instant.now();
  private List<TrackObserver> tracks = List.of();
  private long packetsOfEndedTracks;
  private long sessions;

  /**
   * @param url without credentials
   */
  CameraProgress(String id, String url, CameraState state) {
    this.id = id;
    this.url = url;
    this.state = state;
  }

  synchronized void enter(CameraState entered, String newTransport, String why) {
    if (state != entered) {
      since = Instant.now();
    }
    state = entered;
    transport = newTransport;
    // While it connects anew, it is still worth knowing why the last attempt failed.
    reason = entered == CameraState.CONNECTING ? reason : why;
  }

  synchronized void play(String newTransport, Collection<TrackObserver> playing) {
    enter(CameraState.PLAYING, newTransport, "");
    tracks = List.copyOf(playing);
    sessions++;
  }

  synchronized void forgetTracks() {
    packetsOfEndedTracks += packets();
    tracks = List.of();
  }

  private long packets() {
    return tracks.stream().mapToLong(TrackObserver::packets).sum();
  }

  synchronized CameraStatus status() {
    return new CameraStatus(
        id, url, state, transport, since, reason, packetsOfEndedTracks + packets(), sessions);
  }
}
