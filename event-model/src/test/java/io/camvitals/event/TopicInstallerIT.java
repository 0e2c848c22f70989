package io.camvitals.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.servers.FreePorts;
import io.camvitals.servers.KafkaServer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicInstallerIT {
  private static final List<Topic> TWO = List.of(Topic.PACKETS, Topic.STREAM_QUALITY);
  private static KafkaServer kafka;
  private static Admin admin;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    kafka.close();
  }

  @AfterEach
  void deleteTopics() throws Exception {
    admin.deleteTopics(admin.listTopics().names().get()).all().get();
  }

  @Test
  void missingTopicsAreCreatedAsTheyShouldBeAndThenNothingIsLeftToDo() throws Exception {
    assertThat(TopicInstaller.install(kafka.bootstrapServers()))
        .hasSize(Topic.values().length)
        .contains("created packets with 6 partitions");
    for (Topic topic : Topic.values()) {
      assertThat(partitions(topic)).isEqualTo(6);
      topic.settings().forEach((name, value) -> assertThat(setting(topic, name)).isEqualTo(value));
    }
    assertThat(TopicInstaller.install(kafka.bootstrapServers())).isEmpty();
  }

  @Test
  void partitionsAreRaisedAndNeverLowered() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic("packets", 2, (short) 1).configs(Topic.PACKETS.settings()),
                new NewTopic("stream-quality", 5, (short) 1)
                    .configs(Topic.STREAM_QUALITY.settings())))
        .all()
        .get();
    assertThat(installer(3).install(TWO)).containsExactly("packets: partitions 2 -> 3");
    assertThat(partitions(Topic.PACKETS)).isEqualTo(3);
    assertThat(partitions(Topic.STREAM_QUALITY)).isEqualTo(5);
  }

  @Test
  void settingsThatDifferAreSetAndTheOperatorsOwnStay() throws Exception {
    installer(1).install(TWO);
    alter(Topic.PACKETS, "retention.ms", "1000");
    alter(Topic.PACKETS, "segment.ms", "7777777");
    assertThat(installer(1).install(TWO)).containsExactly("packets: retention.ms 1000 -> 21600000");
    assertThat(setting(Topic.PACKETS, "retention.ms")).isEqualTo("21600000");
    assertThat(setting(Topic.PACKETS, "segment.ms")).isEqualTo("7777777");
  }

  @Test
  void severalMayInstallAtOnce() {
    List<CompletableFuture<List<String>>> all =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> installer(2).install(TWO)))
            .toList();
    long created = all.stream().map(CompletableFuture::join).mapToLong(Collection::size).sum();
    assertThat(created).isEqualTo(2);
  }

  @Test
  void kafkaThatIsNotThereIsNamedWithTheDeadline() {
    String nowhere = "127.0.0.1:" + FreePorts.next();
    TopicInstaller installer =
        new TopicInstaller(
            Map.of("bootstrap.servers", nowhere), 1, (short) 1, Duration.ofSeconds(2));
    assertThatThrownBy(() -> installer.install(TWO))
        .isInstanceOf(TopicInstallationException.class)
        .hasMessage("Kafka at " + nowhere + " did not answer within 2 s");
  }

  @Test
  void aNameThatDoesNotResolveIsNamed() {
    TopicInstaller installer =
        new TopicInstaller(
            Map.of("bootstrap.servers", "kafka.invalid:9092"), 1, (short) 1, Duration.ofSeconds(2));
    assertThatThrownBy(() -> installer.install(TWO))
        .isInstanceOf(TopicInstallationException.class)
        .hasMessageStartingWith("Kafka at kafka.invalid:9092 ");
  }

  @Test
  void moreReplicasThanBrokersAreRefusedWithKafkasReason() {
    TopicInstaller installer =
        new TopicInstaller(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            1,
            (short) 3,
            Duration.ofSeconds(20));
    assertThatThrownBy(() -> installer.install(TWO))
        .isInstanceOf(TopicInstallationException.class)
        .hasMessageStartingWith("Kafka at " + kafka.bootstrapServers() + " refused the topics: ")
        .hasMessageContaining("3");
  }

  private static TopicInstaller installer(int partitions) {
    return new TopicInstaller(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        partitions,
        (short) 1,
        Duration.ofSeconds(20));
  }

  private static int partitions(Topic topic) throws Exception {
    return admin
        .describeTopics(Set.of(topic.topicName()))
        .allTopicNames()
        .get()
        .get(topic.topicName())
        .partitions()
        .size();
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  private static String setting(Topic topic, String name) {
    return admin
        .describeConfigs(Set.of(resource(topic)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .get(resource(topic))
        .get(name)
        .value();
  }

  private static void alter(Topic topic, String name, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                resource(topic),
                Set.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
