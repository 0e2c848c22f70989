package io.camvitals.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the build put the servers. */
final class Installation {
  /** Overrides the directory that the build wrote down. */
  static final String DIRECTORY_PROPERTY = "camvitals.servers.directory";

  private final Path directory;
  private final String elasticsearch;

  private Installation(Path directory, String elasticsearch) {
    this.directory = directory;
    this.elasticsearch = elasticsearch;
  }

  static Installation find() {
    Properties properties = new Properties();
    try (InputStream in = Installation.class.getResourceAsStream("installation.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String directory = System.getProperty(DIRECTORY_PROPERTY, properties.getProperty("directory"));
    return new Installation(Path.of(directory), properties.getProperty("elasticsearch"));
  }

  /** The class path of {@link KafkaBrokerMain}. */
  String kafkaClassPath() {
    Path classes = directory.resolve("classes");
    Path libraries = directory.resolve("kafka-server/lib");
    require("Kafka", classes.resolve("io/camvitals/servers/KafkaBrokerMain.class"));
    require("Kafka", libraries);
    return classes + ":" + libraries + "/*";
  }

  /** The unpacked distribution. */
  Path elasticsearchHome() {
    Path home = directory.resolve("elasticsearch-server").resolve(elasticsearch);
    require("Elasticsearch", home.resolve("bin/elasticsearch"));
    return home;
  }

  private static void require(String server, Path path) {
    if (!Files.exists(path)) {
      throw new ServerException(
          server + " is not there: " + path + " is missing; run ./camvitals build");
    }
  }
}
