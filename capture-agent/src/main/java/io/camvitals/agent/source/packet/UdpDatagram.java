package io.camvitals.agent.source.packet;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.nio.ByteBuffer;

/** A reusable view of one UDP datagram and of who sent it to whom. */
public final class UdpDatagram {
  private final AddressPair addresses = new AddressPair();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int payloadOffset;
  private int payloadLength;
  private int capturedLength;
  private int ports;
  private int wireSize;
  private long arrivalNs;

  /** Takes over the payload at the cursor, which lies between two ports of its addresses. */
  void set(PacketCursor cursor, int ports) {
    addresses.set(cursor.addresses());
    this.ports = ports;
    buffer = cursor.buffer();
    payloadOffset = cursor.index();
    payloadLength = cursor.remaining();
    capturedLength = cursor.captured();
    arrivalNs = cursor.timestampNs();
    wireSize = cursor.wireSize();
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

  /** Upper half of the source address; IPv4 stands as its IPv4-mapped IPv6 address. */
  public long sourceHigh() {
    return addresses.sourceHigh();
  }

  public long sourceLow() {
    return addresses.sourceLow();
  }

  public long destinationHigh() {
    return addresses.destinationHigh();
  }

  public long destinationLow() {
    return addresses.destinationLow();
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
    return endpoint(sourceHigh(), sourceLow(), sourcePort());
  }

  public Endpoint destination() {
    return endpoint(destinationHigh(), destinationLow(), destinationPort());
  }

  private static Endpoint endpoint(long high, long low, int port) {
    ByteBuffer address = ByteBuffer.allocate(16).putLong(high).putLong(low).flip();
    if (high == 0 && low >>> 32 == 0xffff) {
      address.position(12);
    }
    return Endpoint.newBuilder().setAddress(ByteString.copyFrom(address)).setPort(port).build();
  }
}
