package io.camvitals.event;

import com.google.protobuf.CodedOutputStream;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.StreamIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes packets, one row each, into the bytes of a {@code PacketBatch}, without an object per
 * packet. One builder serves one stream and is used again and again: {@link #append} rows, then
 * {@link #build}, which starts the next batch. Not thread-safe.
 */
public final class PacketBatchBuilder {
  private byte[] identity;
  private final int capacity;
  private final int[] sequenceDelta;
  private final int[] timestampDelta;
  private final long[] arrivalDelta;
  private final int[] payloadSize;
  private final int[] wireOverhead;
  private final int[] flags;

  private int rows;
  private long batchNumber;
  private boolean anyPacketSeen;
  private long extendedSequence;
  private long baseExtendedSequence;
  private int baseTimestamp;
  private long baseArrival;
  private int lastTimestamp;
  private long lastArrival;
  private long captureDropped;

  /**
   * @param stream written into each batch
   * @param capacity rows after which {@link #isFull} says so, 1 to 65,536
   */
  public PacketBatchBuilder(StreamIdentity stream, int capacity) {
    if (capacity < 1 || capacity > 65_536) {
      throw new IllegalArgumentException("capacity " + capacity + " is not within 1 to 65536");
    }
    this.identity = stream.toByteArray();
    this.capacity = capacity;
    this.sequenceDelta = new int[capacity];
    this.timestampDelta = new int[capacity];
    this.arrivalDelta = new long[capacity];
    this.payloadSize = new int[capacity];
    this.wireOverhead = new int[capacity];
    this.flags = new int[capacity];
  }

  /**
   * Appends one packet.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param sequenceNumber as on the wire, 0 to 65,535
   * @param rtpTimestamp as on the wire, 32 bits
   * @param payload bytes of RTP payload
   * @param overhead bytes of everything else on the wire
   * @param packetFlags bits of {@link PacketFlags}
   * @throws IllegalStateException when the batch is full
   */
  public void append(
      long arrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      int payload,
      int overhead,
      int packetFlags) {
    if (rows == capacity) {
      throw new IllegalStateException("the batch is full with " + capacity + " rows");
    }
    long previousSequence = extendedSequence;
    extendedSequence =
        anyPacketSeen
            ? previousSequence + (short) (sequenceNumber - (int) previousSequence)
            : sequenceNumber;
    anyPacketSeen = true;
    if (rows == 0) {
      baseExtendedSequence = extendedSequence;
      baseTimestamp = rtpTimestamp;
      baseArrival = arrivalNs;
      previousSequence = extendedSequence;
      lastTimestamp = rtpTimestamp;
      lastArrival = arrivalNs;
    }
    sequenceDelta[rows] = (int) (extendedSequence - previousSequence);
    timestampDelta[rows] = rtpTimestamp - lastTimestamp;
    arrivalDelta[rows] = arrivalNs - lastArrival;
    payloadSize[rows] = payload;
    wireOverhead[rows] = overhead;
    flags[rows] = packetFlags;
    lastTimestamp = rtpTimestamp;
    lastArrival = arrivalNs;
    rows++;
  }

  /**
   * More was learned of the stream, such as its clock rate: the open batch and those after it tell
   * it. The stream's key must stay the same.
   */
  public void identity(StreamIdentity stream) {
    identity = stream.toByteArray();
  }

  /** Notes packets of this stream that the agent missed; they go into the next batch built. */
  public void addCaptureDropped(long packets) {
    captureDropped += packets;
  }

  /** True when there is nothing to build: no row and no capture loss. */
  public boolean isEmpty() {
    return rows == 0 && captureDropped == 0;
  }

  /** True when no further row fits. */
  public boolean isFull() {
    return rows == capacity;
  }

  /** Rows in the open batch. */
  public int rows() {
    return rows;
  }

  /** Arrival of the first row of the open batch, nanoseconds since the Unix epoch. */
  public long firstArrivalNs() {
    return baseArrival;
  }

  /** The open batch as the bytes of a {@code PacketBatch}; the next batch is then open, empty. */
  public byte[] build() {
    int columns =
        column(PacketBatch.EXTENDED_SEQUENCE_DELTA_FIELD_NUMBER, signed(sequenceDelta))
            + column(PacketBatch.RTP_TIMESTAMP_DELTA_FIELD_NUMBER, signed(timestampDelta))
            + column(PacketBatch.ARRIVAL_DELTA_NS_FIELD_NUMBER, signed(arrivalDelta))
            + column(PacketBatch.PAYLOAD_SIZE_FIELD_NUMBER, unsigned(payloadSize))
            + column(PacketBatch.WIRE_OVERHEAD_FIELD_NUMBER, unsigned(wireOverhead))
            + column(PacketBatch.FLAGS_FIELD_NUMBER, unsigned(flags));
    int size =
        CodedOutputStream.computeByteArraySize(PacketBatch.STREAM_FIELD_NUMBER, identity)
            + CodedOutputStream.computeUInt64Size(
                PacketBatch.BATCH_NUMBER_FIELD_NUMBER, batchNumber)
            + CodedOutputStream.computeSFixed64Size(
                PacketBatch.BASE_ARRIVAL_NS_FIELD_NUMBER, baseArrival)
            + CodedOutputStream.computeInt64Size(
                PacketBatch.BASE_EXTENDED_SEQUENCE_FIELD_NUMBER, baseExtendedSequence)
            + CodedOutputStream.computeFixed32Size(
                PacketBatch.BASE_RTP_TIMESTAMP_FIELD_NUMBER, baseTimestamp)
            + columns
            + CodedOutputStream.computeUInt64Size(
                PacketBatch.CAPTURE_DROPPED_FIELD_NUMBER, captureDropped);
    byte[] bytes = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeByteArray(PacketBatch.STREAM_FIELD_NUMBER, identity);
      out.writeUInt64(PacketBatch.BATCH_NUMBER_FIELD_NUMBER, batchNumber);
      out.writeSFixed64(PacketBatch.BASE_ARRIVAL_NS_FIELD_NUMBER, baseArrival);
      out.writeInt64(PacketBatch.BASE_EXTENDED_SEQUENCE_FIELD_NUMBER, baseExtendedSequence);
      out.writeFixed32(PacketBatch.BASE_RTP_TIMESTAMP_FIELD_NUMBER, baseTimestamp);
      writeSigned(out, PacketBatch.EXTENDED_SEQUENCE_DELTA_FIELD_NUMBER, sequenceDelta);
      writeSigned(out, PacketBatch.RTP_TIMESTAMP_DELTA_FIELD_NUMBER, timestampDelta);
      writeSigned(out, PacketBatch.ARRIVAL_DELTA_NS_FIELD_NUMBER, arrivalDelta);
      writeUnsigned(out, PacketBatch.PAYLOAD_SIZE_FIELD_NUMBER, payloadSize);
      writeUnsigned(out, PacketBatch.WIRE_OVERHEAD_FIELD_NUMBER, wireOverhead);
      writeUnsigned(out, PacketBatch.FLAGS_FIELD_NUMBER, flags);
      out.writeUInt64(PacketBatch.CAPTURE_DROPPED_FIELD_NUMBER, captureDropped);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the size was computed for these very values", e);
    }
    batchNumber++;
    rows = 0;
    captureDropped = 0;
    return bytes;
  }

  private static int column(int field, int bytes) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt32SizeNoTag(bytes)
        + bytes;
  }

  private int signed(int[] column) {
    int size = 0;
    for (int row = 0; row < rows; row++) {
      size += CodedOutputStream.computeSInt32SizeNoTag(column[row]);
    }
    return size;
  }

  private int signed(long[] column) {
    int size = 0;
    for (int row = 0; row < rows; row++) {
      size += CodedOutputStream.computeSInt64SizeNoTag(column[row]);
    }
    return size;
  }

  private int unsigned(int[] column) {
    int size = 0;
    for (int row = 0; row < rows; row++) {
      size += CodedOutputStream.computeUInt32SizeNoTag(column[row]);
    }
    return size;
  }

  private void writeSigned(CodedOutputStream out, int field, int[] column) throws IOException {
    writeHead(out, field, signed(column));
    for (int row = 0; row < rows; row++) {
      out.writeSInt32NoTag(column[row]);
    }
  }

  private void writeSigned(CodedOutputStream out, int field, long[] column) throws IOException {
    writeHead(out, field, signed(column));
    for (int row = 0; row < rows; row++) {
      out.writeSInt64NoTag(column[row]);
    }
  }

  private void writeUnsigned(CodedOutputStream out, int field, int[] column) throws IOException {
    writeHead(out, field, unsigned(column));
    for (int row = 0; row < rows; row++) {
      out.writeUInt32NoTag(column[row]);
    }
  }

  private static void writeHead(CodedOutputStream out, int field, int bytes) throws IOException {
    out.writeTag(field, 2);
    out.writeUInt32NoTag(bytes);
  }
}
