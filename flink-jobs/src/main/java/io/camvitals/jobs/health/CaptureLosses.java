package io.camvitals.jobs.health;

import io.camvitals.jobs.state.HandWrittenSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The last {@value #REMEMBERED} times in which one interface may have missed packets. */
public final class CaptureLosses {
  /** At one each second more than any window can still change. */
  static final int REMEMBERED = 256;

  private static final int VERSION = 1;
  private static final long NS_PER_MS = 1_000_000L;

  private final Deque<CaptureLoss> losses = new ArrayDeque<>();

  /**
   * What touches a window.
   *
   * @param times how many losses touch it
   * @param downNs part of the window in which the interface was down
   */
  public record Within(int times, long kernelDropped, long deviceDropped, long downNs) {
    /** Nothing was missed. */
    public static final Within NOTHING = new Within(0, 0, 0, 0);

    /** Grows with all that these can say more. */
    public long evidence() {
      return times + downNs / NS_PER_MS;
    }
  }

  public void add(CaptureLoss loss) {
    losses.addLast(loss);
    if (losses.size() > REMEMBERED) {
      losses.removeFirst();
    }
  }

  /** What of it touches [fromNs, toNs). */
  public Within within(long fromNs, long toNs) {
    int times = 0;
    long kernelDropped = 0;
    long deviceDropped = 0;
    long downNs = 0;
    for (CaptureLoss loss : losses) {
      if (loss.fromNs < toNs && loss.toNs >= fromNs) {
        times++;
        kernelDropped += loss.kernelDropped;
        deviceDropped += loss.deviceDropped;
        downNs += loss.down ? Math.min(loss.toNs, toNs) - Math.max(loss.fromNs, fromNs) : 0;
      }
    }
    return times == 0 ? Within.NOTHING : new Within(times, kernelDropped, deviceDropped, downNs);
  }

  private void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeShort(losses.size());
    for (CaptureLoss loss : losses) {
      out.writeUTF(loss.vantagePoint);
      out.writeLong(loss.fromNs);
      out.writeLong(loss.toNs);
      out.writeLong(loss.kernelDropped);
      out.writeLong(loss.deviceDropped);
      out.writeBoolean(loss.down);
    }
  }

  private static CaptureLosses readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("losses of a capture of version " + version + ", not " + VERSION);
    }
    CaptureLosses losses = new CaptureLosses();
    int count = in.readShort();
    for (int i = 0; i < count; i++) {
      losses.add(
          new CaptureLoss(
              in.readUTF(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean()));
    }
    return losses;
  }

  /** Of {@link CaptureLosses}. */
  public static final class Serializer extends HandWrittenSerializer<CaptureLosses> {
    private static final long serialVersionUID = 1L;

    /** The one. */
    public static final Serializer INSTANCE = new Serializer();

    @Override
    protected void write(CaptureLosses state, DataOutput out) throws IOException {
      state.writeTo(out);
    }

    @Override
    protected CaptureLosses read(DataInput in) throws IOException {
      return readFrom(in);
    }

    @Override
    public TypeSerializerSnapshot<CaptureLosses> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in a checkpoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CaptureLosses> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
