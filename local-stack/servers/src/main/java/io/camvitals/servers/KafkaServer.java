package io.camvitals.servers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real Kafka node on 127.0.0.1, as a child process. It ends with this JVM, however that ends.
 * Topics are not created by writing to them. Not thread-safe.
 */
public final class KafkaServer extends LocalServer {
  private static final String NAME = "Kafka";

  private KafkaServer(ServerOptions options, Ports ports) {
    super(NAME, options, ports);
  }

  /** A node on a free port with {@link ServerOptions#DEFAULTS}; it answers already. */
  public static KafkaServer start() {
    return start(ServerOptions.DEFAULTS);
  }

  /**
   * A node that answers already.
   *
   * @throws ServerException when the port is in use, or the node does not come up; the message
   *     quotes the end of its log
   */
  public static KafkaServer start(ServerOptions options) {
    return Ports.start(
        NAME,
        options,
        ports -> {
          KafkaServer server = new KafkaServer(options, ports);
          server.runOrAbandon();
          return server;
        });
  }

  @Override
  void run() {
    Path configuration = process.directory().resolve("config/server.properties");
    try (BufferedWriter out = Files.newBufferedWriter(configuration)) {
      properties().store(out, null);
    } catch (IOException e) {
      throw new ServerException(NAME + " cannot have its configuration: " + e, e);
    }
    process.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx" + options.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            Installation.find().kafkaClassPath(),
            KafkaBrokerMain.class.getName(),
            configuration.toString()),
        Map.of(),
        () -> KafkaProbe.answers(ports.client()));
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + ports.internal(),
            "listeners",
                "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(ports.client(), ports.internal()),
            "advertised.listeners", "CLIENT://" + bootstrapServers(),
            "listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "CLIENT",
            "controller.listener.names", "CONTROLLER",
            "log.dirs", process.directory().resolve("data").toString()));
    properties.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "log.index.size.max.bytes", "1048576"));
    properties.putAll(options.settings());
    return properties;
  }

  /** Host and port for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.client();
  }
}
