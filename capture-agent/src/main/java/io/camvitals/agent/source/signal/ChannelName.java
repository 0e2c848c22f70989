package io.camvitals.agent.source.signal;

import io.camvitals.protocol.rtsp.RtspUrl;

/** The name of a camera's channel where signalling tells it: the same in each of its sessions. */
public final class ChannelName {
  private ChannelName() {}

  /**
   * URL and control: the port only when it is not 554, no slash at the URL's end. A query's values
   * that change from session to session cannot be told from others, so all of it counts; a control
   * that is a URL of its own names the track alone.
   *
   * @param rtspUrl of the session, without credentials, secrets masked
   * @param control of the track as SDP has it, secrets masked
   */
  public static String of(String rtspUrl, String control) {
    return control.contains("://") ? usual(control) : (usual(rtspUrl) + ' ' + control).strip();
  }

  private static String usual(String url) {
    String known;
    try {
      known = RtspUrl.parse(url).display();
    } catch (IllegalArgumentException notAnRtspUrl) {
      known = url;
    }
    return known.endsWith("/") ? known.substring(0, known.length() - 1) : known;
  }
}
