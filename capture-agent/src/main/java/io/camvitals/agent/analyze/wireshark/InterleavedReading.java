package io.camvitals.agent.analyze.wireshark;

/** How far Wireshark reads RTP that RTSP interleaves with itself on a TCP connection. */
public enum InterleavedReading {
  /** Neither port is one at which Wireshark expects RTSP. */
  PORT_NOT_LOOKED_AT,

  /** The capture has no answer to SETUP on this connection that names channels. */
  NO_CHANNEL_ANNOUNCED,

  /** Channels were named. */
  CHANNELS_ANNOUNCED
}
