package io.camvitals.simulator;

import io.camvitals.simulator.media.ClipCache;
import io.camvitals.simulator.media.ClipSet;
import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.rtsp.RtspServer;
import io.camvitals.simulator.stream.Camera;
import io.camvitals.simulator.stream.EventLoop;
import io.camvitals.simulator.truth.TruthFile;
import io.camvitals.simulator.truth.TruthRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A set of cameras at work. Made, it listens; {@link #run} serves the cameras until {@link #stop}
 * is called.
 */
public final class Simulator implements AutoCloseable {
  private static final Duration LONGEST_QUIESCE = Duration.ofSeconds(5);
  private static final long QUIESCE_CHECK_NS = 5_000_000;

  private final EventLoop loop;
  private final Optional<TruthFile> truthFile;
  private final TruthRecorder truth;
  private final RtspServer server;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /**
   * Prepares the video, which takes some seconds the first time, and listens.
   *
   * @param address port 0 for any that is free
   * @param truthFile where to write the truth; it is overwritten
   * @throws IOException when the port is in use, the truth cannot be written or the video be made
   */
  public Simulator(
      List<CameraPlan> plans,
      long seed,
      InetSocketAddress address,
      ClipCache cache,
      Optional<Path> truthFile)
      throws IOException {
    this.truthFile =
        truthFile.isPresent() ? Optional.of(new TruthFile(truthFile.get())) : Optional.empty();
    // The video takes long; what is in its way is better known before.
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    }
    List<Camera> cameras = cameras(plans, seed, cache);
    loop = new EventLoop();
    try {
      truth = new TruthRecorder(this.truthFile);
      server = new RtspServer(loop, address, cameras, truth);
    } catch (IOException e) {
      loop.close();
      throw e;
    }
    scheduleTruth();
  }

  private static List<Camera> cameras(List<CameraPlan> plans, long seed, ClipCache cache)
      throws IOException {
    Map<VideoProfile, ClipSet> clips = new EnumMap<>(VideoProfile.class);
    List<Camera> cameras = new ArrayList<>();
    for (CameraPlan plan : plans) {
      ClipSet set = clips.get(plan.profile());
      if (set == null) {
        set = cache.load(plan.profile());
        clips.put(plan.profile(), set);
      }
      cameras.add(new Camera(plan, set, seed));
    }
    return cameras;
  }

  /** The port that it listens on. */
  public int port() throws IOException {
    return server.port();
  }

  /** Serves the cameras on the calling thread until {@link #stop}. */
  public void run() throws IOException {
    try {
      loop.run();
      server.close();
      recordTruth();
    } finally {
      close();
    }
  }

  /**
   * All cameras stop making packets; what the plan delays still leaves, for at most 5 s. Then the
   * truth is written, and the callback called. Sessions stay open. For any thread.
   */
  public void quiesce(Runnable done) {
    loop.execute(
        () -> {
          server.quiesce();
          awaitIdle(loop.nanoTime() + LONGEST_QUIESCE.toNanos(), done);
        });
  }

  private void awaitIdle(long deadlineNs, Runnable done) {
    if (server.idle() || loop.nanoTime() > deadlineNs) {
      recordTruth();
      done.run();
    } else {
      loop.at(loop.nanoTime() + QUIESCE_CHECK_NS, () -> awaitIdle(deadlineNs, done));
    }
  }

  /** Makes {@link #run} end its sessions and return. For any thread. */
  public void stop() {
    loop.stop();
  }

  /** Waits until all is closed. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether the truth is whole; false when its file could not be written. */
  public boolean truthIsWhole() {
    return !truth.failed();
  }

  private void scheduleTruth() {
    long toNextSecondNs = Instant.now().until(second.plusSeconds(1), ChronoUnit.NANOS);
    loop.at(
        loop.nanoTime() + Math.max(0, toNextSecondNs),
        () -> {
          recordTruth();
          scheduleTruth();
        });
  }

  private void recordTruth() {
    truth.record(second);
    second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Gives back ports and files; without a goodbye when {@link #run} was never called. */
  @Override
  public void close() throws IOException {
    try {
      loop.close();
      if (truthFile.isPresent()) {
        truthFile.get().close();
      }
    } finally {
      ended.countDown();
    }
  }
}
