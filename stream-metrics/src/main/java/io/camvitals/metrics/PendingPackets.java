package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The packets of a candidate sequence: one that may become the stream's, either its first
 * (probation) or the next (restart). RFC 3550 appendix A.1 asks for two consecutive sequence
 * numbers; in whichever order they come. What was seen on the way there is kept, so that it counts
 * then.
 *
 * <p>At most {@value #CAPACITY} packets are kept; the caller lets the oldest go when it is full.
 */
final class PendingPackets {
  static final int CAPACITY = 64;

  private int size;
  private long highest;
  private long[] sequence;
  private long[] arrivalNs;
  private long[] interarrivalNs;
  private int[] rtpTimestamp;
  private int[] payloadSize;
  private int[] wireSize;
  private int[] flags;

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  int size() {
    return size;
  }

  boolean isNear(int sequenceNumber) {
    return ReceivedSequence.isNear(ReceivedSequence.distance(highest, sequenceNumber));
  }

  /** Adds a packet; true when its number is next to one that is already here. */
  boolean add(
      long packetArrivalNs,
      long packetInterarrivalNs,
      int sequenceNumber,
      int packetTimestamp,
      int packetPayloadSize,
      int packetWireSize,
      int packetFlags) {
    allocate();
    long number =
        size == 0 ? sequenceNumber : highest + ReceivedSequence.distance(highest, sequenceNumber);
    boolean consecutive = false;
    for (int i = 0; i < size; i++) {
      consecutive |= Math.abs(sequence[i] - number) == 1;
    }
    highest = size == 0 ? number : Math.max(highest, number);
    sequence[size] = number;
    arrivalNs[size] = packetArrivalNs;
    interarrivalNs[size] = packetInterarrivalNs;
    rtpTimestamp[size] = packetTimestamp;
    payloadSize[size] = packetPayloadSize;
    wireSize[size] = packetWireSize;
    flags[size] = packetFlags;
    size++;
    return consecutive;
  }

  void removeOldest() {
    size--;
    System.arraycopy(sequence, 1, sequence, 0, size);
    System.arraycopy(arrivalNs, 1, arrivalNs, 0, size);
    System.arraycopy(interarrivalNs, 1, interarrivalNs, 0, size);
    System.arraycopy(rtpTimestamp, 1, rtpTimestamp, 0, size);
    System.arraycopy(payloadSize, 1, payloadSize, 0, size);
    System.arraycopy(wireSize, 1, wireSize, 0, size);
    System.arraycopy(flags, 1, flags, 0, size);
  }

  void clear() {
    size = 0;
  }

  int sequenceNumber(int i) {
    return (int) sequence[i] & 0xffff;
  }

  long arrivalNs(int i) {
    return arrivalNs[i];
  }

  /** Arrival of the last packet; there must be one. */
  long lastArrivalNs() {
    return arrivalNs[size - 1];
  }

  long interarrivalNs(int i) {
    return interarrivalNs[i];
  }

  int rtpTimestamp(int i) {
    return rtpTimestamp[i];
  }

  int payloadSize(int i) {
    return payloadSize[i];
  }

  int wireSize(int i) {
    return wireSize[i];
  }

  int flags(int i) {
    return flags[i];
  }

  private void allocate() {
    if (sequence == null) {
      sequence = new long[CAPACITY];
      arrivalNs = new long[CAPACITY];
      interarrivalNs = new long[CAPACITY];
      rtpTimestamp = new int[CAPACITY];
      payloadSize = new int[CAPACITY];
      wireSize = new int[CAPACITY];
      flags = new int[CAPACITY];
    }
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    out.writeLong(highest);
    for (int i = 0; i < size; i++) {
      out.writeLong(sequence[i]);
      out.writeLong(arrivalNs[i]);
      out.writeLong(interarrivalNs[i]);
      out.writeInt(rtpTimestamp[i]);
      out.writeInt(payloadSize[i]);
      out.writeInt(wireSize[i]);
      out.writeInt(flags[i]);
    }
  }

  static PendingPackets readFrom(DataInput in) throws IOException {
    PendingPackets pending = new PendingPackets();
    pending.size = Serialised.within("pending packets", in.readByte(), 0, CAPACITY);
    pending.highest = in.readLong();
    if (pending.size > 0) {
      pending.allocate();
    }
    for (int i = 0; i < pending.size; i++) {
      pending.sequence[i] = in.readLong();
      pending.arrivalNs[i] = in.readLong();
      pending.interarrivalNs[i] = in.readLong();
      pending.rtpTimestamp[i] = in.readInt();
      pending.payloadSize[i] = in.readInt();
      pending.wireSize[i] = in.readInt();
      pending.flags[i] = in.readInt();
    }
    return pending;
  }
}
