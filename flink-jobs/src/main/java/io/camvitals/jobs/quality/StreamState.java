package io.camvitals.jobs.quality;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.StreamMeter;
import io.camvitals.metrics.StreamMeterSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** All that the job keeps of one stream. */
final class StreamState {
  private static final int VERSION = 1;

  /** No timer is set. */
  static final long NO_TIMER = Long.MIN_VALUE;

  final long createdNs;
  final StreamMeter meter;
  final BatchLedger batches;

  /** That with which jitter is measured; 0 while unknown. */
  int clockRate;

  private StreamIdentity identity;
  private byte[] identityBytes;
  private final byte[] key;

  /** Arrival of the stream's first packet, ns since the epoch; Long.MIN_VALUE before any. */
  long firstArrivalNs = Long.MIN_VALUE;

  /** Records and packets taken so far. */
  long progress;

  /** The packets before the next one are not known to be complete. */
  boolean gapPending;

  /** Packets that the agent dropped before any packet of the stream was seen. */
  long undatedDrops;

  /** Processing time of the last record, milliseconds. */
  long lastRecordMs;

  /** Processing time at which the one timer of this stream fires, milliseconds. */
  long timerMs = NO_TIMER;

  /** False after a restore, until the stream or its timer is heard: then its silence is unknown. */
  boolean heard = true;

  StreamState(StreamIdentity identity, byte[] identityBytes, long createdNs) {
    this.identity = identity;
    this.identityBytes = identityBytes;
    this.key = key(identity);
    this.createdNs = createdNs;
    this.clockRate = identity.getClockRate();
    this.meter = new StreamMeter(StreamMeterSettings.ofSeconds(clockRate, identity.getSignalled()));
    this.batches = new BatchLedger();
  }

  private StreamState(DataInput in) throws IOException {
    this.createdNs = in.readLong();
    this.clockRate = in.readInt();
    this.identityBytes = new byte[in.readInt()];
    in.readFully(identityBytes);
    try {
      this.identity = StreamIdentity.parseFrom(identityBytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("the state of a stream holds no identity", e);
    }
    this.key = key(identity);
    this.firstArrivalNs = in.readLong();
    this.progress = in.readLong();
    this.gapPending = in.readBoolean();
    this.undatedDrops = in.readLong();
    this.lastRecordMs = in.readLong();
    this.timerMs = in.readLong();
    this.batches = BatchLedger.readFrom(in);
    this.meter = StreamMeter.readFrom(in);
    this.heard = false;
  }

  StreamIdentity identity() {
    return identity;
  }

  byte[] identityBytes() {
    return identityBytes;
  }

  private static byte[] key(StreamIdentity identity) {
    return StreamKeys.of(identity).getBytes(StandardCharsets.UTF_8);
  }

  /** The stream's key, which never changes; not to be written to. */
  byte[] key() {
    return key;
  }

  /**
   * The agent may learn more of a stream as it goes: its codec for example, or its clock rate, with
   * which jitter begins to be measured.
   */
  void identity(StreamIdentity newIdentity, byte[] bytes) {
    if (clockRate == 0 && newIdentity.getClockRate() > 0) {
      clockRate = newIdentity.getClockRate();
      meter.learnClockRate(clockRate);
    }
    identity = newIdentity;
    identityBytes = bytes;
  }

  /**
   * Grows with all that can change a result, also over the loss of this state: a stream has fewer
   * than one packet a nanosecond, so a state that is made later begins higher.
   */
  long revision() {
    return createdNs + progress;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(createdNs);
    out.writeInt(clockRate);
    out.writeInt(identityBytes.length);
    out.write(identityBytes);
    out.writeLong(firstArrivalNs);
    out.writeLong(progress);
    out.writeBoolean(gapPending);
    out.writeLong(undatedDrops);
    out.writeLong(lastRecordMs);
    out.writeLong(timerMs);
    batches.writeTo(out);
    meter.writeTo(out);
  }

  static StreamState readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("the state of a stream is of version " + version + ", not " + VERSION);
    }
    return new StreamState(in);
  }
}
