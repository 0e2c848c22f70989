package io.camvitals.simulator.rtsp;

import io.camvitals.simulator.media.ClipSet;
import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.stream.Camera;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Base64;
import java.util.HexFormat;

/** Writes the session description of a camera (RFC 8866; RFC 6184 section 8.2.1). */
final class SessionDescriptions {
  /** The name of the only track, under the camera's URL. */
  static final String TRACK = "track1";

  private SessionDescriptions() {}

  static String of(Camera camera, InetAddress server) {
    ClipSet clips = camera.clips();
    byte[] sequence = clips.sequenceParameterSet();
    Base64.Encoder base64 = Base64.getEncoder();
    String version = server instanceof Inet6Address ? "IP6" : "IP4";
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN " + version + " " + server.getHostAddress(),
        "s=" + camera.plan().id(),
        "c=IN " + version + " " + (server instanceof Inet6Address ? "::" : "0.0.0.0"),
        "t=0 0",
        "a=control:*",
        "a=range:npt=now-",
        "m=video 0 RTP/AVP 96",
        "b=AS:" + camera.plan().profile().bitrate() / 1000,
        "a=rtpmap:96 H264/90000",
        "a=fmtp:96 packetization-mode=1;profile-level-id="
            + HexFormat.of().withUpperCase().formatHex(sequence, 1, 4)
            + ";sprop-parameter-sets="
            + base64.encodeToString(sequence)
            + ","
            + base64.encodeToString(clips.pictureParameterSet()),
        "a=framerate:" + VideoProfile.FRAME_RATE,
        "a=control:" + TRACK,
        "");
  }
}
