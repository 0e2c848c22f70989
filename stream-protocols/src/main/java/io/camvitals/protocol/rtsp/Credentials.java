package io.camvitals.protocol.rtsp;

/** A user and password. Shows neither when printed. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "***";
  }
}
