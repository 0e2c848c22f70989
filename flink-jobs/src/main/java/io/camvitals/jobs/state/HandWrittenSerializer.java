package io.camvitals.jobs.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a state that knows how to write itself. Each begins with its own version, so that a later
 * format can read an earlier one.
 */
public abstract class HandWrittenSerializer<S> extends TypeSerializerSingleton<S> {
  private static final long serialVersionUID = 1L;
  private static final int TYPICAL_SIZE = 4 * 1024;

  protected abstract void write(S state, DataOutput out) throws IOException;

  protected abstract S read(DataInput in) throws IOException;

  @Override
  public void serialize(S state, DataOutputView target) throws IOException {
    write(state, target);
  }

  @Override
  public S deserialize(DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public S deserialize(S reuse, DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public S copy(S from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(TYPICAL_SIZE);
      write(from, out);
      return read(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new IllegalStateException("a state cannot be copied", e);
    }
  }

  @Override
  public S copy(S from, S reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    write(read(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public S createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }
}
