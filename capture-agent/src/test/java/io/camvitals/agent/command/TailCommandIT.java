package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.Topic;
import io.camvitals.event.TopicInstaller;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.servers.FreePorts;
import io.camvitals.servers.KafkaServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TailCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static KafkaServer kafka;

  @TempDir Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaServer.start();
    TopicInstaller.install(kafka.bootstrapServers());
    for (int i = 0; i < 5; i++) {
      send(Topic.STREAM_QUALITY, quality(i % 2 == 0 ? "gate" : "yard", i));
    }
    send(Topic.PACKETS, batch("gate", 3));
    send(Topic.PACKETS, batch("yard", 2));
    send(Topic.FRAMES, new byte[] {(byte) 0xff});
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatKafkaHoldsIsPrintedUpToTheMaximum() throws Exception {
    assertThat(tail("--from-beginning", "--max", "3")).isZero();
    assertThat(lines()).hasSize(3);
    for (String line : lines()) {
      assertThat(JSON.readTree(line).path("stream").path("camera_id").asText())
          .isIn("gate", "yard", "late");
    }
    assertThat(text(err)).isEmpty();
  }

  @Test
  void onlyOneCamerasEventsArePrinted() throws Exception {
    assertThat(tail("--from-beginning", "--max", "2", "--camera", "yard")).isZero();
    List<Long> packets = new ArrayList<>();
    for (String line : lines()) {
      packets.add(JSON.readTree(line).path("packets").asLong());
    }
    assertThat(packets).containsExactlyInAnyOrder(1L, 3L);
  }

  @Test
  void aBatchIsOneLineOrOneForEachPacket() throws Exception {
    assertThat(tail("packets", "--from-beginning", "--max", "1", "--camera", "gate")).isZero();
    JsonNode batch = JSON.readTree(lines().get(0));
    assertThat(batch.path("sequence").toString()).isEqualTo("[0,1,2]");

    out.reset();
    assertThat(tail("packets", "--packets", "--from-beginning", "--max", "2", "--camera", "yard"))
        .isZero();
    assertThat(lines()).hasSize(2).allMatch(line -> line.contains("\"camera_id\":\"yard\""));
  }

  @Test
  void whatComesLaterIsPrintedWhenItComes() throws Exception {
    CompletableFuture<Integer> tail =
        CompletableFuture.supplyAsync(() -> tail("--max", "1", "--camera", "late"));
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              send(Topic.STREAM_QUALITY, quality("late", 7));
              return tail.isDone();
            });
    assertThat(tail.get(1, TimeUnit.SECONDS)).isZero();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aRecordThatCannotBeReadIsNamedAndTheNextOnesArePrinted() throws Exception {
    Process tail = startTail("frames", "--from-beginning");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readString(temporary.resolve("err")).contains("cannot be read"));
    tail.destroy();
    assertThat(tail.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(temporary.resolve("err")))
        .contains("frames-")
        .contains("at offset 0 cannot be read: ")
        .contains("1 records could not be read")
        .doesNotContain("Exception in");
  }

  @Test
  void anUnknownTopicIsWrongUsageAndTheKnownOnesAreListed() {
    assertThat(tail("pakets")).isEqualTo(2);
    assertThat(text(err))
        .contains(
            "there is no topic 'pakets'; there are packets, frames, rtcp, transport-stream, "
                + "rtsp, ");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void packetsOfATopicThatHasNoneAreWrongUsage() {
    assertThat(tail("rtcp", "--packets")).isEqualTo(2);
    assertThat(text(err)).contains("--packets goes with topic packets, not with rtcp");
  }

  @Test
  void aMaximumBelowOneIsWrongUsage() {
    assertThat(tail("--max", "0")).isEqualTo(2);
    assertThat(text(err)).contains("--max 0 is less than 1");
  }

  @Test
  void kafkaThatIsNotThereIsNamed() {
    String nowhere = "127.0.0.1:" + FreePorts.next();
    assertThat(command().execute("--bootstrap-servers", nowhere, "--timeout", "1")).isEqualTo(1);
    assertThat(text(err).strip())
        .isEqualTo("Kafka at " + nowhere + " (from --bootstrap-servers) did not answer within 1 s");
  }

  @Test
  void kafkaWithoutTheTopicIsNamed() {
    try (KafkaServer empty = KafkaServer.start()) {
      assertThat(command().execute("--bootstrap-servers", empty.bootstrapServers())).isEqualTo(1);
      assertThat(text(err)).contains("has no topic stream-quality yet");
    }
  }

  @Test
  void aReaderThatGoesAwayEndsIt() throws Exception {
    List<String> piped = new ArrayList<>(List.of("bash", "-c", "\"$@\" | head -n 1", "bash"));
    piped.addAll(tailCommand("packets", "--packets"));
    Process shell =
        new ProcessBuilder(piped).redirectError(temporary.resolve("err").toFile()).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              send(Topic.PACKETS, batch("gate", 3));
              return !shell.isAlive();
            });
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .hasSize(1);
    assertThat(temporary.resolve("err")).isEmptyFile();
  }

  private Process startTail(String... arguments) throws Exception {
    return new ProcessBuilder(tailCommand(arguments))
        .redirectOutput(temporary.resolve("out").toFile())
        .redirectError(temporary.resolve("err").toFile())
        .start();
  }

  private static List<String> tailCommand(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TailCommand.class.getName(),
                "--bootstrap-servers",
                kafka.bootstrapServers()));
    command.addAll(List.of(arguments));
    return command;
  }

  private int tail(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    all.addAll(List.of(arguments));
    return command().execute(all.toArray(String[]::new));
  }

  private CommandLine command() {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CommandLine(
            new TailCommand(new PrintStream(out, true, StandardCharsets.UTF_8), errors))
        .setErr(new java.io.PrintWriter(errors, true, StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return text(out).lines().toList();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static byte[] quality(String camera, long packets) {
    return StreamQuality.newBuilder()
        .setStream(StreamIdentity.newBuilder().setCameraId(camera))
        .setPackets(packets)
        .build()
        .toByteArray();
  }

  private static byte[] batch(String camera, int rows) {
    PacketBatchBuilder builder =
        new PacketBatchBuilder(StreamIdentity.newBuilder().setCameraId(camera).build(), rows);
    for (int row = 0; row < rows; row++) {
      builder.append(1_000_000_000L + row, row, 90 * row, 1_000, 54, 0);
    }
    return builder.build();
  }

  private static void send(Topic topic, byte[] value) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.topicName(), value)).get();
    }
  }
}
