package io.camvitals.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.agent.observe.BatchSettings;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.PublishingStreamObservers;
import io.camvitals.agent.observe.RtpPackets;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.publish.PublisherStatus.TopicCounts;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.servers.FreePorts;
import io.camvitals.servers.KafkaServer;
import io.camvitals.servers.ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real Kafka: absent, killed, restarted. Nothing may be lost uncounted. */
@Timeout(180)
class KafkaEventPublisherIT {
  private static final String INTERFACE = "rtsp";
  private static final int STREAMS = 3;

  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private final long[] observed = new long[STREAMS];
  private final StreamObserver[] streams = new StreamObserver[STREAMS];

  private static PublisherSettings settings(
      int port, String compression, long clientMemory, long queueMemory, Optional<Path> directory) {
    return new PublisherSettings(
        "127.0.0.1:" + port,
        compression,
        Duration.ofMillis(20),
        clientMemory,
        queueMemory,
        directory,
        64L << 20,
        Map.of());
  }

  private void open(PublishingStreamObservers observers) {
    for (int stream = 0; stream < STREAMS; stream++) {
      streams[stream] = observers.open(RtpPackets.stream("camera-" + stream, stream));
    }
  }

  /** One packet of each stream. */
  private void observe() {
    for (int stream = 0; stream < STREAMS; stream++) {
      int sequence = (int) observed[stream]++ & 0xffff;
      streams[stream].rtp(
          RtpPackets.packet(stream, sequence, sequence * 3_000, true, 0x41, 1, 2), sequence, 60);
    }
  }

  private void close() {
    for (StreamObserver stream : streams) {
      stream.close();
    }
  }

