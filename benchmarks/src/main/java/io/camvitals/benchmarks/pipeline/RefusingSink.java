package io.camvitals.benchmarks.pipeline;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink for what must not come: the first element ends the job. */
final class RefusingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String what;

  RefusingSink(String what) {
    this.what = what;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context writerContext) throws IOException {
        throw new IOException("the job gave out " + what);
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
