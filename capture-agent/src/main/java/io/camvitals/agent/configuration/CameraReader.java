package io.camvitals.agent.configuration;

import io.camvitals.protocol.rtsp.Credentials;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the list of cameras. No message repeats a URL's credentials. */
final class CameraReader {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  static final String NAME_EXPECTED =
      "a name of at most 64 letters, digits, dots, hyphens and underscores";

  private static final RtspUrl UNKNOWN = RtspUrl.parse("rtsp://unknown");

  private CameraReader() {}

  static List<CameraConfiguration> read(List<YamlSection> sections) {
    List<CameraConfiguration> cameras = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlSection section : sections) {
      CameraConfiguration camera = read(section);
      section.end();
      Integer earlier = lines.putIfAbsent(camera.id(), section.line());
      if (earlier != null && !camera.id().isEmpty()) {
        section.problem(
            "id", "\"" + camera.id() + "\" is the id of the camera on line " + earlier + " too");
      }
      cameras.add(camera);
    }
    return cameras;
  }

  private static CameraConfiguration read(YamlSection section) {
    String id = section.required("id", NAME, NAME_EXPECTED);
    boolean named = section.has("url");
    String url = section.text("url", null);
    String username = section.text("username", null);
    String password = section.text("password", null);
    TransportMode transport = section.choice("transport", TransportMode.AUTO);
    boolean enabled = section.flag("enabled", true);
    if (!named) {
      section.problem("url", "is missing: rtsp://host:port/path");
    }
    if (username == null && password != null) {
      section.problem("password", "needs a username beside it");
    }
    RtspUrl parsed = url == null ? UNKNOWN : parse(section, url);
    if (username != null && parsed.credentials().isPresent()) {
      section.problem("url", "holds credentials, and so do username and password; keep one");
    }
    if (username != null) {
      Credentials credentials = new Credentials(username, password == null ? "" : password);
      parsed = parsed.with(Optional.of(credentials));
    }
    return new CameraConfiguration(id, parsed, transport, enabled);
  }

  private static RtspUrl parse(YamlSection section, String url) {
    try {
      return RtspUrl.parse(url);
    } catch (IllegalArgumentException e) {
      section.problem("url", e.getMessage());
      return UNKNOWN;
    }
  }
}
