package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.servers.ElasticsearchServer;
import io.camvitals.servers.KafkaServer;
import io.camvitals.servers.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** All parts of the system on this machine, each a process of its own. */
final class DemoStack implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(180);
  private static final int FLINK_PARALLELISM = 2;

  private final DemoOptions options;
  private final Console console;
  private final Modules modules;
  private final ChosenPorts ports;
  private final StopSignal stop;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<SupervisedServer> supervised = new ArrayList<>();
  private final Map<String, Program> programs = new LinkedHashMap<>();
  private final Map<String, String> endpoints = new TreeMap<>();

  private List<SimulatedCamera> cameras = List.of();
  private Program simulator;

  DemoStack(DemoOptions options, Console console, Modules modules, StopSignal stop) {
    this.options = options;
    this.console = console;
    this.modules = modules;
    this.ports = new ChosenPorts(console);
    this.stop = stop;
  }

  /**
   * Starts everything, in the order in which one part needs the other.
   *
   * @throws DemoStoppedException when it is asked to end meanwhile
   */
  void start() throws IOException, InterruptedException, DemoStoppedException {
    startServers();
    startFlink();
    startSimulator();
    stop.check();
    startAgent();
  }

  private void startServers() throws DemoStoppedException {
    int kafkaPort = ports.choose("Kafka", options.ports().kafka());
    int elasticsearchPort = ports.choose("Elasticsearch", options.ports().elasticsearch());
    console.step("starting Kafka and Elasticsearch");
    CompletableFuture<KafkaServer> kafkaStarting =
        CompletableFuture.supplyAsync(() -> KafkaServer.start(server("kafka", kafkaPort)));
    CompletableFuture<ElasticsearchServer> elasticsearchStarting =
        CompletableFuture.supplyAsync(
            () -> ElasticsearchServer.start(server("elasticsearch", elasticsearchPort)));
    // Whichever comes up is closed at the end, also when the other does not come up.
    running.push(() -> closeStarted(elasticsearchStarting));
    running.push(() -> closeStarted(kafkaStarting));
    KafkaServer kafka = joined(kafkaStarting);
    stop.check();
    console.step("Kafka answers at " + kafka.bootstrapServers());
    ElasticsearchServer elasticsearch = joined(elasticsearchStarting);
    stop.check();
    console.step("Elasticsearch answers at " + elasticsearch.url());
    endpoints.put("kafka", kafka.bootstrapServers());
    endpoints.put("elasticsearch", elasticsearch.url());
    supervised.add(new SupervisedServer("Kafka", kafka::isAlive, kafka::restart));
    supervised.add(
        new SupervisedServer("Elasticsearch", elasticsearch::isAlive, elasticsearch::restart));
  }

  private ServerOptions server(String name, int port) {
    ServerOptions server =
        ServerOptions.DEFAULTS
            .withPort(port)
            .withDirectory(options.directory().resolve(name))
            .withLogFile(log(name))
            .withStartTimeout(START_DEADLINE);
    return options.keepData() ? server.keepingData() : server;
  }

  private static <T> T joined(CompletableFuture<T> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void closeStarted(CompletableFuture<? extends AutoCloseable> starting)
      throws Exception {
    AutoCloseable server;
    try {
      server = starting.join();
    } catch (CompletionException e) {
      return;
    }
    server.close();
  }

  private void startFlink() throws IOException, InterruptedException, DemoStoppedException {
    int port = ports.choose("Flink's web UI", options.ports().flink());
    console.step("starting Flink and the job stream-quality");
    Program flink =
        program(
            "flink",
            List.of(
                "-Xmx768m",
                "-Dlog.file=" + log("flink"),
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"),
            "local-stack/demo",
            "io.camvitals.demo.flink.FlinkClusterMain",
            List.of(
                "--rest-port=" + port,
                "--kafka-bootstrap-servers=" + endpoints.get("kafka"),
                "--elasticsearch-url=" + endpoints.get("elasticsearch"),
                "--checkpoint-directory=" + options.directory().resolve("flink-checkpoints"),
                "--parallelism=" + FLINK_PARALLELISM));
    JsonNode event = flink.await("running", START_DEADLINE, stop);
    endpoints.put("flink", event.path("web").asText());
    console.step("the job runs; Flink's web UI is at " + endpoints.get("flink"));
  }

  private void startSimulator() throws IOException, InterruptedException, DemoStoppedException {
    int port = ports.choose("the simulator", options.ports().rtsp());
    console.step("starting the simulator; its video is made once and kept");
    simulator =
        program(
            "simulator",
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            "camera-simulator",
            "io.camvitals.simulator.SimulateCommand",
            List.of(
                "--cameras=" + options.cameras(),
                "--port=" + port,
                "--seed=" + options.seed(),
                "--truth=" + truthFile()));
    cameras = SimulatedCamera.listed(simulator.await("listening", START_DEADLINE, stop));
    console.step(cameras.size() + " cameras listen, the first at " + cameras.get(0).url());
  }

  private void startAgent() throws IOException {
    int port = ports.choose("the agent", options.ports().agent());
    Path configuration = options.directory().resolve("camvitals.yml");
    AgentConfiguration.write(configuration, endpoints.get("kafka"), port, cameras);
    console.step("starting the agent with " + configuration);
    program(
        "agent",
        List.of("-Xmx64m", "-XX:+UseSerialGC"),
        "capture-agent",
        "io.camvitals.agent.command.AgentCommand",
        List.of("--config=" + configuration));
    endpoints.put("agent", "http://127.0.0.1:" + port);
  }

  private Program program(
      String name, List<String> flags, String module, String mainClass, List<String> arguments)
      throws IOException {
    Program program =
        Program.start(
            name, log(name), flags, modules.classPath(module), mainClass, arguments, Map.of());
    programs.put(name, program);
    running.push(program);
    return program;
  }

  private Path log(String name) {
    return options.directory().resolve("log").resolve(name + ".log");
  }

  /** Where the simulator writes what it sent. */
  Path truthFile() {
    return options.directory().resolve("truth.jsonl");
  }

  /** What the simulator offers. */
  List<SimulatedCamera> cameras() {
    return cameras;
  }

  /** Addresses by name: elasticsearch, flink, kafka, agent. */
  Map<String, String> endpoints() {
    return endpoints;
  }

  /** A client of the stack's Elasticsearch. */
  ElasticsearchClient elasticsearch() {
    return new ElasticsearchClient(URI.create(endpoints.get("elasticsearch")));
  }

  /** How often each server was started again, for those that were. */
  Map<String, Integer> restarts() {
    Map<String, Integer> restarts = new TreeMap<>();
    supervised.stream()
        .filter(server -> server.restarts() > 0)
        .forEach(server -> restarts.put(server.name(), server.restarts()));
    return restarts;
  }

  /**
   * Starts servers again that died.
   *
   * @throws IOException when one of our own programs has ended, which none may
   */
  void check() throws IOException {
    supervised.forEach(server -> server.check(console));
    for (Map.Entry<String, Program> program : programs.entrySet()) {
      if (!program.getValue().isAlive()) {
        throw new IOException(
            "the " + program.getKey() + " has ended by itself" + program.getValue().obituary());
      }
    }
  }

  /** Lets the cameras send what they still hold and nothing more; the sessions stay open. */
  void quiesceCameras() throws IOException, InterruptedException, DemoStoppedException {
    simulator.tell("quiesce");
    // Who asked for a report gets it, also when the demo is to end.
    simulator.await("quiesced", Duration.ofSeconds(30), new StopSignal());
  }

  /** Stops everything, last started first, and leaves no process behind. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        console.step("while stopping: " + e);
      }
    }
    deleteCheckpoints();
  }

  private void deleteCheckpoints() {
    Path checkpoints = options.directory().resolve("flink-checkpoints");
    if (options.keepData() || !Files.exists(checkpoints)) {
      return;
    }
    try (var files = Files.walk(checkpoints)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      console.step("checkpoints stay in " + checkpoints + ": " + e);
    }
  }
}
