package io.camvitals.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real Elasticsearch node on 127.0.0.1 without security, as a child process. It ends with this
 * JVM, however that ends. Started by root, it runs as another user ({@link Unprivileged}). Not
 * thread-safe.
 */
public final class ElasticsearchServer extends LocalServer {
  private static final String NAME = "Elasticsearch";
  private static final int TIMEOUT_MS = 2_000;
  private static final String LOGGING =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;

  private ElasticsearchServer(ServerOptions options, Ports ports) {
    super(NAME, options, ports);
  }

  /** A node on a free port with {@link ServerOptions#DEFAULTS}; it answers already. */
  public static ElasticsearchServer start() {
    return start(ServerOptions.DEFAULTS);
  }

  /**
   * A node that answers already.
   *
   * @throws ServerException when the port is in use, or the node does not come up; the message
   *     quotes the end of its log
   */
  public static ElasticsearchServer start(ServerOptions options) {
    return Ports.start(
        NAME,
        options,
        ports -> {
          ElasticsearchServer server = new ElasticsearchServer(options, ports);
          server.runOrAbandon();
          return server;
        });
  }

  @Override
  void run() {
    Path home = Installation.find().elasticsearchHome();
    Path directory = process.directory();
    Path configuration = directory.resolve("config");
    try {
      Files.writeString(configuration.resolve("elasticsearch.yml"), settings());
      Files.writeString(configuration.resolve("jvm.options"), jvmOptions());
      Files.writeString(configuration.resolve("log4j2.properties"), LOGGING);
    } catch (IOException e) {
      throw new ServerException(NAME + " cannot have its configuration: " + e, e);
    }
    Path java = Path.of(System.getProperty("java.home"));
    List<String> command = new ArrayList<>();
    if (Unprivileged.isRoot()) {
      command.addAll(Unprivileged.command(NAME, List.of(home, java, directory)));
      Unprivileged.own(directory);
    }
    command.add(home.resolve("bin/elasticsearch").toString());
    process.start(
        command,
        Map.of(
            "ES_JAVA_HOME", java.toString(),
            "ES_PATH_CONF", configuration.toString(),
            "ES_TMPDIR", directory.resolve("tmp").toString(),
            "CLI_JAVA_OPTS", "-Xms8m -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
        this::answers);
  }

  private String settings() {
    Path directory = process.directory();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster.name", "camvitals-local");
    settings.put("node.name", "node-1");
    settings.put("path.data", directory.resolve("data").toString());
    settings.put("path.logs", directory.resolve("tmp").toString());
    settings.put("network.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(ports.client()));
    settings.put("transport.port", Integer.toString(ports.internal()));
    settings.put("discovery.type", "single-node");
    settings.put("xpack.security.enabled", "false");
    settings.put("action.destructive_requires_name", "false");
    // A developer's disk may be nearly full; the node must not turn its indices read-only.
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    settings.putAll(options.settings());
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + ": \"" + setting.getValue().replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Compiled by C1 alone it starts with half the CPU, and what it does here is little. */
  private String jvmOptions() {
    return """
    -Xms%1$dm
    -Xmx%1$dm
    -XX:+UseSerialGC
    -XX:-AlwaysPreTouch
    -XX:TieredStopAtLevel=1
    -XX:+ExitOnOutOfMemoryError
    -XX:ErrorFile=%2$s/tmp/hs_err_pid%%p.log
    -Djava.io.tmpdir=${ES_TMPDIR}
    """
        .formatted(options.heapMegabytes(), process.directory());
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s")
                  .toURL()
                  .openConnection(java.net.Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Where clients connect, such as {@code http://127.0.0.1:9200}. */
  public String url() {
    return "http://127.0.0.1:" + ports.client();
  }
}
