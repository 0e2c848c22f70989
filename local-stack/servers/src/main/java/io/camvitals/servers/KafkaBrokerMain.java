package io.camvitals.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs one Kafka node, broker and controller in one (KRaft), until SIGTERM. The directory of its
 * log is formatted when it is new. Argument: the file of its properties.
 */
public final class KafkaBrokerMain {
  private KafkaBrokerMain() {}

  /** Starts the node. */
  public static void main(String[] arguments) throws Exception {
    Properties properties = load(Path.of(arguments[0]));
    format(properties);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
    try {
      server.startup();
      server.awaitShutdown();
    } catch (RuntimeException e) {
      e.printStackTrace(System.err);
      // The half-started node's threads would keep the process; its hook could wait for ever.
      Runtime.getRuntime().halt(1);
    }
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static void format(Properties properties) throws Exception {
    new Formatter()
        .setPrintStream(System.out)
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .setClusterId("Y2Ftdml0YWxzLWxvY2FsLQ")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(properties.getProperty("controller.listener.names"))
        .addDirectory(properties.getProperty("log.dirs"))
        .setMetadataLogDirectory(properties.getProperty("log.dirs"))
        .setIgnoreFormatted(true)
        .run();
  }
}
