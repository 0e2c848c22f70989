package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds for each track what PLAY's {@code RTP-Info} tells of it. */
final class RtpInfoMatch {
  private RtpInfoMatch() {}

  /** By URL, absolute or relative; where no URL fits, by the order if there are as many of both. */
  static List<RtspTrack> apply(List<RtspTrack> tracks, List<RtpInfo> information) {
    List<RtspTrack> completed = new ArrayList<>();
    boolean anyUrlFits = tracks.stream().anyMatch(track -> byUrl(track, information).isPresent());
    boolean byOrder = !anyUrlFits && tracks.size() == information.size();
    for (int i = 0; i < tracks.size(); i++) {
      RtspTrack track = tracks.get(i);
      Optional<RtpInfo> info =
          byOrder ? Optional.of(information.get(i)) : byUrl(track, information);
      completed.add(info.map(track::with).orElse(track));
    }
    return List.copyOf(completed);
  }

  private static Optional<RtpInfo> byUrl(RtspTrack track, List<RtpInfo> information) {
    return information.stream().filter(info -> fits(track.url(), info.url())).findFirst();
  }

  private static boolean fits(String trackUrl, String url) {
    String other = RtspUrl.withoutCredentials(url);
    return !other.isEmpty() && (trackUrl.equals(other) || trackUrl.endsWith("/" + other));
  }
}
