package io.camvitals.agent.source.tcp;

import io.camvitals.agent.source.signal.MediaActivity;
import io.camvitals.protocol.rtsp.RtspMessage;
import io.camvitals.protocol.rtsp.SessionHeader;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the messages of one session tell of it as a whole. */
final class SessionFacts {
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_URL = 1_000;

  private String url = "";
  private String serverName = "";
  private String userAgent = "";
  private int timeoutSeconds;
  private long playingSinceNs = -1;
  private final MediaActivity media = new MediaActivity();
  private boolean joined;
  private long keepAlivesMissed;

  /** The session's URL, for people. */
  void setUrl(String display) {
    url = shortened(display, LONGEST_URL);
  }

  String url() {
    return url;
  }

  /** The client said something, a message or interleaved RTCP: its session lives on. */
  void client() {
    countSilence();
  }

  /** Only time in which media were seen to flow is time in which the client was silent. */
  private void countSilence() {
    long flowedNs = media.takeFlowedNs();
    if (playingSinceNs >= 0) {
      keepAlivesMissed += flowedNs / timeoutNs();
    }
  }

  /** When its media are seen, within the connection or over UDP. */
  MediaActivity media() {
    return media;
  }

  /** The session had begun before the capture of it did. */
  void joined() {
    joined = true;
  }

  /** A packet of media within the connection. */
  void media(long arrivalNs) {
    media.packet(arrivalNs);
    if (joined) {
      playing(arrivalNs);
    }
  }

  private long timeoutNs() {
    int seconds = timeoutSeconds > 0 ? timeoutSeconds : SessionHeader.DEFAULT_TIMEOUT_SECONDS;
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Takes what any message of the client tells. */
  void request(RtspMessage request) {
    text(request, "User-Agent").ifPresent(value -> userAgent = value);
  }

  /** Takes what any answer of the server tells. */
  void response(RtspMessage response) {
    text(response, "Server").ifPresent(value -> serverName = value);
    response.header("Session").ifPresent(this::session);
  }

  private void session(String header) {
    try {
      if (header.contains("timeout")) {
        timeoutSeconds = SessionHeader.parse(header).timeoutSeconds();
      }
    } catch (IllegalArgumentException noId) {
      // Then the server told no timeout.
    }
  }

  private static Optional<String> text(RtspMessage message, String name) {
    return message
        .header(name)
        .filter(value -> !value.isEmpty())
        .map(value -> shortened(value, LONGEST_TEXT));
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  /** PLAY or RECORD was answered, or it is seen to be playing. */
  void playing(long nowNs) {
    if (playingSinceNs < 0) {
      playingSinceNs = nowNs;
      media.takeFlowedNs();
    }
  }

  boolean isPlaying() {
    return playingSinceNs >= 0;
  }

  /** The session has ended: the client's last silence counts too. */
  void ended() {
    countSilence();
  }

  String serverName() {
    return serverName;
  }

  String userAgent() {
    return userAgent;
  }

  /** 0 when the server told none. */
  int timeoutSeconds() {
    return timeoutSeconds;
  }

  /** 0 when nothing was played; -1 when that is not known. */
  long playedNs(long nowNs) {
    if (playingSinceNs < 0) {
      return joined ? -1 : 0;
    }
    return Math.max(0, nowNs - playingSinceNs);
  }

  long keepAlivesMissed() {
    return keepAlivesMissed;
  }
}
