package io.camvitals.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.simulator.media.ClipCache;
import io.camvitals.simulator.media.TestClips;
import io.camvitals.simulator.plan.CameraPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A simulator on a free port, at work on a thread of its own until it is closed. */
public final class RunningSimulator implements AutoCloseable {
  private final Simulator simulator;
  private final Path truth;
  private final Thread thread;

  public RunningSimulator(Path directory, CameraPlan... cameras) throws IOException {
    truth = directory.resolve("truth.jsonl");
    simulator =
        new Simulator(
            List.of(cameras),
            7,
            new InetSocketAddress("127.0.0.1", 0),
            new ClipCache(TestClips.DIRECTORY),
            Optional.of(truth));
    thread = new Thread(this::run, "simulator");
    thread.start();
  }

  private void run() {
    try {
      simulator.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() throws IOException {
    return simulator.port();
  }

  public String url(String camera) throws IOException {
    return "rtsp://127.0.0.1:" + port() + "/" + camera;
  }

  /** Returns when all has left that was made. */
  public void quiesce() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    simulator.quiesce(done::countDown);
    if (!done.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the simulator does not come to rest");
    }
  }

  /** The truth written so far. */
  public Truth truth() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(truth)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return new Truth(lines);
  }

  /** Lines of the truth. */
  public record Truth(List<JsonNode> lines) {
    public Truth of(String ssrc) {
      return where(line -> line.get("ssrc").asText().equals(ssrc));
    }

    public Truth where(Predicate<JsonNode> predicate) {
      return new Truth(lines.stream().filter(predicate).toList());
    }

    public long sum(String field) {
      return lines.stream().mapToLong(line -> line.get(field).asLong()).sum();
    }
  }

  @Override
  public void close() throws InterruptedException {
    simulator.stop();
    thread.join();
  }
}
