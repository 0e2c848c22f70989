package io.camvitals.benchmarks.pipeline;

import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.quality.StreamQualityResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps how many packets each window's last result tells of, within this JVM. Flink makes copies of
 * a sink, so all share one map.
 */
final class ResultSink implements Sink<StreamQualityResult> {
  private static final long serialVersionUID = 1L;
  private static final Map<WindowName, Long> PACKETS = new ConcurrentHashMap<>();

  /** Packets of each window so far; the sinks begin anew. */
  static Map<WindowName, Long> take() {
    Map<WindowName, Long> packets = Map.copyOf(PACKETS);
    PACKETS.clear();
    return packets;
  }

  @Override
  public SinkWriter<StreamQualityResult> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(StreamQualityResult result, Context writerContext) throws IOException {
        StreamQuality quality = StreamQuality.parseFrom(result.value);
        PACKETS.put(
            new WindowName(
                new String(result.key, StandardCharsets.UTF_8), quality.getWindowStartNs()),
            quality.getPackets());
      }

      @Override
      public void flush(boolean endOfInput) {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
