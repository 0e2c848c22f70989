package io.camvitals.benchmarks.pipeline;

import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts elements, all of its instances together, within this JVM. */
final class CountingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final LongAdder ELEMENTS = new LongAdder();

  /** Elements so far; it begins anew. */
  static long take() {
    return ELEMENTS.sumThenReset();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context writerContext) {
        ELEMENTS.increment();
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
