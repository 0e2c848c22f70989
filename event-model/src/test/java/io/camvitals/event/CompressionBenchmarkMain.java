package io.camvitals.event;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * Weighs Kafka's compressions on records of topic {@code packets} as eight cameras of 4 Mb/s and 25
 * frames a second make them: bytes and CPU time for each packet, by Kafka's own record batches.
 * docs/design/events.md has the figures.
 */
final class CompressionBenchmarkMain {
  private static final int CAMERAS = 8;
  private static final int SECONDS = 60;
  private static final int ROUNDS = 5;

  private CompressionBenchmarkMain() {}

  public static void main(String[] arguments) {
    Map<String, Compression> compressions = new LinkedHashMap<>();
    compressions.put("none", Compression.NONE);
    compressions.put("snappy", Compression.snappy().build());
    compressions.put("lz4", Compression.lz4().build());
    compressions.put("zstd-1", Compression.zstd().level(1).build());
    compressions.put("zstd-3", Compression.zstd().level(3).build());
    compressions.put("gzip", Compression.of(CompressionType.GZIP).build());
    for (int batchBytes : new int[] {1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10}) {
      List<SimpleRecord[]> batches = batches(batchBytes);
      System.out.printf("producer batches of %d KiB%n", batchBytes >> 10);
      compressions.forEach((name, compression) -> measure(name, compression, batches));
    }
  }

  private static void measure(String name, Compression compression, List<SimpleRecord[]> batches) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long bytes = 0;
    long writing = Long.MAX_VALUE;
    long reading = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      List<MemoryRecords> written = new ArrayList<>(batches.size());
      long begin = threads.getCurrentThreadCpuTime();
      for (SimpleRecord[] batch : batches) {
        written.add(MemoryRecords.withRecords(compression, batch));
      }
      writing = Math.min(writing, threads.getCurrentThreadCpuTime() - begin);
      bytes = written.stream().mapToLong(MemoryRecords::sizeInBytes).sum();
      begin = threads.getCurrentThreadCpuTime();
      long read = 0;
      for (MemoryRecords records : written) {
        for (Record each : records.records()) {
          read += each.valueSize();
        }
      }
      reading = Math.min(reading, threads.getCurrentThreadCpuTime() - begin);
      if (read == 0) {
        throw new IllegalStateException("nothing was read");
      }
    }
    System.out.printf(
        "  %-7s %6.2f bytes/packet  write %6.0f ns/packet  read %6.0f ns/packet%n",
        name, (double) bytes / packets, (double) writing / packets, (double) reading / packets);
  }

  private static long packets;

  /** The records of all cameras in the order of time, cut into batches as the producer does. */
  private static List<SimpleRecord[]> batches(int batchBytes) {
    packets = 0;
    List<Camera> cameras = new ArrayList<>();
    for (int i = 0; i < CAMERAS; i++) {
      cameras.add(new Camera(i));
    }
    List<SimpleRecord[]> batches = new ArrayList<>();
    List<SimpleRecord> open = new ArrayList<>();
    int size = 0;
    for (int frame = 0; frame < 25 * SECONDS; frame++) {
      for (Camera camera : cameras) {
        for (byte[] value : camera.frame(frame)) {
          open.add(new SimpleRecord(0, camera.key, value));
          size += value.length + camera.key.length;
          if (size >= batchBytes) {
            batches.add(open.toArray(SimpleRecord[]::new));
            open.clear();
            size = 0;
          }
        }
      }
    }
    return batches;
  }

  /** One camera: a key frame of 80 KB every two seconds, others of 18 KB give or take. */
  private static final class Camera {
    private static final int PAYLOAD = 1_400;

    private final Random random;
    private final PacketBatchBuilder builder;
    private final byte[] key;
    private int sequence;

    Camera(int number) {
      random = new Random(number);
      sequence = random.nextInt(65_536);
      StreamIdentity identity =
          StreamIdentity.newBuilder()
              .setVantagePoint(
                  VantagePoint.newBuilder()
                      .setSite("headquarters")
                      .setAgent("agent-1")
                      .setInterface("rtsp"))
              .setCameraId("camera-" + number)
              .setMedia("video")
              .setTransport(Transport.TRANSPORT_UDP)
              .setSource(endpoint(100 + number, 6_970))
              .setDestination(endpoint(10, 50_000 + 2 * number))
              .setSsrc(random.nextInt())
              .setPayloadType(96)
              .setCodec("H264")
              .setClockRate(90_000)
              .setSignalled(true)
              .build();
      builder = new PacketBatchBuilder(identity, 64);
      key = StreamKeys.of(identity).getBytes(StandardCharsets.UTF_8);
    }

    private static Endpoint endpoint(int host, int port) {
      return Endpoint.newBuilder()
          .setAddress(ByteString.copyFrom(new byte[] {10, 0, 0, (byte) host}))
          .setPort(port)
          .build();
    }

    List<byte[]> frame(int number) {
      boolean keyFrame = number % 50 == 0;
      int size = keyFrame ? 80_000 : 18_000 + (int) (random.nextGaussian() * 3_000);
      int timestamp = 3_600 * number;
      // Frames leave every 40 ms and arrive 1 ms early or late; their packets come in a burst.
      long arrival =
          1_767_225_600_000_000_000L
              + 40_000_000L * number
              + (long) (random.nextGaussian() * 1_000_000);
      List<byte[]> built = new ArrayList<>();
      boolean start = true;
      for (int left = Math.max(200, size); left > 0; left -= PAYLOAD) {
        arrival += 12_000 + random.nextInt(30_000);
        int flags = left <= PAYLOAD ? PacketFlags.MARKER : 0;
        flags |= start ? PacketFlags.FRAME_START : 0;
        flags |= keyFrame ? PacketFlags.KEY_FRAME : 0;
        start = false;
        if (random.nextInt(1_000) == 0) {
          sequence++;
        }
        builder.append(arrival, sequence++ & 0xffff, timestamp, Math.min(left, PAYLOAD), 54, flags);
        packets++;
        if (builder.isFull()) {
          built.add(builder.build());
        }
      }
      return built;
    }
  }
}
