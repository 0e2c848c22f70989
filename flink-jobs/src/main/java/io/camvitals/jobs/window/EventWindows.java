package io.camvitals.jobs.window;

import io.camvitals.jobs.state.HandWrittenSerializer;
import io.camvitals.jobs.state.RecentRecords;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** All that is kept of one thing whose seconds are put together to windows. */
final class EventWindows {
  private static final int VERSION = 1;
  private static final int REMEMBERED = 32;

  /** Some seconds of one window. */
  static final class Window {
    byte[] sum;
    boolean unread;
  }

  final long createdNs;
  final TreeMap<Long, Window> windows = new TreeMap<>();
  private final RecentRecords recent;

  /** The event before, of a kind that is cumulative; null otherwise. */
  byte[] previous;

  /** Events taken so far. */
  long taken;

  /** The end of the last second; Long.MIN_VALUE before any. */
  long clockNs = Long.MIN_VALUE;

  /** Processing time of the last record, milliseconds. */
  long lastRecordMs;

  /** Processing time of the one timer; Long.MIN_VALUE when there is none. */
  long timerMs = Long.MIN_VALUE;

  /** False after a restore, until a record or the timer comes: then its silence is unknown. */
  boolean heard = true;

  EventWindows(long createdNs) {
    this(createdNs, new RecentRecords(REMEMBERED));
  }

  private EventWindows(long createdNs, RecentRecords recent) {
    this.createdNs = createdNs;
    this.recent = recent;
  }

  boolean isNew(byte[] record) {
    return recent.isNew(record);
  }

  /** Grows with each event, also over the loss of this state. */
  long revision() {
    return createdNs + taken;
  }

  private void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(createdNs);
    recent.writeTo(out);
    out.writeInt(previous == null ? -1 : previous.length);
    if (previous != null) {
      out.write(previous);
    }
    out.writeLong(taken);
    out.writeLong(clockNs);
    out.writeLong(lastRecordMs);
    out.writeLong(timerMs);
    out.writeInt(windows.size());
    for (var entry : windows.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeBoolean(entry.getValue().unread);
      out.writeInt(entry.getValue().sum.length);
      out.write(entry.getValue().sum);
    }
  }

  private static EventWindows readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("windows of version " + version + ", not " + VERSION);
    }
    EventWindows state = new EventWindows(in.readLong(), RecentRecords.readFrom(REMEMBERED, in));
    int length = in.readInt();
    if (length >= 0) {
      state.previous = new byte[length];
      in.readFully(state.previous);
    }
    state.taken = in.readLong();
    state.clockNs = in.readLong();
    state.lastRecordMs = in.readLong();
    state.timerMs = in.readLong();
    int windows = in.readInt();
    for (int i = 0; i < windows; i++) {
      long startNs = in.readLong();
      Window window = new Window();
      window.unread = in.readBoolean();
      window.sum = new byte[in.readInt()];
      in.readFully(window.sum);
      state.windows.put(startNs, window);
    }
    state.heard = false;
    return state;
  }

  /** Of {@link EventWindows}. */
  public static final class Serializer extends HandWrittenSerializer<EventWindows> {
    private static final long serialVersionUID = 1L;
    static final Serializer INSTANCE = new Serializer();

    @Override
    protected void write(EventWindows state, DataOutput out) throws IOException {
      state.writeTo(out);
    }

    @Override
    protected EventWindows read(DataInput in) throws IOException {
      return readFrom(in);
    }

    @Override
    public EventWindows copy(EventWindows from) {
      EventWindows copy = super.copy(from);
      copy.heard = from.heard;
      return copy;
    }

    @Override
    public TypeSerializerSnapshot<EventWindows> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventWindows> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
