package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The replies of one make of camera, written after its documented behaviour. The file holds, behind
 * each line {@code === METHOD}, the reply as on the wire; {@code ${cseq}} and {@code ${base}} stand
 * for the request's number and the camera's address.
 */
final class CameraReplies {
  private final Map<String, String> replies = new LinkedHashMap<>();

  CameraReplies(String resource) throws IOException {
    try (InputStream in = CameraReplies.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), UTF_8).replace("\n", "\r\n");
      for (String part : text.split("(?m)^=== ", -1)) {
        int end = part.indexOf("\r\n");
        if (end > 0 && !part.startsWith("#")) {
          replies.put(part.substring(0, end).strip(), part.substring(end + 2));
        }
      }
    }
  }

  /** Makes the camera answer so. A reply named "401" answers each request without a password. */
  void apply(ScriptedCamera camera) {
    String base = "rtsp://127.0.0.1:" + camera.port();
    replies.forEach(
        (method, reply) ->
            camera.on(
                method,
                (request, peer) -> {
                  peer.send(filled(reply, request, base));
                  if (method.equals("PLAY")) {
                    peer.startPackets();
                  }
                }));
    String challenge = replies.get("401");
    camera.guard(
        (request, peer) -> {
          boolean admitted = challenge == null || request.header("Authorization").isPresent();
          if (!admitted) {
            peer.send(filled(challenge, request, base));
          }
          return admitted;
        });
  }

  private static String filled(String reply, RtspRequest request, String base) {
    String text =
        reply.replace("${cseq}", request.header("CSeq").orElse("0")).replace("${base}", base);
    int bodyLength = text.length() - text.indexOf("\r\n\r\n") - 4;
    return text.replace("${length}", Integer.toString(bodyLength));
  }
}
