package io.camvitals.agent.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** GStreamer's RTSP server as a child process, with a camera at {@code /live}. */
public final class GstRtspServer implements AutoCloseable {
  private final Path script;
  private final Process process;
  private final int port;

  public GstRtspServer() throws IOException {
    this(0);
  }

  /** At that port; at a free one for 0. */
  public GstRtspServer(int wantedPort) throws IOException {
    script = Files.createTempFile("gst-rtsp-server", ".py");
    try (InputStream source = GstRtspServer.class.getResourceAsStream("/gst-rtsp-server.py")) {
      Files.write(script, source.readAllBytes());
    }
    process =
        new ProcessBuilder("/usr/bin/python3", script.toString(), Integer.toString(wantedPort))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the RTSP server ended at its start");
    }
    port = Integer.parseInt(line.trim());
  }

  public int port() {
    return port;
  }

  public String url() {
    return "rtsp://127.0.0.1:" + port + "/live";
  }

  /** Ends it without a farewell to its clients. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It was killed.
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(script);
  }
}
