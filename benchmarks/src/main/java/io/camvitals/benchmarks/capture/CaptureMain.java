package io.camvitals.benchmarks.capture;

import io.camvitals.agent.observe.BatchSettings;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.PublishingStreamObservers;
import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.agent.publish.LetGoListener;
import io.camvitals.agent.source.live.LiveCaptureSettings;
import io.camvitals.agent.source.live.PcapLiveSource;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The agent's live capture up to the records for Kafka, which are counted and discarded, as a
 * process of its own. Arguments: interface, filter, buffer in bytes. Ends at the end of standard
 * input and prints packets accepted, packets dropped, records made.
 */
public final class CaptureMain {
  private CaptureMain() {}

  /** Captures until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
    CaptureInterfaces interfaces = new CaptureInterfaces();
    CaptureCounters counters = interfaces.counters(arguments[0]);
    CountingPublisher publisher = new CountingPublisher();
    PublishingStreamObservers observers =
        new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT);
    PcapLiveSource source =
        new PcapLiveSource(
            new LiveCaptureSettings(arguments[1], Integer.parseInt(arguments[2]), 0, false, false),
            VantagePoint.newBuilder().setInterface(arguments[0]).build(),
            new PayloadTypeClocks(Map.of()),
            observers,
            ConnectionObserver.NONE,
            counters);
    Thread thread = new Thread(() -> run(source), "capture");
    thread.start();
    while (System.in.read() >= 0) {
      // Only its end says something.
    }
    source.close();
    thread.join();
    observers.close();
    CaptureCounters.Snapshot counts = counters.snapshot();
    System.out.printf(
        "%d %d %d%n",
        counts.accepted(),
        counts.kernelDropped() + counts.interfaceDropped(),
        publisher.records.sum());
  }

  private static void run(PcapLiveSource source) {
    try {
      source.run();
    } catch (IOException e) {
      System.err.println("camvitals: " + e.getMessage());
    }
  }

  private static final class CountingPublisher implements EventPublisher {
    private final LongAdder records = new LongAdder();

    @Override
    public void publish(Topic topic, String key, byte[] value) {
      records.increment();
    }

    @Override
    public void onLetGo(LetGoListener listener) {
      // Nothing is let go.
    }

    @Override
    public void close() {
      // Nothing waits.
    }
  }
}
