package io.camvitals.agent.source.packet;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.nio.ByteBuffer;

/**
 * A reusable view of one UDP datagram and of who sent it to whom. Addresses are two 64-bit halves,
 * so that they can be compared and hashed without an object; IPv4 stands as its IPv4-mapped IPv6
 * address (RFC 4291 section 2.5.5.2).
 */
public final class UdpDatagram {
  private static final long IPV4_MAPPED = 0xffffL << 32;

  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int payloadOffset;
  private int payloadLength;
  private int capturedLength;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int ports;
  private int wireSize;
  private long arrivalNs;

  void setIpv4Addresses(int source, int destination) {
    sourceHigh = 0;
    sourceLow = IPV4_MAPPED | Integer.toUnsignedLong(source);
    destinationHigh = 0;
    destinationLow = IPV4_MAPPED | Integer.toUnsignedLong(destination);
  }

  void setIpv6Addresses(
      long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
  }

  void setPayload(
      ByteBuffer buffer, int ports, int payloadOffset, int payloadLength, int capturedLength) {
    this.buffer = buffer;
    this.ports = ports;
    this.payloadOffset = payloadOffset;
    this.payloadLength = payloadLength;
    this.capturedLength = capturedLength;
  }

  void setArrival(long arrivalNs, int wireSize) {
    this.arrivalNs = arrivalNs;
    this.wireSize = wireSize;
  }

  public ByteBuffer buffer() {
    return buffer;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  /** Bytes of payload on the wire. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Bytes of payload in the buffer: fewer when the capture was cut by a snapshot length. */
  public int capturedLength() {
    return capturedLength;
  }

  long sourceHigh() {
    return sourceHigh;
  }

  long sourceLow() {
    return sourceLow;
  }

  long destinationHigh() {
    return destinationHigh;
  }

  long destinationLow() {
    return destinationLow;
  }

  /** Source port in the upper, destination port in the lower 16 bits. */
  int ports() {
    return ports;
  }

  public int sourcePort() {
    return ports >>> 16;
  }

  public int destinationPort() {
    return ports & 0xffff;
  }

  /** Nanoseconds since the Unix epoch; of the last fragment to come when there were several. */
  public long arrivalNs() {
    return arrivalNs;
  }

  /** Bytes on the wire with all headers, of all fragments together. */
  public int wireSize() {
    return wireSize;
  }

  public Endpoint source() {
    return endpoint(sourceHigh, sourceLow, sourcePort());
  }

  public Endpoint destination() {
    return endpoint(destinationHigh, destinationLow, destinationPort());
  }

  private static Endpoint endpoint(long high, long low, int port) {
    ByteBuffer address = ByteBuffer.allocate(16).putLong(high).putLong(low).flip();
    if (high == 0 && low >>> 32 == 0xffff) {
      address.position(12);
    }
    return Endpoint.newBuilder().setAddress(ByteString.copyFrom(address)).setPort(port).build();
  }
}
