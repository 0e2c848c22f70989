package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.CapturedNetwork.interleaved;
import static io.camvitals.agent.source.CapturedNetwork.receiverReport;
import static io.camvitals.agent.source.CapturedNetwork.senderReport;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.rtp;

import io.camvitals.agent.source.CapturedNetwork;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A capture with some of everything: an RTSP dialogue with H.264 within TCP and its RTCP, PCMU over
 * UDP that loses three packets in a row, and MPEG-TS over UDP with one continuity error. Names that
 * the camera tells are hostile.
 */
public final class CameraDay {
  public static final String HOSTILE = "<script>alert(1)</script>\"'&amp;<img src=x onerror=x>";
  public static final String PASSWORD = "geheim7";
  public static final int VIDEO = 0x11223344;
  public static final int AUDIO = 0x55667788;
  private static final String URL = "rtsp://admin:" + PASSWORD + "@192.0.2.7/axis\"><b>";
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
          + "a=rtpmap:96 H264/90000\r\na=control:track1\r\n";

  /** The frame behind the gap of the PCMU stream. */
  public final int frameBehindGap;

  /** The frame that holds the answer 401 to a request with credentials. */
  public final int frameOfRefusal;

  /** The capture. */
  public final byte[] pcap;

  public CameraDay() {
    CapturedNetwork network = new CapturedNetwork();
    network.at(0).connect();
    network.at(10).client(request("OPTIONS", 1, ""));
    network.at(15).server(response(1, "200 OK", "Server: " + HOSTILE + "\r\n", ""));
    network.at(20).client(request("DESCRIBE", 2, ""));
    network.at(21).server(response(2, "401 Unauthorized", challenge(), ""));
    network.at(30).client(request("DESCRIBE", 3, authorization()));
    frameOfRefusal = network.nextFrame();
    network.at(32).server(response(3, "401 Unauthorized", challenge(), ""));
    network.at(40).client(request("DESCRIBE", 4, authorization()));
    network.at(60).server(response(4, "200 OK", "Content-Type: application/sdp\r\n", SDP));
    network
        .at(70)
        .client(request("SETUP", 5, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"));
    network
        .at(71)
        .server(
            response(
                5,
                "200 OK",
                "Session: 7;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n",
                ""));
    network.at(80).client(request("PLAY", 6, "Session: 7\r\n"));
    network.at(90).server(response(6, "200 OK", "Session: 7\r\n", ""));
    network.acknowledge();
    frameBehindGap = media(network);
    network.at(4_200).client(request("TEARDOWN", 7, "Session: 7\r\n"));
    network.at(4_203).server(response(7, "200 OK", "Session: 7\r\n", ""));
    network.at(4_210).finish();
    pcap = network.bytes();
  }

  private static int media(CapturedNetwork network) {
    int behindGap = 0;
    for (int i = 0; i < 100; i++) {
      double time = 100 + 40 * i;
      byte[] frame = interleaved(0, rtp(96, true, i, 3_600 * i, VIDEO, picture(i % 25 == 0)));
      network.at(time).server(frame);
      if (i == 50) {
        network.at(time + 20).serverAgain(frame);
      }
      network.at(time + 20.5).acknowledge();
      if (i % 30 == 20) {
        long ntp = (2_208_988_800L + 1_700_000_000 << 32) + Math.round(time / 1000 * (1L << 32));
        network.server(interleaved(1, senderReport(VIDEO, ntp, 3_600 * i, i)));
        network.client(interleaved(1, receiverReport(1, VIDEO, 0, i / 10, i, 900)));
      }
      if (i < 20 || i > 22) {
        if (i == 23) {
          behindGap = network.nextFrame();
        }
        network.at(time + 21).fromCamera(5_000, 6_000, rtp(0, i, 320 * i, AUDIO, 320));
      }
      int counter = i < 60 ? i : i + 3;
      network.at(time + 22).fromCamera(7_000, 1_234, transportPackets(counter));
    }
    return behindGap;
  }

  private static byte[] picture(boolean key) {
    byte[] unit = new byte[key ? 900 : 200];
    Arrays.fill(unit, (byte) 0x55);
    unit[0] = (byte) (key ? 0x65 : 0x41);
    unit[1] = (byte) (key ? 0x88 : 0x9a);
    return unit;
  }

  private static byte[] transportPackets(int counter) {
    byte[] packet = new byte[188];
    ByteBuffer.wrap(packet).putInt(0x47010010 | counter & 0xf);
    byte[] filler = new byte[188];
    ByteBuffer.wrap(filler).putInt(0x471fff10);
    return concat(packet, filler);
  }

  private static String request(String method, int number, String headers) {
    return method + ' ' + URL + " RTSP/1.0\r\nCSeq: " + number + "\r\n" + headers + "\r\n";
  }

  private static String authorization() {
    return "Authorization: Basic YWRtaW46Z2VoZWltNw==\r\n";
  }

  private static String challenge() {
    return "WWW-Authenticate: Basic realm=\"x\"\r\n";
  }

  private static String response(int number, String status, String headers, String body) {
    return "RTSP/1.0 "
        + status
        + "\r\nCSeq: "
        + number
        + "\r\n"
        + headers
        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
        + "\r\n"
        + body;
  }
}
