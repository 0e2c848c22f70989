package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** GStreamer's RTSP server as a child process; see the script among the test resources. */
final class GstRtspServer implements AutoCloseable {
  private static final String SCRIPT = "gst_rtsp_server.py";

  private final Path script;
  private final Process process;
  private final int port;

  /** Starts a server; the options are the script's. */
  GstRtspServer(String... options) throws IOException {
    script = Files.createTempFile("gst_rtsp_server", ".py");
    try (InputStream resource = GstRtspServer.class.getResourceAsStream(SCRIPT)) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith("listening ")) {
      close();
      throw new IOException("GStreamer's RTSP server did not start: " + line);
    }
    port = Integer.parseInt(line.substring("listening ".length()));
  }

  String url(String path) {
    return "rtsp://127.0.0.1:" + port + path;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(script);
  }
}
