package io.camvitals.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the demo, from the first process to the comparison with the truth. */
final class Demo {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TABLE_WHEN_REDRAWN = Duration.ofSeconds(2);
  private static final Duration TABLE_WHEN_APPENDED = Duration.ofSeconds(15);
  private static final Duration FIRST_FIGURES = Duration.ofSeconds(90);

  private final DemoOptions options;
  private final Console console;
  private final DemoStack stack;
  private final StopSignal stop;
  private final long startMs = System.currentTimeMillis();

  Demo(DemoOptions options, Console console, DemoStack stack, StopSignal stop) {
    this.options = options;
    this.console = console;
    this.stack = stack;
    this.stop = stop;
  }

  /**
   * Starts, watches and compares.
   *
   * @return whether all figures that must agree do; true as well when stopped early
   */
  boolean run() throws IOException, InterruptedException, DemoStoppedException {
    stack.start();
    VitalsReader vitals = new VitalsReader(stack.elasticsearch());
    FreshnessProbe freshness = new FreshnessProbe(stack.elasticsearch(), startMs);
    if (!awaitFirstFigures(vitals, freshness)) {
      return true;
    }
    double startupSeconds = console.elapsedSeconds();
    console.step("all cameras are measured");
    Path state = announce();
    try {
      watch(vitals, freshness);
      if (stop.isRequested() && options.report().isEmpty()) {
        return true;
      }
      DemoReport report = compare(vitals, freshness.freshness(), startupSeconds);
      console.say(new ReportText(report).lines());
      if (options.report().isPresent()) {
        report.write(options.report().get(), new ObjectMapper());
        console.step("the report is in " + options.report().get());
      }
      return report.agrees();
    } finally {
      Files.deleteIfExists(state);
    }
  }

  private boolean awaitFirstFigures(VitalsReader vitals, FreshnessProbe freshness)
      throws IOException, InterruptedException {
    double deadline = console.elapsedSeconds() + FIRST_FIGURES.toSeconds();
    Map<String, MeasuredCamera> measured = Map.of();
    String unanswered = "";
    while (!stop.isRequested()) {
      stack.check();
      try {
        freshness.poll();
        measured = vitals.since(startMs);
      } catch (IOException e) {
        // An index that was made this moment has no shard yet that could answer.
        unanswered = "; Elasticsearch's last answer: " + e.getMessage();
      }
      if (measured.size() == stack.cameras().size()) {
        return true;
      }
      if (console.elapsedSeconds() > deadline) {
        List<String> missing = new ArrayList<>();
        for (SimulatedCamera camera : stack.cameras()) {
          if (!measured.containsKey(camera.id())) {
            missing.add(camera.id());
          }
        }
        throw new IOException(
            "no figures of "
                + String.join(", ", missing)
                + " came within "
                + FIRST_FIGURES.toSeconds()
                + " s; see the logs in "
                + options.directory().resolve("log")
                + unanswered);
      }
      stop.await(POLL);
    }
    return false;
  }

  /** Tells the other commands where the demo's servers are. */
  private Path announce() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode state = mapper.createObjectNode();
    stack.endpoints().forEach(state::put);
    Path file = options.directory().resolveSibling("demo.json");
    mapper.writeValue(file.toFile(), state);
    console.say(
        List.of(
            "",
            "  Flink's web UI   " + stack.endpoints().get("flink"),
            "  Elasticsearch    "
                + stack.endpoints().get("elasticsearch")
                + "/"
                + VitalsReader.INDEX
                + "/_search?size=1&sort=@timestamp:desc",
            "  the agent        " + stack.endpoints().get("agent") + "/health",
            "  a camera         " + stack.cameras().get(0).url() + "   (ffplay, VLC)",
            "  events           ./camvitals tail stream-quality",
            "  logs             " + options.directory().resolve("log"),
            options.duration().isPresent()
                ? "  ends in " + options.duration().get().toSeconds() + " s, or by Ctrl-C"
                : "  Ctrl-C ends it",
            ""));
    return file;
  }

  private void watch(VitalsReader vitals, FreshnessProbe freshness)
      throws IOException, InterruptedException {
    LiveTable table = new LiveTable(stack.cameras());
    double end = options.duration().map(d -> console.elapsedSeconds() + d.toSeconds()).orElse(1e18);
    double interval =
        (console.redraws() ? TABLE_WHEN_REDRAWN : TABLE_WHEN_APPENDED).toMillis() / 1000.0;
    double nextTable = 0;
    while (!stop.isRequested() && console.elapsedSeconds() < end) {
      stack.check();
      try {
        freshness.poll();
        if (console.elapsedSeconds() >= nextTable) {
          console.draw(table.lines(vitals.since(startMs)));
          nextTable = console.elapsedSeconds() + interval;
        }
      } catch (IOException e) {
        // Elasticsearch is away; check() sees to it, and the next turn asks again.
        console.step("no answer from Elasticsearch: " + e.getMessage());
        stop.await(Duration.ofSeconds(1));
      }
      stop.await(POLL);
    }
  }

  private DemoReport compare(VitalsReader vitals, Freshness freshness, double startupSeconds)
      throws IOException, InterruptedException, DemoStoppedException {
    console.step("the cameras stop sending; waiting for the last documents");
    stack.quiesceCameras();
    Settled settled = new Settled(stack, vitals, startMs);
    Map<String, MeasuredCamera> measured = settled.await();
    TruthRecord truth = TruthRecord.read(stack.truthFile());
    List<CameraComparison> comparisons = new ArrayList<>();
    long documents = 0;
    for (SimulatedCamera camera : stack.cameras()) {
      MeasuredCamera figures =
          measured.getOrDefault(camera.id(), MeasuredCamera.nothing(camera.id()));
      documents += figures.documents();
      comparisons.add(
          new CameraComparison(
              camera.id(),
              camera.transport(),
              camera.faults(),
              truth.counts(camera.id(), figures.ssrcs()),
              figures,
              truth.wasDead(camera.id())));
    }
    return new DemoReport(
        startupSeconds,
        options.seed(),
        comparisons,
        new FurtherVitalsReader(stack.elasticsearch()).since(startMs),
        documents,
        new DeadLetterCount(stack.endpoints().get("kafka")).count(),
        freshness,
        stack.restarts(),
        stack.endpoints());
  }
}
