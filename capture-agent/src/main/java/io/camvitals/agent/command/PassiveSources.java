package io.camvitals.agent.command;

import io.camvitals.agent.configuration.AgentIdentity;
import io.camvitals.agent.configuration.CaptureConfiguration;
import io.camvitals.agent.configuration.FileCaptureConfiguration;
import io.camvitals.agent.configuration.LiveCaptureConfiguration;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.PatientStreamObservers;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.PacketSource;
import io.camvitals.agent.source.file.PcapFileSource;
import io.camvitals.agent.source.live.LiveCaptureSettings;
import io.camvitals.agent.source.live.PcapLiveSource;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that see packets without asking for them: interfaces and capture files. */
final class PassiveSources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassiveSources.class);
  private static final String FILE_INTERFACE = "file";
  private static final long LONGEST_END_MS = 1_000;

  private final AgentIdentity identity;
  private final StreamObservers observers;
  private final ConnectionObserver connections;
  private final PatientStreamObservers.Room room;
  private final CaptureInterfaces interfaces;
  private final List<PacketSource> sources = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param room where a file waits
   */
  PassiveSources(
      AgentIdentity identity,
      StreamObservers observers,
      ConnectionObserver connections,
      PatientStreamObservers.Room room,
      CaptureInterfaces interfaces) {
    this.room = room;
    this.identity = identity;
    this.observers = observers;
    this.connections = connections;
    this.interfaces = interfaces;
  }

  /** Starts each in a thread of its own; one that fails says so and leaves the others alone. */
  void start(CaptureConfiguration capture) {
    PayloadTypeClocks clocks = new PayloadTypeClocks(capture.clockRates());
    for (LiveCaptureConfiguration each : capture.interfaces()) {
      String name = each.interfaceName();
      start(
          "Capture on " + name,
          new PcapLiveSource(
              new LiveCaptureSettings(
                  each.filter(),
                  each.bufferBytes(),
                  each.snapshotLength(),
                  each.promiscuous(),
                  each.immediate()),
              vantagePoint(name),
              clocks,
              observers,
              connections,
              interfaces.counters(name)));
    }
    for (FileCaptureConfiguration each : capture.files()) {
      start(
          "Capture file " + each.path(),
          new PcapFileSource(
              each.path(),
              vantagePoint(FILE_INTERFACE),
              clocks,
              new PatientStreamObservers(observers, room),
              connections,
              interfaces.counters(FILE_INTERFACE)));
    }
  }

  private VantagePoint vantagePoint(String interfaceName) {
    return VantagePoint.newBuilder()
        .setSite(identity.site())
        .setAgent(identity.name())
        .setInterface(interfaceName)
        .build();
  }

  private void start(String name, PacketSource source) {
    Thread thread = new Thread(() -> run(name, source), name);
    thread.setDaemon(true);
    sources.add(source);
    threads.add(thread);
    thread.start();
  }

  private static void run(String name, PacketSource source) {
    LOG.info("{} begins", name);
    try {
      source.run();
      LOG.info("{} has ended", name);
    } catch (IOException e) {
      LOG.error("{} does not work: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} ended by a fault of the agent; the others go on", name, e);
    }
  }

  @Override
  public void close() {
    sources.forEach(PacketSource::close);
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(LONGEST_END_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
