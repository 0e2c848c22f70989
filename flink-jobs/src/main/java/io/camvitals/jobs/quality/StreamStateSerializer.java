package io.camvitals.jobs.quality;

import io.camvitals.jobs.state.HandWrittenSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link StreamState}. */
public final class StreamStateSerializer extends HandWrittenSerializer<StreamState> {
  private static final long serialVersionUID = 1L;

  static final StreamStateSerializer INSTANCE = new StreamStateSerializer();

  @Override
  protected void write(StreamState state, DataOutput out) throws IOException {
    state.writeTo(out);
  }

  @Override
  protected StreamState read(DataInput in) throws IOException {
    return StreamState.readFrom(in);
  }

  @Override
  public StreamState copy(StreamState from) {
    StreamState copy = super.copy(from);
    copy.heard = from.heard;
    return copy;
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
