package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.answer;
import static io.camvitals.agent.source.CapturedHosts.described;
import static io.camvitals.agent.source.CapturedHosts.request;

import io.camvitals.agent.source.TestTraffic.Connection;

/** What clients and cameras usually say, for tests. */
final class RtspDialogues {
  static final String URL = "rtsp://192.0.2.7/live";
  static final String SDP =
      """
      v=0
      o=- 1 1 IN IP4 192.0.2.7
      s=cam
      c=IN IP4 0.0.0.0
      t=0 0
      m=video 0 RTP/AVP 96
      a=rtpmap:96 H264/90000
      a=control:trackID=1
      m=audio 0 RTP/AVP 0
      a=control:trackID=2
      """
          .replace("\n", "\r\n");

  private RtspDialogues() {}

  static void describe(Connection connection, String sdp) {
    connection.client(request("OPTIONS", URL, 1, "User-Agent: watcher/1.0"));
    connection.server(answer(1, "Public: DESCRIBE, SETUP, PLAY", "Server: cam/2.0"));
    connection.client(request("DESCRIBE", URL, 2, "Accept: application/sdp"));
    connection.server(described(sdp, 2, "Content-Base: " + URL + "/"));
  }

  static void setUp(Connection connection, int number, String track, String transport) {
    connection.client(request("SETUP", URL + "/" + track, number, "Transport: " + transport));
    connection.server(answer(number, "Session: 77;timeout=60", "Transport: " + transport));
  }

  static void play(Connection connection, int number) {
    connection.client(request("PLAY", URL + "/", number, "Session: 77"));
    connection.server(answer(number, "Session: 77"));
  }

  /** Two tracks, interleaved on the channels 0 to 3, up to PLAY's answer. */
  static void playInterleaved(Connection connection) {
    describe(connection, SDP);
    setUp(connection, 3, "trackID=1", "RTP/AVP/TCP;unicast;interleaved=0-1");
    setUp(connection, 4, "trackID=2", "RTP/AVP/TCP;unicast;interleaved=2-3");
    play(connection, 5);
  }
}
