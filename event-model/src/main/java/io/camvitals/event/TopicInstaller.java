package io.camvitals.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes Kafka's topics what {@link Topic} says. May be run again and again, and by several at once:
 * it creates topics that are missing, adds partitions where there are too few, sets settings that
 * differ, and touches nothing else. It never removes partitions, records, or settings of the
 * operator's own.
 *
 * <p>Adding partitions to a topic in use moves streams to other partitions; for a moment a stream's
 * records lie in two of them and may be read out of order.
 */
public final class TopicInstaller {
  /** Streams are spread over so many partitions unless it is said otherwise. */
  public static final int DEFAULT_PARTITIONS = 6;

  /** The replication factor that the brokers are configured with. */
  public static final short BROKER_DEFAULT_REPLICATION = -1;

  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  private final Map<String, Object> clientProperties;
  private final int partitions;
  private final short replicationFactor;
  private final Duration deadline;

  /**
   * @param clientProperties at least {@code bootstrap.servers}; security settings where needed
   * @param partitions of each topic, at least 1
   * @param replicationFactor of topics that are created; {@link #BROKER_DEFAULT_REPLICATION} leaves
   *     it to the brokers
   * @param deadline for all of the work
   */
  public TopicInstaller(
      Map<String, ?> clientProperties, int partitions, short replicationFactor, Duration deadline) {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic cannot have " + partitions + " partitions");
    }
    if (replicationFactor < 1 && replicationFactor != BROKER_DEFAULT_REPLICATION) {
      throw new IllegalArgumentException(
          "a topic cannot have " + replicationFactor + " replicas of a record");
    }
    this.clientProperties = new HashMap<>(clientProperties);
    this.partitions = partitions;
    this.replicationFactor = replicationFactor;
    this.deadline = deadline;
  }

  /** All topics, with the default partitions and the brokers' replication, within 30 s. */
  public static List<String> install(String bootstrapServers) {
    return new TopicInstaller(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            DEFAULT_PARTITIONS,
            BROKER_DEFAULT_REPLICATION,
            DEFAULT_DEADLINE)
        .install(Arrays.asList(Topic.values()));
  }

  /**
   * Does the work.
   *
   * @return what was done, one line each, such as {@code created packets with 6 partitions} or
   *     {@code packets: retention.ms 1000 -> 21600000}; empty when all was right
   * @throws TopicInstallationException when Kafka does not answer or refuses; the message names the
   *     bootstrap servers
   */
  public List<String> install(Collection<Topic> topics) {
    long end = System.nanoTime() + deadline.toNanos();
    Map<String, Object> properties = new HashMap<>(clientProperties);
    int timeoutMs = (int) Math.min(Integer.MAX_VALUE, deadline.toMillis());
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeoutMs, 10_000));
    properties.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    try (Admin admin = Admin.create(properties)) {
      return new Run(admin, end).install(topics);
    } catch (TopicInstallationException e) {
      throw e;
    } catch (KafkaException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private TopicInstallationException failure(Throwable cause) {
    boolean silent =
        cause instanceof TimeoutException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException;
    return new TopicInstallationException(
        "Kafka at "
            + clientProperties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
            + (silent
                ? " did not answer within " + deadline.toSeconds() + " s"
                : " refused the topics: "
                    + (cause.getMessage() == null ? cause.toString() : cause.getMessage())),
        cause);
  }

  /** One pass, with one client. */
  private final class Run {
    private final Admin admin;
    private final long end;
    private final List<String> done = new ArrayList<>();

    Run(Admin admin, long end) {
      this.admin = admin;
      this.end = end;
    }

    List<String> install(Collection<Topic> topics) {
      Set<String> existing = new HashSet<>(await(admin.listTopics().names()));
      for (Topic topic : topics) {
        if (!existing.contains(topic.topicName())) {
          create(topic, existing);
        }
      }
      List<Topic> older = topics.stream().filter(t -> existing.contains(t.topicName())).toList();
      raisePartitions(older);
      alterSettings(older);
      if (!done.isEmpty()) {
        awaitVisible(topics);
      }
      return List.copyOf(done);
    }

    private void create(Topic topic, Set<String> existing) {
      Optional<Short> replication =
          replicationFactor == BROKER_DEFAULT_REPLICATION
              ? Optional.empty()
              : Optional.of(replicationFactor);
      NewTopic wanted =
          new NewTopic(topic.topicName(), Optional.of(partitions), replication)
              .configs(topic.settings());
      try {
        awaitOrThrow(admin.createTopics(List.of(wanted)).all());
        done.add("created " + topic.topicName() + " with " + partitions + " partitions");
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw failure(e.getCause());
        }
        // Someone else has been faster, and may have wanted it otherwise.
        existing.add(topic.topicName());
      }
    }

    private void raisePartitions(Collection<Topic> topics) {
      partitionsPresent(topics)
          .forEach(
              (name, present) -> {
                if (present < partitions) {
                  NewPartitions wanted = NewPartitions.increaseTo(partitions);
                  await(admin.createPartitions(Map.of(name, wanted)).all());
                  done.add(name + ": partitions " + present + " -> " + partitions);
                }
              });
    }

    private void alterSettings(Collection<Topic> topics) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      settingsPresent(topics)
          .forEach(
              (topic, present) ->
                  differing(topic, present)
                      .forEach(
                          (setting, wanted) -> {
                            changes
                                .computeIfAbsent(resource(topic), key -> new ArrayList<>())
                                .add(
                                    new AlterConfigOp(
                                        new ConfigEntry(setting, wanted),
                                        AlterConfigOp.OpType.SET));
                            String from = present.get(setting).value();
                            done.add(
                                topic.topicName() + ": " + setting + " " + from + " -> " + wanted);
                          }));
      if (!changes.isEmpty()) {
        await(admin.incrementalAlterConfigs(changes).all());
      }
    }

    /** What the controller has accepted, brokers show a moment later. */
    private void awaitVisible(Collection<Topic> topics) {
      while (partitionsPresent(topics).values().stream().anyMatch(n -> n < partitions)
          || settingsPresent(topics).entrySet().stream()
              .anyMatch(entry -> !differing(entry.getKey(), entry.getValue()).isEmpty())) {
        // Each turn asks a broker; the deadline ends it.
      }
    }

    private Map<String, Integer> partitionsPresent(Collection<Topic> topics) {
      List<String> names = topics.stream().map(Topic::topicName).toList();
      Map<String, Integer> present = new TreeMap<>();
      awaitKnown(() -> admin.describeTopics(names).allTopicNames())
          .forEach((name, description) -> present.put(name, description.partitions().size()));
      return present;
    }

    private Map<Topic, Config> settingsPresent(Collection<Topic> topics) {
      List<ConfigResource> resources = topics.stream().map(Run::resource).toList();
      Map<ConfigResource, Config> configurations =
          awaitKnown(() -> admin.describeConfigs(resources).all());
      Map<Topic, Config> present = new EnumMap<>(Topic.class);
      topics.forEach(topic -> present.put(topic, configurations.get(resource(topic))));
      return present;
    }

    private static Map<String, String> differing(Topic topic, Config present) {
      Map<String, String> differing = new TreeMap<>(topic.settings());
      differing
          .entrySet()
          .removeIf(setting -> setting.getValue().equals(present.get(setting.getKey()).value()));
      return differing;
    }

    private static ConfigResource resource(Topic topic) {
      return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    /** A broker may learn of a topic a moment after the controller has created it. */
    private <T> T awaitKnown(Supplier<KafkaFuture<T>> question) {
      while (true) {
        try {
          return awaitOrThrow(question.get());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw failure(e.getCause());
          }
        }
      }
    }

    private <T> T await(KafkaFuture<T> future) {
      try {
        return awaitOrThrow(future);
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }

    private <T> T awaitOrThrow(KafkaFuture<T> future) throws ExecutionException {
      try {
        return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(e);
      }
    }
  }
}
