package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureFormatException;
import io.camvitals.agent.source.file.CaptureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Directories stand for the captures that lie in them. */
final class CaptureFolder {
  private CaptureFolder() {}

  /**
   * The files that are meant. Of a directory these are the captures directly in it, by name; what
   * is no capture is told of, and left out.
   *
   * @param warnings take what is to be said of directories
   * @throws IOException when a directory cannot be read
   */
  static List<Path> expand(List<Path> files, Consumer<String> warnings) throws IOException {
    List<Path> captures = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        captures.addAll(captures(file, warnings));
      } else {
        captures.add(file);
      }
    }
    return captures;
  }

  private static List<Path> captures(Path directory, Consumer<String> warnings) throws IOException {
    List<Path> captures = new ArrayList<>();
    int others = 0;
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.filter(Files::isRegularFile).sorted().toList()) {
        if (isCapture(entry)) {
          captures.add(entry);
        } else {
          others++;
        }
      }
    }
    if (captures.isEmpty()) {
      warnings.accept(directory + ": there is no capture in this directory");
    } else if (others > 0) {
      warnings.accept(
          directory
              + (others == 1 ? ": 1 file is no capture" : ": " + others + " files are no captures")
              + " and left out");
    }
    return captures;
  }

  private static boolean isCapture(Path file) {
    try (CaptureReader reader = CaptureReader.open(file)) {
      return !reader.format().isEmpty();
    } catch (CaptureFormatException e) {
      return false;
    } catch (IOException e) {
      // Whether it is one is not known: why it cannot be read is told when it is to be read.
      return true;
    }
  }
}
