package io.camvitals.simulator.plan;

import io.camvitals.protocol.rtsp.Credentials;

/** Who may play a camera, and how this is proved. */
public record Access(Scheme scheme, Credentials credentials) {
  /** How the password is proved. */
  public enum Scheme {
    /** RFC 7617. */
    BASIC,
    /** RFC 7616 with MD5, which every player knows. */
    DIGEST,
    /** RFC 7616 with SHA-256. */
    DIGEST_SHA_256
  }
}
