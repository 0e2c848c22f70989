package io.camvitals.jobs.quality;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link StreamState} by hand. Each state begins with its own version, so that a later
 * format can read an earlier one.
 */
public final class StreamStateSerializer extends TypeSerializerSingleton<StreamState> {
  private static final long serialVersionUID = 1L;
  private static final int TYPICAL_SIZE = 16 * 1024;

  static final StreamStateSerializer INSTANCE = new StreamStateSerializer();

  @Override
  public void serialize(StreamState state, DataOutputView target) throws IOException {
    state.writeTo(target);
  }

  @Override
  public StreamState deserialize(DataInputView source) throws IOException {
    return StreamState.readFrom(source);
  }

  @Override
  public StreamState deserialize(StreamState reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public StreamState copy(StreamState from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(TYPICAL_SIZE);
      from.writeTo(out);
      StreamState copy =
          StreamState.readFrom(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
      copy.heard = from.heard;
      return copy;
    } catch (IOException e) {
      throw new IllegalStateException("the state of a stream cannot be copied", e);
    }
  }

  @Override
  public StreamState copy(StreamState from, StreamState reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public StreamState createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<StreamState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StreamState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
