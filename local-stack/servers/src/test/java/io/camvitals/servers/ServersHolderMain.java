package io.camvitals.servers;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Starts both servers, says where they are, and then waits for standard input to end, whereupon it
 * leaves without closing them. Argument: the directory below which they keep their data, {@code
 * keep} to keep them.
 */
final class ServersHolderMain {
  private ServersHolderMain() {}

  public static void main(String[] arguments) throws Exception {
    ServerOptions options = ServerOptions.DEFAULTS;
    if (arguments[1].equals("keep")) {
      options = options.keepingData();
    }
    Path directory = Path.of(arguments[0]);
    ServerOptions besides = options.withDirectory(directory.resolve("kafka"));
    CompletableFuture<KafkaServer> starting =
        CompletableFuture.supplyAsync(() -> KafkaServer.start(besides));
    ElasticsearchServer elasticsearch =
        ElasticsearchServer.start(options.withDirectory(directory.resolve("elasticsearch")));
    KafkaServer kafka = starting.join();
    long node =
        ProcessHandle.of(elasticsearch.pid()).orElseThrow().descendants().findFirst().get().pid();
    System.out.println(kafka.pid() + " " + elasticsearch.pid() + " " + node);
    while (System.in.read() >= 0) {
      // Still wanted.
    }
    System.exit(0);
  }
}
