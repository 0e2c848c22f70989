package io.camvitals.agent.health;

import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.publish.EventPublisher;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Once a second, one {@code CaptureHealth} from each interface; and one more at the end. */
public final class Heartbeat implements AutoCloseable {
  private final HeartbeatPublisher publisher;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts to beat. */
  public Heartbeat(AgentFacts facts, EventPublisher publisher, WallClock clock) {
    this.publisher = new HeartbeatPublisher(facts, publisher, clock);
    var unused = timer.scheduleAtFixedRate(this.publisher::beat, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    publisher.beat();
  }
}
