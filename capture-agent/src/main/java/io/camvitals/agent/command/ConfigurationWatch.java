package io.camvitals.agent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Calls when a file's content has changed, or on SIGHUP. It looks once a second rather than
 * subscribe: that works on every file system, and for links that are put in another's place.
 */
final class ConfigurationWatch implements AutoCloseable {
  private final Path file;
  private final Runnable changed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "configuration-watch");
            thread.setDaemon(true);
            return thread;
          });
  private String seen;

  ConfigurationWatch(Path file, Runnable changed) {
    this.file = file;
    this.changed = changed;
    this.seen = content();
    var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    Signal.handle(new Signal("HUP"), signal -> timer.execute(this::reload));
  }

  private void look() {
    String now = content();
    if (now != null && !now.equals(seen)) {
      seen = now;
      changed.run();
    }
  }

  private void reload() {
    seen = content();
    changed.run();
  }

  /** Null while it is not there, as when an editor puts a new file in its place. */
  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
