package io.camvitals.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to run a server.
 *
 * @param port where clients connect, on 127.0.0.1; 0 takes a free one
 * @param directory where the server keeps its data; null takes a new one for temporary files
 * @param logFile what the server says; null is {@code server.log} within the directory
 * @param keepData whether data and log outlive the server
 * @param heapMegabytes the server's Java heap
 * @param startTimeout after which a server that does not answer is given up
 * @param settings the server's own settings, over those chosen here
 */
public record ServerOptions(
    int port,
    Path directory,
    Path logFile,
    boolean keepData,
    int heapMegabytes,
    Duration startTimeout,
    Map<String, String> settings) {

  /**
   * A free port, temporary data, a heap of 512 MB, and 180 s to start: a busy machine takes many
   * times the 4 and 9 s of a quiet one.
   */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(0, null, null, false, 512, Duration.ofSeconds(180), Map.of());

  /** Checks the ranges. */
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
    }
    if (heapMegabytes < 64) {
      throw new IllegalArgumentException(
          "a heap of " + heapMegabytes + " MB is less than the 64 MB that a server needs");
    }
    settings = Map.copyOf(settings);
  }

  /** Clients connect to this port; 0 takes a free one. */
  public ServerOptions withPort(int newPort) {
    return new ServerOptions(
        newPort, directory, logFile, keepData, heapMegabytes, startTimeout, settings);
  }

  /** The server keeps its data below this directory, which is created when missing. */
  public ServerOptions withDirectory(Path newDirectory) {
    return new ServerOptions(
        port, newDirectory, logFile, keepData, heapMegabytes, startTimeout, settings);
  }

  /** What the server says is appended to this file, which is never deleted. */
  public ServerOptions withLogFile(Path newLogFile) {
    return new ServerOptions(
        port, directory, newLogFile, keepData, heapMegabytes, startTimeout, settings);
  }

  /** Data and log outlive the server. */
  public ServerOptions keepingData() {
    return new ServerOptions(port, directory, logFile, true, heapMegabytes, startTimeout, settings);
  }

  /** The server's Java heap in MB, at least 64. */
  public ServerOptions withHeapMegabytes(int megabytes) {
    return new ServerOptions(port, directory, logFile, keepData, megabytes, startTimeout, settings);
  }

  /** A server that does not answer by then is given up. */
  public ServerOptions withStartTimeout(Duration timeout) {
    return new ServerOptions(port, directory, logFile, keepData, heapMegabytes, timeout, settings);
  }

  /** One of the server's own settings, such as {@code log.retention.ms}. */
  public ServerOptions withSetting(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new ServerOptions(port, directory, logFile, keepData, heapMegabytes, startTimeout, more);
  }
}
