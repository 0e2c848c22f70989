package io.camvitals.agent.source.rtsp;

/** Where a camera's session stands. */
public enum CameraState {
  /** Not opened, by configuration. */
  DISABLED,
  /** Connecting, or talking on the way to PLAY. */
  CONNECTING,
  /** PLAY was answered. */
  PLAYING,
  /** The session ended or failed, and the next attempt is due later. */
  WAITING
}
