package io.camvitals.benchmarks.pipeline;

import com.google.protobuf.ByteString;
import io.camvitals.benchmarks.SyntheticCamera;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.TopicInstaller;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills the packets topic as an agent does: batches of 64 packets or 200 ms, with the agent's
 * compression. All streams run side by side in time, as they would in life.
 */
final class PacketsTopic {
  private static final int ROWS = 64;
  private static final long BATCH_NS = 200_000_000L;
  private static final long WINDOW_NS = 1_000_000_000L;
  private static final long START_NS = 1_767_225_600L * WINDOW_NS;
  private static final int[] PACKETS_PER_FRAME = {4, 7, 14, 28};
  private static final double LOSS = 0.001;

  /**
   * What the topic holds.
   *
   * @param bytes of the records' values
   * @param closedWindows packets of each window that a later packet of its stream closes
   */
  record Content(long records, long packets, long bytes, Map<WindowName, Long> closedWindows) {}

  private static final class Stream {
    final SyntheticCamera camera;
    final String key;
    final PacketBatchBuilder batch;
    long windowStartNs;
    long inWindow;

    Stream(int index) {
      StreamIdentity identity = identity(index);
      camera =
          new SyntheticCamera(
              index,
              START_NS,
              PACKETS_PER_FRAME[index % PACKETS_PER_FRAME.length],
              SyntheticCamera.USUAL_PAYLOAD,
              LOSS);
      camera.next();
      key = StreamKeys.of(identity);
      batch = new PacketBatchBuilder(identity, ROWS);
    }
  }

  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long records;
  private long packets;
  private long bytes;
  private final Map<WindowName, Long> closedWindows = new HashMap<>();

  private PacketsTopic(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Installs and fills the topic.
   *
   * @param progress told the packets so far, now and then
   */
  static Content fill(String bootstrapServers, int streams, long packets, LongConsumer progress)
      throws IOException {
    TopicInstaller.install(bootstrapServers);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20))) {
      return new PacketsTopic(producer).fill(streams, packets, progress);
    }
  }

  private Content fill(int count, long wanted, LongConsumer progress) throws IOException {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(new Stream(i));
    }
    for (long untilNs = START_NS + BATCH_NS; packets < wanted; untilNs += BATCH_NS) {
      for (Stream stream : streams) {
        fillUntil(untilNs, stream);
      }
      progress.accept(packets);
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IOException("a batch could not be written", failure.get());
    }
    return new Content(records, packets, bytes, closedWindows);
  }

  private void fillUntil(long untilNs, Stream stream) {
    SyntheticCamera camera = stream.camera;
    while (camera.arrivalNs() < untilNs) {
      long windowStartNs = Math.floorDiv(camera.arrivalNs(), WINDOW_NS) * WINDOW_NS;
      if (stream.inWindow > 0 && windowStartNs != stream.windowStartNs) {
        closedWindows.put(new WindowName(stream.key, stream.windowStartNs), stream.inWindow);
        stream.inWindow = 0;
      }
      stream.windowStartNs = windowStartNs;
      stream.inWindow++;
      packets++;
      stream.batch.append(
          camera.arrivalNs(),
          camera.sequenceNumber(),
          camera.rtpTimestamp(),
          camera.payloadSize(),
          SyntheticCamera.OVERHEAD,
          camera.flags());
      if (stream.batch.isFull()) {
        send(stream);
      }
      camera.next();
    }
    if (!stream.batch.isEmpty()) {
      send(stream);
    }
  }

  private void send(Stream stream) {
    byte[] value = stream.batch.build();
    records++;
    bytes += value.length;
    var unused =
        producer.send(
            new ProducerRecord<>(Topic.PACKETS.topicName(), stream.key, value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.set(exception);
              }
            });
  }

  private static StreamIdentity identity(int index) {
    return StreamIdentity.newBuilder()
        .setVantagePoint(
            VantagePoint.newBuilder().setSite("site-1").setAgent("agent-1").setInterface("rtsp"))
        .setCameraId("camera-" + index)
        .setMedia("video")
        .setTransport(Transport.TRANSPORT_UDP)
        .setSource(endpoint(new byte[] {10, 0, (byte) (index >> 8), (byte) index}, 5_000))
        .setDestination(endpoint(new byte[] {10, 1, 0, 1}, 20_000 + 2 * index))
        .setSsrc(0x5eed_0000 + index)
        .setPayloadType(96)
        .setCodec("H264")
        .setClockRate(SyntheticCamera.CLOCK_RATE)
        .setSignalled(true)
        .build();
  }

  private static Endpoint endpoint(byte[] address, int port) {
    return Endpoint.newBuilder().setAddress(ByteString.copyFrom(address)).setPort(port).build();
  }
}
