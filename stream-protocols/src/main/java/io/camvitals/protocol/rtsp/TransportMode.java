package io.camvitals.protocol.rtsp;

/** How a session asks for its packets. */
public enum TransportMode {
  UDP,
  /** Interleaved in the RTSP connection. */
  TCP,
  /** UDP first; TCP when the camera refuses UDP or no packet comes by it. */
  AUTO
}
