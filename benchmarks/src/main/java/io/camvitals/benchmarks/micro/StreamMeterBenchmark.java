package io.camvitals.benchmarks.micro;

import io.camvitals.benchmarks.SyntheticCamera;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.StreamMeter;
import io.camvitals.metrics.StreamMeterSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per packet of the two inner loops of the stream-quality job: a packet into its
 * stream's meter, and a batch of 64 from bytes into that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamMeterBenchmark {
  private static final int PACKETS = 1 << 16;
  private static final int ROWS = 64;

  @Param({"0", "0.01"})
  private double loss;

  private final PacketBatchColumns columns = new PacketBatchColumns();
  private final long[] arrivalNs = new long[PACKETS];
  private final int[] sequenceNumber = new int[PACKETS];
  private final int[] rtpTimestamp = new int[PACKETS];
  private final int[] payloadSize = new int[PACKETS];
  private final int[] flags = new int[PACKETS];
  private final List<byte[]> batches = new ArrayList<>();
  private StreamMeter meter;

  /** Packets of one camera of 4 Mb/s, kept as columns and as batches. */
  @Setup
  public void recordPackets() {
    SyntheticCamera camera =
        new SyntheticCamera(7, 1_700_000_000_000_000_000L, 14, SyntheticCamera.USUAL_PAYLOAD, loss);
    PacketBatchBuilder builder =
        new PacketBatchBuilder(StreamIdentity.newBuilder().setCameraId("cam-1").build(), ROWS);
    for (int i = 0; i < PACKETS; i++) {
      camera.next();
      arrivalNs[i] = camera.arrivalNs();
      sequenceNumber[i] = camera.sequenceNumber();
      rtpTimestamp[i] = camera.rtpTimestamp();
      payloadSize[i] = camera.payloadSize();
      flags[i] = camera.flags();
      builder.append(
          arrivalNs[i],
          sequenceNumber[i],
          rtpTimestamp[i],
          payloadSize[i],
          SyntheticCamera.OVERHEAD,
          flags[i]);
      if (builder.isFull()) {
        batches.add(builder.build());
      }
    }
  }

  /** Each invocation measures the recorded packets from their beginning. */
  @Setup(Level.Invocation)
  public void newMeter() {
    meter = new StreamMeter(StreamMeterSettings.ofSeconds(SyntheticCamera.CLOCK_RATE, true));
  }

  /** Packets into a meter. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public StreamMeter observe() {
    for (int i = 0; i < PACKETS; i++) {
      meter.observe(
          arrivalNs[i],
          sequenceNumber[i],
          rtpTimestamp[i],
          payloadSize[i],
          payloadSize[i] + SyntheticCamera.OVERHEAD,
          flags[i]);
    }
    return meter;
  }

  /** Bytes into columns. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long decode() throws IOException {
    long sum = 0;
    for (byte[] batch : batches) {
      columns.decode(batch);
      sum += columns.arrivalNs(columns.rows() - 1);
    }
    return sum;
  }

  /** Bytes into columns and those into a meter. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public StreamMeter decodeAndObserve() throws IOException {
    for (byte[] batch : batches) {
      columns.decode(batch);
      for (int row = 0; row < columns.rows(); row++) {
        meter.observe(
            columns.arrivalNs(row),
            columns.sequenceNumber(row),
            columns.rtpTimestamp(row),
            columns.payloadSize(row),
            columns.payloadSize(row) + columns.wireOverhead(row),
            columns.flags(row));
      }
    }
    return meter;
  }
}
