package io.camvitals.agent.command;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.EventJson;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints events from Kafka as JSON lines, until it is stopped or has printed enough. */
@Command(
    name = "camvitals tail",
    mixinStandardHelpOptions = true,
    description = "Prints events from Kafka as JSON lines on standard output.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was printed, or the reader of the output went away",
      "1:Kafka could not be read",
      "2:wrong usage"
    })
public final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "TOPIC",
      defaultValue = "stream-quality",
      completionCandidates = TopicNames.class,
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private String topicName;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "SERVERS",
      description =
          "Where Kafka is, HOST:PORT, several separated by commas. Default: the environment's CAMVITALS_KAFKA_BOOTSTRAP_SERVERS, a running"
              + " demo's Kafka, or 127.0.0.1:9092.")
  private String bootstrapServers;

  @Option(names = "--from-beginning", description = "What Kafka already holds, too.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Ends after so many lines.")
  private Long maximum;

  @Option(names = "--camera", paramLabel = "ID", description = "Only events of this camera.")
  private String camera;

  @Option(
      names = "--packets",
      description = "With topic packets: a line for each packet instead of each batch.")
  private boolean packets;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Gives up when Kafka does not answer for so long; default ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  private final PrintStream out;
  private final PrintStream err;
  private long printed;
  private long undecodable;

  /** For the launcher. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            false,
            StandardCharsets.UTF_8);
    System.exit(
        new CommandLine(new TailCommand(out, System.err))
            .setParameterExceptionHandler(new MaskingErrors())
            .execute(arguments));
  }

  /** For the generator of shell completion. */
  public TailCommand() {
    this(System.out, System.err);
  }

  TailCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static final class TopicNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Arrays.stream(Topic.values()).map(Topic::topicName).iterator();
    }
  }

  @Override
  public Integer call() {
    Topic topic = topic();
    if (maximum != null && maximum < 1) {
      throw wrongUsage("--max " + maximum + " is less than 1");
    }
    if (packets && topic != Topic.PACKETS) {
      throw wrongUsage("--packets goes with topic packets, not with " + topicName);
    }
    if (bootstrapServers != null && bootstrapServers.indexOf('@') >= 0) {
      throw wrongUsage("--bootstrap-servers takes HOST:PORT, without credentials");
    }
    KafkaLocation kafka =
        bootstrapServers == null
            ? KafkaLocation.find()
            : new KafkaLocation(bootstrapServers, "--bootstrap-servers");
    String place = kafka.bootstrapServers() + " (from " + kafka.origin() + ")";
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      return read(consumer, topic, place);
    } catch (TimeoutException e) {
      err.println("Kafka at " + place + " did not answer within " + timeoutSeconds + " s");
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      err.println("Kafka at " + place + " cannot be read: " + cause.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private Topic topic() {
    return Topic.named(topicName)
        .orElseThrow(
            () ->
                wrongUsage(
                    "there is no topic '"
                        + topicName
                        + "'; there are "
                        + Arrays.stream(Topic.values())
                            .map(Topic::topicName)
                            .collect(Collectors.joining(", "))));
  }

  private CommandLine.ParameterException wrongUsage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private Consumer<byte[], byte[]> consumer(KafkaLocation kafka) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "camvitals-tail");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutSeconds * 1_000);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private int read(Consumer<byte[], byte[]> consumer, Topic topic, String place) {
    List<TopicPartition> partitions =
        consumer.listTopics().getOrDefault(topic.topicName(), List.of()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      err.println("Kafka at " + place + " has no topic " + topicName + " yet");
      return CommandLine.ExitCode.SOFTWARE;
    }
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
    CountDownLatch done = new CountDownLatch(1);
    Thread interrupt = new Thread(() -> finish(consumer, done), "tail-interrupt");
    Runtime.getRuntime().addShutdownHook(interrupt);
    try {
      while (!isDone()) {
        consumer.poll(POLL).forEach(record -> print(topic, record));
        out.flush();
      }
      Runtime.getRuntime().removeShutdownHook(interrupt);
    } catch (WakeupException e) {
      // Ctrl-C or SIGTERM: the hook waits until all is flushed.
    } finally {
      out.flush();
      if (undecodable > 0) {
        err.println(undecodable + " records could not be read");
      }
      done.countDown();
    }
    return CommandLine.ExitCode.OK;
  }

  private static void finish(Consumer<byte[], byte[]> consumer, CountDownLatch done) {
    consumer.wakeup();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Printed enough, or nobody reads it ({@code ./camvitals tail | head}). */
  private boolean isDone() {
    return (maximum != null && printed >= maximum) || out.checkError();
  }

  private void print(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    try {
      if (camera == null || camera.equals(StreamKeys.cameraId(topic.parse(record.value())))) {
        List<String> lines =
            packets
                ? EventJson.packetLines(record.value())
                : List.of(EventJson.line(topic, record.value()));
        lines.forEach(this::print);
      }
    } catch (InvalidProtocolBufferException e) {
      undecodable++;
      err.printf(
          "%s-%d at offset %d cannot be read: %s%n",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private void print(String line) {
    if (maximum == null || printed < maximum) {
      printed++;
      out.println(line);
    }
  }
}
