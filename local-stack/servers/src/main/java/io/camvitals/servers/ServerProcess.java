package io.camvitals.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server as a child process in a session of its own (Ctrl-C at a terminal does not reach it), its
 * directory and its log. The directory holds {@code data}, {@code config}, {@code tmp}, {@code
 * server.log}, and {@code pid} while it runs.
 */
final class ServerProcess implements AutoCloseable {
  private static final List<String> CONTENTS =
      List.of("pid", "data", "config", "tmp", "server.log");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final int QUOTED_LINES = 15;
  private static final int LINE_LIMIT = 300;

  private final String name;
  private final ServerOptions options;
  private final Path directory;
  private final Path logFile;
  private ServerGuard guard;
  private Process process;
  private CompletableFuture<Void> exit;

  ServerProcess(String name, ServerOptions options) {
    this.name = name;
    this.options = options;
    try {
      directory =
          options.directory() == null
              ? Files.createTempDirectory("camvitals-" + name.toLowerCase(java.util.Locale.ROOT))
              : Files.createDirectories(options.directory()).toRealPath();
      logFile = options.logFile() == null ? directory.resolve("server.log") : options.logFile();
      Files.createDirectories(logFile.toAbsolutePath().getParent());
      for (String part : List.of("data", "config", "tmp")) {
        Files.createDirectories(directory.resolve(part));
      }
    } catch (IOException e) {
      throw new ServerException(name + " cannot have its directory: " + e, e);
    }
  }

  Path directory() {
    return directory;
  }

  Path logFile() {
    return logFile;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * Starts the server and returns when it answers.
   *
   * @throws ServerException when it ends before, or does not answer in time; it is killed then
   */
  void start(List<String> command, Map<String, String> environment, BooleanSupplier answers) {
    List<String> whole =
        new ArrayList<>(
            List.of(
                "setsid",
                "sh",
                "-c",
                "echo $$ >\"$0\"; exec \"$@\"",
                directory.resolve("pid").toString()));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    for (String inherited : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ES_JAVA_OPTS")) {
      builder.environment().remove(inherited);
    }
    builder.environment().putAll(environment);
    try {
      if (guard == null) {
        guard = new ServerGuard(directory, options.keepData());
      }
      process = builder.start();
      exit = process.onExit().thenAccept(this::forget);
    } catch (IOException e) {
      throw new ServerException(name + " cannot be started: " + e.getMessage(), e);
    }
    awaitAnswer(answers);
  }

  /** A process id that is free again may become someone else's: the guard must not kill it. */
  private void forget(Process ended) {
    Path pid = directory.resolve("pid");
    try {
      if (Files.readString(pid).strip().equals(Long.toString(ended.pid()))) {
        Files.delete(pid);
      }
    } catch (IOException e) {
      // There is none.
    }
  }

  private void awaitAnswer(BooleanSupplier answers) {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    try {
      while (!answers.getAsBoolean()) {
        if (!process.isAlive()) {
          throw failure("ended with status " + process.exitValue() + " before it answered");
        }
        if (System.nanoTime() > deadline) {
          throw failure("did not answer within " + options.startTimeout().toSeconds() + " s");
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new ServerException("interrupted while " + name + " was starting", e);
    }
  }

  private ServerException failure(String what) {
    kill();
    return new ServerException(
        name
            + " "
            + what
            + "; its log is "
            + logFile
            + " and ends so:\n  "
            + String.join("\n  ", lastLogLines()));
  }

  /** The end of what the server said, without stack frames; nothing when there is no log. */
  List<String> lastLogLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(logFile), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("at "))
              .map(
                  line ->
                      line.length() <= LINE_LIMIT ? line : line.substring(0, LINE_LIMIT) + "...")
              .toList();
      return lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** SIGTERM, and SIGKILL when that does not end it within 20 s. */
  void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** SIGKILL, to the server's launcher too; returns when all of it is gone. */
  void kill() {
    if (process == null) {
      return;
    }
    // The launcher last: it reaps the server, which would else wait for whoever is process 1.
    List<ProcessHandle> descendants = process.descendants().toList();
    descendants.forEach(ProcessHandle::destroyForcibly);
    descendants.forEach(ServerProcess::awaitExit);
    process.destroyForcibly();
    awaitExit(process.toHandle());
    exit.join();
  }

  private static void awaitExit(ProcessHandle handle) {
    handle.onExit().orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /**
   * Ends the server. Data that need not be kept are deleted, and then there is nothing for the
   * server to put in order: it is killed.
   */
  @Override
  public void close() {
    if (options.keepData()) {
      stop();
    } else {
      kill();
      CONTENTS.forEach(this::delete);
      deleteDirectory();
    }
    if (guard != null) {
      guard.close();
      guard = null;
    }
  }

  /** Ends a server that never answered. Its log stays, for the message names it. */
  void abandon() {
    kill();
    if (!options.keepData()) {
      CONTENTS.stream().filter(part -> !part.equals("server.log")).forEach(this::delete);
      deleteDirectory();
    }
    if (guard != null) {
      guard.close();
      guard = null;
    }
  }

  private void deleteDirectory() {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      // It holds what is not the server's, or the log that a message names.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(String part) {
    Path top = directory.resolve(part);
    if (!Files.exists(top)) {
      return;
    }
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      // Gone already.
    } catch (IOException e) {
      throw new UncheckedIOException(name + " leaves data behind in " + top, e);
    }
  }
}
