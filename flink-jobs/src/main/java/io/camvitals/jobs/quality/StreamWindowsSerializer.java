package io.camvitals.jobs.quality;

import io.camvitals.jobs.state.HandWrittenSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Of {@link StreamWindows}. */
public final class StreamWindowsSerializer extends HandWrittenSerializer<StreamWindows> {
  private static final long serialVersionUID = 1L;

  static final StreamWindowsSerializer INSTANCE = new StreamWindowsSerializer();

  @Override
  protected void write(StreamWindows state, DataOutput out) throws IOException {
    state.writeTo(out);
  }

  @Override
  protected StreamWindows read(DataInput in) throws IOException {
    return StreamWindows.readFrom(in);
  }

  @Override
  public StreamWindows copy(StreamWindows from) {
    StreamWindows copy = super.copy(from);
    copy.heard = from.heard;
    return copy;
  }

  @Override
  public TypeSerializerSnapshot<StreamWindows> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StreamWindows> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
