package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.Endpoints;
import io.camvitals.event.v1.Endpoint;
import java.nio.ByteBuffer;

/** A reusable view of one UDP datagram and of who sent it to whom. */
public final class UdpDatagram {
  private AddressPair addresses = new AddressPair();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int payloadOffset;
  private int payloadLength;
  private int capturedLength;
  private int ports;
  private int wireSize;
  private int lengthField;
  private long arrivalNs;

  /** Takes over the payload at the cursor, which lies between two ports of its addresses. */
  void set(PacketCursor cursor, int ports, int lengthField) {
    addresses = cursor.addresses();
    this.ports = ports;
    this.lengthField = lengthField;
    buffer = cursor.buffer();
    payloadOffset = cursor.index();
    payloadLength = cursor.remaining();
    capturedLength = cursor.captured();
    arrivalNs = cursor.timestampNs();
    wireSize = cursor.wireSize();
  }

  /**
   * Goes on within the payload, behind a header whose last two bytes tell how long is what follows.
   */
  void unwrap(int header) {
    int length = buffer.getShort(payloadOffset + header - 2) & 0xffff;
    payloadOffset += header;
    payloadLength = Math.min(length, payloadLength - header);
    capturedLength = Math.max(0, Math.min(capturedLength - header, payloadLength));
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

  /** The length that the UDP header says, its own included; 0 when it does not say. */
  public int lengthField() {
    return lengthField;
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
    return Endpoints.of(sourceHigh(), sourceLow(), sourcePort());
  }

  public Endpoint destination() {
    return Endpoints.of(destinationHigh(), destinationLow(), destinationPort());
  }
}
