package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
  @TempDir Path temporary;

  @Test
  void twoNodesRunAtOnceAndKnowNothingOfEachOther() throws Exception {
    try (KafkaServer one = KafkaServer.start();
        KafkaServer other = KafkaServer.start()) {
      createTopic(one, "only-here");
      assertThat(topics(one)).containsExactly("only-here");
      assertThat(topics(other)).isEmpty();
    }
  }

  @Test
  void whatWasWrittenIsThereAfterAKillAndARestartOnTheSamePort() throws Exception {
    try (KafkaServer server = KafkaServer.start()) {
      createTopic(server, "kept");
      write(server, "kept", "before the kill");
      int port = server.port();

      server.kill();
      assertThat(server.isAlive()).isFalse();
      assertThat(FreePorts.isFree(port)).isTrue();
      server.restart();

      assertThat(server.port()).isEqualTo(port);
      write(server, "kept", "after it");
      assertThat(read(server, "kept", 2)).containsExactly("before the kill", "after it");
      server.restart();
      assertThat(read(server, "kept", 2)).containsExactly("before the kill", "after it");
    }
  }

  @Test
  void dataThatAreKeptServeTheNextNode() throws Exception {
    ServerOptions options =
        ServerOptions.DEFAULTS.withDirectory(temporary.resolve("kafka")).keepingData();
    try (KafkaServer server = KafkaServer.start(options)) {
      createTopic(server, "kept");
      write(server, "kept", "for later");
    }
    try (KafkaServer server = KafkaServer.start(options)) {
      assertThat(read(server, "kept", 1)).containsExactly("for later");
    }
  }

  @Test
  void aGivenDirectoryLosesOnlyWhatIsTheServers() throws Exception {
    Files.writeString(temporary.resolve("mine.txt"), "mine");
    KafkaServer.start(ServerOptions.DEFAULTS.withDirectory(temporary)).close();
    try (var left = Files.list(temporary)) {
      assertThat(left).containsExactly(temporary.resolve("mine.txt"));
    }
  }

  @Test
  void itsPortIsRefusedToOthersAndCloseLeavesNeitherProcessNorFile() {
    KafkaServer server = KafkaServer.start();
    assertThatThrownBy(() -> KafkaServer.start(ServerOptions.DEFAULTS.withPort(server.port())))
        .isInstanceOf(ServerException.class)
        .hasMessage("port " + server.port() + " of 127.0.0.1, wanted for Kafka, is in use");
    long pid = server.pid();
    assertThat(server.logFile()).isNotEmptyFile();
    server.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(server.directory()).doesNotExist();
    assertThat(FreePorts.isFree(server.port())).isTrue();
  }

  @Test
  void aNodeThatEndsAtOnceIsReportedWithTheEndOfItsLog() {
    Path log = temporary.resolve("log/kafka.log");
    assertThatThrownBy(
            () ->
                KafkaServer.start(
                    ServerOptions.DEFAULTS
                        .withLogFile(log)
                        .withSetting("num.partitions", "not a number")))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("Kafka ended with status 1 before it answered; its log is " + log)
        .hasMessageContaining("Invalid value not a number for configuration num.partitions");
    assertThat(log).isNotEmptyFile();
  }

  @Test
  void aNodeThatDoesNotAnswerInTimeIsKilledAndReported() {
    assertThatThrownBy(
            () ->
                KafkaServer.start(
                    ServerOptions.DEFAULTS
                        .withDirectory(temporary.resolve("slow"))
                        .withStartTimeout(Duration.ofSeconds(1))))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("Kafka did not answer within 1 s; its log is ");
    assertThat(temporary.resolve("slow/data")).doesNotExist();
    assertThat(temporary.resolve("slow/server.log")).exists();
  }

  private static void createTopic(KafkaServer server, String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static Set<String> topics(KafkaServer server) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }

  private static void write(KafkaServer server, String topic, String value) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", server.bootstrapServers());
    try (Producer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static List<String> read(KafkaServer server, String topic, int count) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", server.bootstrapServers());
    List<String> values = new java.util.ArrayList<>();
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
