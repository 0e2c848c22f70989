package io.camvitals.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Waits until nothing more comes: the figures have stood still for a while. */
final class Settled {
  private static final Duration STILL = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long POLL_MS = 250;

  private final DemoStack stack;
  private final VitalsReader vitals;
  private final long startMs;

  Settled(DemoStack stack, VitalsReader vitals, long startMs) {
    this.stack = stack;
    this.vitals = vitals;
    this.startMs = startMs;
  }

  /**
   * The final figures.
   *
   * @throws IOException when they still change after a minute
   */
  Map<String, MeasuredCamera> await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    Map<String, MeasuredCamera> last = Map.of();
    long since = System.nanoTime();
    while (System.nanoTime() < deadline) {
      stack.check();
      stack.elasticsearch().refresh(VitalsReader.INDEX);
      Map<String, MeasuredCamera> now = vitals.since(startMs);
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STILL.toNanos()) {
        return now;
      }
      Thread.sleep(POLL_MS);
    }
    throw new IOException(
        "the figures in Elasticsearch still change "
            + DEADLINE.toSeconds()
            + " s after the cameras stopped sending");
  }
}
