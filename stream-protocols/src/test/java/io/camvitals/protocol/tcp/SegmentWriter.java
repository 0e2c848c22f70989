package io.camvitals.protocol.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes segments between two endpoints for tests; 0 is the client, 1 the server. */
final class SegmentWriter {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  private final TcpSegment segment = new TcpSegment();
  private final int clientPort;
  private int from;
  private int sequence;
  private int acknowledgment;
  private int flags;
  private int window = 1000;
  private int identification = TcpSegment.UNKNOWN_IDENTIFICATION;
  private long timeNs;
  private byte[] payload = new byte[0];
  private int cut;
  private final ByteArrayOutputStream options = new ByteArrayOutputStream();

  SegmentWriter() {
    this(40_000);
  }

  SegmentWriter(int clientPort) {
    this.clientPort = clientPort;
  }

  SegmentWriter from(int endpoint) {
    from = endpoint;
    return this;
  }

  SegmentWriter sequence(long number) {
    sequence = (int) number;
    return this;
  }

  SegmentWriter ack(long number) {
    acknowledgment = (int) number;
    flags |= ACK;
    return this;
  }

  SegmentWriter flags(int bits) {
    flags |= bits;
    return this;
  }

  SegmentWriter window(int size) {
    window = size;
    return this;
  }

  SegmentWriter identification(int number) {
    identification = number;
    return this;
  }

  SegmentWriter atMs(double milliseconds) {
    timeNs = Math.round(milliseconds * 1e6);
    return this;
  }

  SegmentWriter data(byte[] bytes) {
    payload = bytes;
    return this;
  }

  SegmentWriter data(int length) {
    return data(new byte[length]);
  }

  /** Leaves out so many bytes of the data's end, as a snapshot length does. */
  SegmentWriter cutBy(int bytes) {
    cut = bytes;
    return this;
  }

  SegmentWriter timestamps(int value, int echo) {
    return option(8, ByteBuffer.allocate(8).putInt(value).putInt(echo).array());
  }

  SegmentWriter sack(int... edges) {
    ByteBuffer value = ByteBuffer.allocate(4 * edges.length);
    for (int edge : edges) {
      value.putInt(edge);
    }
    return option(5, value.array());
  }

  SegmentWriter option(int kind, byte... value) {
    options.write(kind);
    options.write(value.length + 2);
    options.writeBytes(value);
    return this;
  }

  /** The segment's bytes, header and data. */
  byte[] bytes() {
    while (options.size() % 4 != 0) {
      options.write(1);
    }
    int client = clientPort << 16 | 554;
    return ByteBuffer.allocate(20 + options.size() + payload.length)
        .putInt(from == 0 ? client : Integer.rotateLeft(client, 16))
        .putInt(sequence)
        .putInt(acknowledgment)
        .putInt((5 + options.size() / 4) << 28 | flags << 16 | window)
        .putInt(0)
        .put(options.toByteArray())
        .put(payload)
        .array();
  }

  /** The view of the segment; a second call gives the same object with other content. */
  TcpSegment segment() {
    byte[] bytes = bytes();
    TcpParseResult result =
        segment.parse(ByteBuffer.wrap(bytes), 0, bytes.length - cut, bytes.length);
    if (result != TcpParseResult.OK) {
      throw new AssertionError(result);
    }
    segment.setAddresses(0, 1 + from, 0, 2 - from);
    segment.setArrival(timeNs, bytes.length + 34, identification);
    return segment;
  }
}
