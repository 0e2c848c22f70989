package io.camvitals.agent.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** tcpdump on the loopback interface, into a file, for tests. */
public final class LoopbackCapture implements AutoCloseable {
  private final Path file;
  private final Process process;

  /** Returns once it listens. */
  public LoopbackCapture(Path file, String filter) throws IOException {
    this.file = file;
    process =
        new ProcessBuilder(
                "tcpdump",
                "-i",
                "lo",
                "-U",
                "-B",
                "32768",
                "-Z",
                "root",
                "-w",
                file.toString(),
                filter)
            .redirectErrorStream(true)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.contains("listening on")) {
      process.destroyForcibly();
      throw new IOException("tcpdump: " + line);
    }
  }

  /** Whether tcpdump can listen here. */
  public static boolean possible() {
    try {
      Process process = new ProcessBuilder("tcpdump", "-i", "lo", "-d").start();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it; all that passed is in the file. */
  public Path end() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    return file;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
