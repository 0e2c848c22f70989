package io.camvitals.agent.health;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.agent.publish.PublisherStatus;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.VantagePoint;

/** Publishes the {@link CaptureHealth} of each interface. */
final class HeartbeatPublisher {
  private final AgentFacts facts;
  private final EventPublisher publisher;
  private final WallClock clock;
  private final long startedNs;

  HeartbeatPublisher(AgentFacts facts, EventPublisher publisher, WallClock clock) {
    this.facts = facts;
    this.publisher = publisher;
    this.clock = clock;
    this.startedNs = clock.now();
  }

  /** One heartbeat from each interface. */
  void beat() {
    PublisherStatus status = facts.publisher().get();
    facts.interfaces().all().forEach((name, counters) -> beat(name, counters, status));
  }

  private void beat(String interfaceName, CaptureCounters counters, PublisherStatus status) {
    VantagePoint vantagePoint =
        VantagePoint.newBuilder()
            .setSite(facts.site())
            .setAgent(facts.agent())
            .setInterface(interfaceName)
            .build();
    CaptureCounters.Snapshot counts = counters.snapshot();
    CaptureHealth health =
        CaptureHealth.newBuilder()
            .setVantagePoint(vantagePoint)
            .setTimeNs(clock.now())
            .setStartedNs(startedNs)
            .setPacketsSeen(counts.seen())
            .setPacketsAccepted(counts.accepted())
            .putAllPacketsRejected(counts.rejected())
            .setKernelDropped(counts.kernelDropped())
            .setInterfaceDropped(counts.interfaceDropped())
            .setNotCapturing(!counts.capturing())
            .setQueueDropped(counts.queueDropped())
            .setQueueRecords(status.waitingRecords())
            .setQueueBytes(status.waitingBytes())
            .setActiveStreams(facts.activeStreams().applyAsInt(interfaceName))
            .build();
    publisher.publish(Topic.CAPTURE_HEALTH, StreamKeys.of(vantagePoint), health.toByteArray());
  }
}
