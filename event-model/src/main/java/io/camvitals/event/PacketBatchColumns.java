package io.camvitals.event;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.StreamIdentity;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads the bytes of a {@code PacketBatch} into columns of primitives, without an object per
 * packet. One instance is used again for batch after batch. Not thread-safe.
 *
 * <p>{@link #decode} validates once: afterwards all columns have {@link #rows} entries and the
 * accessors cannot fail. The stream's identity is kept as bytes and parsed only when asked for.
 */
public final class PacketBatchColumns {
  /** More rows than this in one batch are refused, so that a forged record cannot fill the heap. */
  public static final int MAXIMUM_ROWS = 65_536;

  private final PackedColumn sequence = new PackedColumn("sequences");
  private final PackedColumn timestamp = new PackedColumn("timestamps");
  private final PackedColumn arrival = new PackedColumn("arrivals");
  private final PackedColumn payload = new PackedColumn("payload sizes");
  private final PackedColumn overhead = new PackedColumn("wire overheads");
  private final PackedColumn flag = new PackedColumn("flags");
  private final PackedColumn[] columns = {sequence, timestamp, arrival, payload, overhead, flag};

  private int rows;
  private long batchNumber;
  private long captureDropped;
  private long baseArrival;
  private long baseSequence;
  private int baseTimestamp;
  private boolean identitySeen;
  private byte[] identity = new byte[0];

  /**
   * Reads one batch; what an earlier call read is gone.
   *
   * @throws InvalidProtocolBufferException when the bytes are no {@code PacketBatch}, when the
   *     columns differ in length or hold more than {@link #MAXIMUM_ROWS} rows; the message says
   *     which
   */
  public void decode(byte[] bytes) throws InvalidProtocolBufferException {
    rows = 0;
    batchNumber = 0;
    captureDropped = 0;
    baseArrival = 0;
    baseSequence = 0;
    baseTimestamp = 0;
    identitySeen = false;
    for (PackedColumn column : columns) {
      column.clear();
    }
    try {
      readFields(CodedInputStream.newInstance(bytes), bytes);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    if (!identitySeen) {
      throw new InvalidProtocolBufferException("the batch names no stream");
    }
    requireEqualLengths();
    payload.requireThirtyOneBits();
    overhead.requireThirtyOneBits();
    flag.requireThirtyOneBits();
    sequence.integrate(baseSequence);
    timestamp.integrate(baseTimestamp);
    arrival.integrate(baseArrival);
    rows = sequence.size();
  }

  private void readFields(CodedInputStream in, byte[] bytes) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case PacketBatch.STREAM_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readIdentity(in, bytes);
        case PacketBatch.BATCH_NUMBER_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT ->
            batchNumber = in.readUInt64();
        case PacketBatch.BASE_ARRIVAL_NS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_FIXED64 ->
            baseArrival = in.readSFixed64();
        case PacketBatch.BASE_EXTENDED_SEQUENCE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT ->
            baseSequence = in.readInt64();
        case PacketBatch.BASE_RTP_TIMESTAMP_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_FIXED32 ->
            baseTimestamp = in.readFixed32();
        case PacketBatch.EXTENDED_SEQUENCE_DELTA_FIELD_NUMBER << 3
                | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, sequence);
        case PacketBatch.RTP_TIMESTAMP_DELTA_FIELD_NUMBER << 3
                | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, timestamp);
        case PacketBatch.ARRIVAL_DELTA_NS_FIELD_NUMBER << 3
                | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, arrival);
        case PacketBatch.PAYLOAD_SIZE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, payload);
        case PacketBatch.WIRE_OVERHEAD_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, overhead);
        case PacketBatch.FLAGS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            readColumn(in, bytes, flag);
        case PacketBatch.CAPTURE_DROPPED_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT ->
            captureDropped = in.readUInt64();
        default -> {
          // A field that a later schema added.
          if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException(
                "unexpected end of a group at byte " + in.getTotalBytesRead());
          }
        }
      }
    }
  }

  private void readIdentity(CodedInputStream in, byte[] bytes) throws IOException {
    int length = in.readRawVarint32();
    int from = in.getTotalBytesRead();
    in.skipRawBytes(length);
    identitySeen = true;
    if (length != identity.length
        || !Arrays.equals(identity, 0, length, bytes, from, from + length)) {
      identity = Arrays.copyOfRange(bytes, from, from + length);
    }
  }

  private static void readColumn(CodedInputStream in, byte[] bytes, PackedColumn column)
      throws IOException {
    int length = in.readRawVarint32();
    int from = in.getTotalBytesRead();
    in.skipRawBytes(length);
    column.read(bytes, from, from + length);
  }

  private void requireEqualLengths() throws InvalidProtocolBufferException {
    for (PackedColumn column : columns) {
      if (column.size() != sequence.size()) {
        throw new InvalidProtocolBufferException(
            Arrays.stream(columns)
                .map(each -> each.size() + " " + each.name())
                .collect(Collectors.joining(", ", "the columns differ in length: ", "")));
      }
    }
  }

  /** Packets in the batch, 0 to {@link #MAXIMUM_ROWS}. */
  public int rows() {
    return rows;
  }

  /** Counts the batches of the stream from 0. */
  public long batchNumber() {
    return batchNumber;
  }

  /** Packets that the agent missed before this batch. */
  public long captureDropped() {
    return captureDropped;
  }

  /** Arrival of a packet, nanoseconds since the Unix epoch. */
  public long arrivalNs(int row) {
    return arrival.get(row);
  }

  /** Sequence number as on the wire, 0 to 65,535. */
  public int sequenceNumber(int row) {
    return (int) sequence.get(row) & 0xffff;
  }

  /** Sequence number unwrapped by the agent. */
  public long extendedSequence(int row) {
    return sequence.get(row);
  }

  /** RTP timestamp as on the wire, 32 bits. */
  public int rtpTimestamp(int row) {
    return (int) timestamp.get(row);
  }

  /** Bytes of RTP payload. */
  public int payloadSize(int row) {
    return (int) payload.get(row);
  }

  /** Bytes of everything else on the wire. */
  public int wireOverhead(int row) {
    return (int) overhead.get(row);
  }

  /** Bits of {@link PacketFlags}. */
  public int flags(int row) {
    return (int) flag.get(row);
  }

  /**
   * The stream's identity.
   *
   * @throws InvalidProtocolBufferException when its bytes are none
   */
  public StreamIdentity stream() throws InvalidProtocolBufferException {
    return StreamIdentity.parseFrom(identity);
  }

  /**
   * The bytes of the identity. The same array is returned for as long as the identity does not
   * change from batch to batch; it is not to be written to.
   */
  public byte[] streamBytes() {
    return identity;
  }
}