  private static void awaitAllSent(
      PublishingStreamObservers observers, KafkaEventPublisher publisher) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> observers.openStreams() == 0 && publisher.status().waitingRecords() == 0);
  }

  /**
   * Per stream: packets in Kafka, and packets that Kafka was told are missing. A batch that the
   * client gave up and sent again may come twice or late; its number says so.
   */
  private static Map<Integer, long[]> told(List<PacketBatch> batches) {
    Map<Integer, long[]> told = new HashMap<>();
    Set<List<Long>> seen = new HashSet<>();
    for (PacketBatch batch : batches) {
      int ssrc = batch.getStream().getSsrc();
      if (!seen.add(List.of((long) ssrc, batch.getBatchNumber()))) {
        continue;
      }
      long[] counts = told.computeIfAbsent(ssrc, unseen -> new long[2]);
      counts[0] += batch.getFlagsCount();
      counts[1] += batch.getCaptureDropped();
    }
    return told;
  }

  @Test
  void kafkaThatComesLateGetsAllInOrder() throws Exception {
    int port = FreePorts.next();
    try (KafkaEventPublisher publisher =
            new KafkaEventPublisher(
                settings(port, "lz4", 8 << 20, 8 << 20, Optional.empty()), Duration.ofSeconds(3));
        PublishingStreamObservers observers =
            new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT)) {
      publisher.start();
      open(observers);
      for (int i = 0; i < 10_000; i++) {
        observe();
      }
      close();
      assertThat(publisher.status().reachable()).isFalse();
      try (KafkaServer kafka = KafkaServer.start(ServerOptions.DEFAULTS.withPort(port))) {
        awaitAllSent(observers, publisher);
        assertThat(publisher.status().reachable()).isTrue();
        List<PacketBatch> batches = KafkaRecords.batches(kafka.bootstrapServers());
        Map<Integer, long[]> told = told(batches);
        for (int stream = 0; stream < STREAMS; stream++) {
          int ssrc = stream;
          assertThat(told.get(stream)).containsExactly(10_000, 0);
          assertThat(batches.stream().filter(batch -> batch.getStream().getSsrc() == ssrc))
              .extracting(PacketBatch::getBatchNumber)
              .isSorted()
              .doesNotHaveDuplicates();
        }
      }
    }
  }

  @Test
  void whatAFullQueueLetsGoIsToldByTheStreamsItself() throws Exception {
    try (KafkaServer kafka = KafkaServer.start()) {
      try (KafkaEventPublisher publisher =
              new KafkaEventPublisher(
                  settings(kafka.port(), "lz4", 1 << 20, 64 << 10, Optional.empty()),
                  Duration.ofSeconds(3));
          PublishingStreamObservers observers =
              new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT)) {
        publisher.start();
        open(observers);
        observeFor(Duration.ofSeconds(2), 10);
        kafka.kill();
        observeFor(Duration.ofSeconds(4), 100);
        long dropped = interfaces.counters(INTERFACE).snapshot().queueDropped();
        assertThat(dropped).as("the queue has overflown").isPositive();
        kafka.restart();
        observeFor(Duration.ofSeconds(5), 10);
        close();
        awaitAllSent(observers, publisher);

        Map<Integer, long[]> told = told(KafkaRecords.batches(kafka.bootstrapServers()));
        long missing = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
          long[] counts = told.get(stream);
          assertThat(counts[0] + counts[1]).isEqualTo(observed[stream]);
          missing += counts[1];
        }
        assertThat(missing)
            .isEqualTo(interfaces.counters(INTERFACE).snapshot().queueDropped())
            .isGreaterThanOrEqualTo(dropped);
        TopicCounts packets = publisher.status().topics().get(Topic.PACKETS);
        assertThat(packets.taken()).isEqualTo(packets.acknowledged() + packets.letGo());
      }
    }
  }

  @Test
  void aQueueOnDiskOutlastsAnOutage(@TempDir Path directory) throws Exception {
    try (KafkaServer kafka = KafkaServer.start()) {
      try (KafkaEventPublisher publisher =
              new KafkaEventPublisher(
                  settings(kafka.port(), "none", 1 << 20, 4 << 20, Optional.of(directory)),
                  Duration.ofSeconds(3));
          PublishingStreamObservers observers =
              new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT)) {
        publisher.start();
        open(observers);
        observeFor(Duration.ofSeconds(2), 10);
        kafka.kill();
        while (publisher.status().diskBytes() < 1 << 20) {
          observeFor(Duration.ofMillis(50), 40);
          // A disk that is slow for a moment is not what this is about.
          publisher.awaitRoom();
        }
        kafka.restart();
        observeFor(Duration.ofSeconds(2), 10);
        close();
        awaitAllSent(observers, publisher);
        Map<Integer, long[]> told = told(KafkaRecords.batches(kafka.bootstrapServers()));
        for (int stream = 0; stream < STREAMS; stream++) {
          assertThat(told.get(stream)).containsExactly(observed[stream], 0);
        }
        assertThat(publisher.status().diskBytes()).isZero();
      }
    }
    assertThat(directory).isDirectoryNotContaining("glob:**.queue");
  }

  @Test
  void whatTheClientGivesUpIsSentAgain() throws Exception {
    try (KafkaServer kafka = KafkaServer.start()) {
      PublisherSettings impatient =
          new PublisherSettings(
              kafka.bootstrapServers(),
              "lz4",
              Duration.ofMillis(20),
              1 << 20,
              64 << 20,
              Optional.empty(),
              0,
              Map.of("delivery.timeout.ms", "6000", "request.timeout.ms", "3000"));
      try (KafkaEventPublisher publisher =
              new KafkaEventPublisher(impatient, Duration.ofSeconds(3));
          PublishingStreamObservers observers =
              new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT)) {
        publisher.start();
        open(observers);
        observeFor(Duration.ofSeconds(1), 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> publisher.status().reachable());
        Thread kill = new Thread(kafka::kill);
        kill.start();
        observeFor(Duration.ofSeconds(2), 10);
        kill.join();
        await().atMost(Duration.ofSeconds(30)).until(() -> publisher.status().sentAgain() > 0);
        kafka.restart();
        close();
        awaitAllSent(observers, publisher);
        Map<Integer, long[]> told = told(KafkaRecords.batches(kafka.bootstrapServers()));
        for (int stream = 0; stream < STREAMS; stream++) {
          assertThat(told.get(stream)).containsExactly(observed[stream], 0);
        }
      }
    }
  }

  @Test
  void anEndWithoutKafkaIsQuickAndCounted() throws Exception {
    KafkaEventPublisher publisher =
        new KafkaEventPublisher(
            settings(FreePorts.next(), "lz4", 1 << 20, 1 << 20, Optional.empty()),
            Duration.ofSeconds(1));
    PublishingStreamObservers observers =
        new PublishingStreamObservers(publisher, interfaces, BatchSettings.DEFAULT);
    publisher.start();
    open(observers);
    for (int i = 0; i < 100; i++) {
      observe();
    }
    observers.close();
    long begin = System.nanoTime();
    publisher.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    assertThat(interfaces.counters(INTERFACE).snapshot().queueDropped()).isEqualTo(300);
    TopicCounts packets = publisher.status().topics().get(Topic.PACKETS);
    assertThat(packets.letGo()).isEqualTo(packets.taken()).isPositive();
  }

  /** Packets at a steady pace: so many of each stream every 2 ms. */
  private void observeFor(Duration time, int packets) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      for (int i = 0; i < packets; i++) {
        observe();
      }
      Thread.sleep(2);
    }
  }
}
