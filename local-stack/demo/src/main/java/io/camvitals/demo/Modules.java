package io.camvitals.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the built modules lie, so that each part can run with its own class path. */
final class Modules {
  /** Set by the launcher: the root of the checkout. */
  static final String ROOT_PROPERTY = "camvitals.root";

  private final Path root;

  private Modules(Path root) {
    this.root = root;
  }

  /**
   * The modules below the root that the launcher names.
   *
   * @throws IllegalStateException when it names none
   */
  static Modules find() {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw new IllegalStateException(
          "-D" + ROOT_PROPERTY + " is not set; start the demo by ./camvitals demo");
    }
    return new Modules(Path.of(root));
  }

  /** The root of the checkout. */
  Path root() {
    return root;
  }

  /**
   * Class path of a module: its jar and those that it needs.
   *
   * @throws IllegalStateException when the module is not built
   */
  String classPath(String module) {
    Path target = root.resolve(module).resolve("target");
    String jars;
    try (Stream<Path> files = Files.list(target)) {
      jars =
          files
              .filter(file -> file.getFileName().toString().matches(".*-[0-9][^/]*\\.jar"))
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
    } catch (java.io.IOException e) {
      jars = "";
    }
    if (jars.isEmpty()) {
      throw new IllegalStateException(
          "the module " + module + " is not built; run ./camvitals build");
    }
    return jars + File.pathSeparator + target.resolve("lib") + File.separator + "*";
  }
}
