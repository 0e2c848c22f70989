package io.camvitals.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a command as {@code nobody} when this process is root's: Elasticsearch refuses root. Where
 * the paths that it needs lie below a directory closed to others (a clone in {@code /root}), it
 * keeps the one capability to enter there.
 */
final class Unprivileged {
  private static final String USER = "65534";
  private static final List<List<String>> CAPABILITIES =
      List.of(List.of(), keeping("dac_read_search"), keeping("dac_override"));

  private Unprivileged() {}

  /** Without the secure bit, access(2), by which Java looks whether a file exists, ignores it. */
  private static List<String> keeping(String capability) {
    return List.of(
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+" + capability,
        "--ambient-caps=+" + capability);
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What to put before a command.
   *
   * @throws ServerException when the user cannot be made to reach the paths
   */
  static List<String> command(String name, List<Path> paths) {
    for (List<String> capabilities : CAPABILITIES) {
      List<String> prefix = new ArrayList<>(List.of("setpriv", "--reuid=" + USER));
      prefix.addAll(List.of("--regid=" + USER, "--clear-groups"));
      prefix.addAll(capabilities);
      List<String> check = new ArrayList<>(prefix);
      check.addAll(List.of("sh", "-c", "for p; do test -x \"$p\" || exit 1; done", "sh"));
      paths.forEach(path -> check.add(path.toString()));
      if (RequiredTool.succeeds(check.toArray(String[]::new))) {
        return prefix;
      }
    }
    throw new ServerException(
        name
            + " does not run as root, and user "
            + USER
            + " cannot enter all of "
            + paths
            + ": open them to others, or run as an ordinary user");
  }

  /** Gives a directory and all below it to the user. */
  static void own(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.setAttribute(path, "unix:uid", Integer.valueOf(USER));
      }
    } catch (IOException e) {
      throw new ServerException(directory + " cannot be given to user " + USER + ": " + e, e);
    }
  }
}
