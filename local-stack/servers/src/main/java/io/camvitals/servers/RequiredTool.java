package io.camvitals.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A native tool that a test wants and a machine may lack. One line in the test skips it there:
 *
 * <pre>{@code assumeTrue(RequiredTool.present("tshark"));}</pre>
 *
 * <p>With {@code CAMVITALS_REQUIRE_ALL=1} in the environment, as continuous integration has it, a
 * missing tool fails the test instead.
 */
public final class RequiredTool {
  /** The environment variable that makes a missing tool a failure when it is {@code 1}. */
  public static final String REQUIRE_ALL = "CAMVITALS_REQUIRE_ALL";

  private static final String GSTREAMER_PACKAGES =
      "apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-tools"
          + " gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
          + " gstreamer1.0-plugins-ugly";

  private RequiredTool() {}

  /**
   * Whether a command is on the {@code PATH}.
   *
   * @throws AssertionError when it is not and all tools are required
   */
  public static boolean present(String command) {
    return present(command, "apt-get install " + command);
  }

  /**
   * Whether a command is on the {@code PATH}.
   *
   * @param install how to get it, for the message
   * @throws AssertionError when it is not and all tools are required
   */
  public static boolean present(String command, String install) {
    return present(command, install, () -> isOnPath(command, System.getenv("PATH")));
  }

  /**
   * Whether the GStreamer RTSP server can be used from Debian's Python.
   *
   * @throws AssertionError when it cannot and all tools are required
   */
  public static boolean gstRtspServer() {
    return present(
        "gst-rtsp-server",
        GSTREAMER_PACKAGES,
        () ->
            succeeds(
                "/usr/bin/python3",
                "-c",
                "import gi; gi.require_version('GstRtspServer', '1.0');"
                    + " from gi.repository import GstRtspServer"));
  }

  /**
   * Whether a check holds.
   *
   * @param name what is wanted, for the message
   * @param install how to get it, for the message
   * @throws AssertionError when it does not hold and all tools are required
   */
  public static boolean present(String name, String install, BooleanSupplier check) {
    return present(name, install, check, System.getenv());
  }

  static boolean present(
      String name, String install, BooleanSupplier check, Map<String, String> environment) {
    if (check.getAsBoolean()) {
      return true;
    }
    String message = name + " is missing: " + install;
    if ("1".equals(environment.get(REQUIRE_ALL))) {
      throw new AssertionError(message + " (" + REQUIRE_ALL + "=1)");
    }
    System.err.println("skipped: " + message);
    return false;
  }

  /** Whether a command ends with status 0 within 20 s. Its output is discarded. */
  public static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static boolean isOnPath(String command, String path) {
    if (path == null) {
      return false;
    }
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, command))) {
        return true;
      }
    }
    return false;
  }
}
