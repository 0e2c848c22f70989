package io.camvitals.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a server when this JVM is gone, however it went. A small shell process in a session of its
 * own holds the other end of a pipe; when the pipe closes it kills the server's process group, and
 * deletes its data unless they are to be kept.
 */
final class ServerGuard implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      while read -r line; do [ "$line" = done ] && exit 0; done
      cd "$1" 2>/dev/null || exit 0
      if read -r pid 2>/dev/null <pid; then
        kill -KILL "-$pid" 2>/dev/null
        tries=50
        while [ $tries -gt 0 ] && kill -0 "-$pid" 2>/dev/null; do
          sleep 0.1
          tries=$((tries - 1))
        done
      fi
      rm -f pid
      [ "$2" = keep ] || { rm -rf -- data config tmp server.log; cd /; rmdir -- "$1"; }
      """;

  private final Process process;
  // While it is pending the process, and so its pipe, is not garbage: a server goes on even when
  // nobody refers to it any more.
  private final CompletableFuture<Process> exit;

  ServerGuard(Path directory, boolean keepData) throws IOException {
    process =
        new ProcessBuilder(
                "setsid", "sh", "-c", SCRIPT, "guard", directory.toString(), keepData ? "keep" : "")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    exit = process.onExit();
  }

  /** Lets go: nothing is killed or deleted any more. */
  @Override
  public void close() {
    try (var toGuard = process.outputWriter()) {
      toGuard.write("done\n");
    } catch (IOException e) {
      process.destroyForcibly();
    }
    exit.join();
  }
}
