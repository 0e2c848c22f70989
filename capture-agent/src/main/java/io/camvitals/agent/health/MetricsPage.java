package io.camvitals.agent.health;

import io.camvitals.agent.observe.CaptureCounters.Snapshot;
import io.camvitals.agent.publish.PublisherStatus;
import io.camvitals.agent.source.rtsp.CameraState;
import io.camvitals.agent.source.rtsp.CameraStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The agent's counters for Prometheus. */
final class MetricsPage {
  private final AgentFacts facts;

  MetricsPage(AgentFacts facts) {
    this.facts = facts;
  }

  String text() {
    PrometheusText text = new PrometheusText();
    capture(text);
    cameras(text, facts.cameras().get());
    kafka(text, facts.publisher().get());
    ProcessFigures.write(text);
    return text.toString();
  }

  private void capture(PrometheusText text) {
    Map<String, Snapshot> counts = new TreeMap<>();
    facts.interfaces().all().forEach((name, counters) -> counts.put(name, counters.snapshot()));
    text.counter(
        "camvitals_capture_packets_seen_total", "Packets read: accepted and rejected ones.");
    counts.forEach((name, count) -> text.sample(count.seen(), "interface", name));
    text.counter("camvitals_capture_packets_accepted_total", "Packets taken as RTP or RTCP.");
    counts.forEach((name, count) -> text.sample(count.accepted(), "interface", name));
    text.counter("camvitals_capture_packets_rejected_total", "Packets not taken, by reason.");
    counts.forEach(
        (name, count) ->
            count
                .rejected()
                .forEach(
                    (reason, times) -> text.sample(times, "interface", name, "reason", reason)));
    text.counter(
        "camvitals_capture_kernel_dropped_total", "Packets that the kernel had no room for.");
    counts.forEach((name, count) -> text.sample(count.kernelDropped(), "interface", name));
    text.counter(
        "camvitals_capture_interface_dropped_total", "Packets that the interface itself dropped.");
    counts.forEach((name, count) -> text.sample(count.interfaceDropped(), "interface", name));
    text.gauge("camvitals_capture_capturing", "0 while the interface is down, else 1.");
    counts.forEach((name, count) -> text.sample(count.capturing() ? 1 : 0, "interface", name));
    text.counter(
        "camvitals_capture_queue_dropped_total",
        "Accepted packets let go since Kafka was away and the queue full.");
    counts.forEach((name, count) -> text.sample(count.queueDropped(), "interface", name));
    text.gauge("camvitals_capture_active_streams", "Streams with a packet in the last second.");
    counts.forEach(
        (name, count) -> text.sample(facts.activeStreams().applyAsInt(name), "interface", name));
  }

  private static void cameras(PrometheusText text, List<CameraStatus> cameras) {
    text.gauge("camvitals_camera_playing", "1 while the camera plays, else 0.");
    for (CameraStatus camera : cameras) {
      text.sample(camera.state() == CameraState.PLAYING ? 1 : 0, "camera", camera.id());
    }
    text.counter("camvitals_camera_packets_total", "Packets received from the camera.");
    cameras.forEach(camera -> text.sample(camera.packets(), "camera", camera.id()));
    text.counter("camvitals_camera_sessions_total", "Sessions that came to play.");
    cameras.forEach(camera -> text.sample(camera.sessions(), "camera", camera.id()));
  }

  private static void kafka(PrometheusText text, PublisherStatus status) {
    text.gauge("camvitals_kafka_reachable", "1 while Kafka takes events, else 0.");
    text.sample(status.reachable() ? 1 : 0);
    text.gauge("camvitals_kafka_waiting_records", "Events on their way to Kafka.");
    text.sample(status.waitingRecords());
    text.gauge("camvitals_kafka_waiting_bytes", "Bytes of events in memory and on disk.");
    text.sample(status.waitingBytes());
    text.gauge("camvitals_kafka_queue_disk_bytes", "Bytes of events on disk.");
    text.sample(status.diskBytes());
    text.counter(
        "camvitals_kafka_records_sent_again_total",
        "Events that the Kafka client gave up at first.");
    text.sample(status.sentAgain());
    text.counter("camvitals_kafka_records_taken_total", "Events for Kafka.");
    status
        .topics()
        .forEach((topic, counts) -> text.sample(counts.taken(), "topic", topic.topicName()));
    text.counter("camvitals_kafka_records_acknowledged_total", "Events that Kafka has.");
    status
        .topics()
        .forEach((topic, counts) -> text.sample(counts.acknowledged(), "topic", topic.topicName()));
    text.counter("camvitals_kafka_records_let_go_total", "Events that will not reach Kafka.");
    status
        .topics()
        .forEach((topic, counts) -> text.sample(counts.letGo(), "topic", topic.topicName()));
  }
}
