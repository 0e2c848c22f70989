package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;

/**
 * How far decoding of one packet has come: the first byte of the layer at hand, where that layer
 * ends, and the IP addresses met last. Reused for each packet.
 */
final class PacketCursor {
  private final AddressPair addresses = new AddressPair();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int index;
  private int capturedEnd;
  private int wireEnd;
  private boolean limited;
  private int wireSize;
  private int identification;
  private long timestampNs;
  private int encapsulations;

  // Where another packet begins within the same frame.
  private ByteBuffer keptBuffer;
  private int keptIndex;
  private int keptCapturedEnd;
  private int keptWireEnd;
  private DecodeResult result;

  /** Begins with the first byte of a packet. */
  void begin(CapturedPacket packet) {
    buffer = packet.buffer();
    index = packet.offset();
    capturedEnd = index + packet.capturedLength();
    wireEnd = index + packet.wireLength();
    limited = false;
    wireSize = packet.wireLength();
    timestampNs = packet.timestampNs();
    encapsulations = 0;
    keptBuffer = null;
    result = null;
  }

  /** Keeps in mind that another packet begins {@code offset} bytes further, to come back to it. */
  void keep(int offset) {
    keptBuffer = buffer;
    keptIndex = index + offset;
    keptCapturedEnd = capturedEnd;
    keptWireEnd = wireEnd;
  }

  /** Goes back to what was kept; false when nothing was. */
  boolean resume() {
    if (keptBuffer == null) {
      return false;
    }
    buffer = keptBuffer;
    index = keptIndex;
    capturedEnd = keptCapturedEnd;
    wireEnd = keptWireEnd;
    limited = true;
    encapsulations = 0;
    keptBuffer = null;
    return true;
  }

  /** Goes on within a datagram that was put together from fragments. */
  void enter(FragmentedDatagram datagram) {
    buffer = datagram.bytes();
    index = 0;
    capturedEnd = datagram.captured();
    wireEnd = datagram.length();
    limited = true;
    wireSize = datagram.wireSize();
  }

  /** Big-endian; read by absolute index only. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** Index of the layer's first byte. */
  int index() {
    return index;
  }

  /** Whether the layer's first {@code length} bytes were captured. */
  boolean has(int length) {
    return capturedEnd - index >= length;
  }

  /** Bytes of the layer that were captured; negative when the capture ended before it. */
  int captured() {
    return capturedEnd - index;
  }

  /** Bytes of the layer on the wire. */
  int remaining() {
    return wireEnd - index;
  }

  /** Goes on {@code length} bytes further. */
  void advance(int length) {
    index += length;
  }

  /**
   * Notes that the layer is {@code length} bytes long, as its header says; what is beyond is
   * padding. A layer that claims more than the enclosing one has is refused. The outermost length
   * is believed even then: some tools cut packets and store what is left as the packet's length.
   *
   * @return false when the layer cannot be that long
   */
  boolean limit(int length) {
    if (length > wireEnd - index && limited) {
      return false;
    }
    limited = true;
    wireEnd = index + length;
    capturedEnd = Math.min(capturedEnd, wireEnd);
    return true;
  }

  /** Notes that an encapsulation was stepped over. */
  void met(Encapsulation encapsulation) {
    encapsulations |= 1 << encapsulation.ordinal();
  }

  /** The encapsulations met so far: the bits of their ordinals. */
  int encapsulations() {
    return encapsulations;
  }

  /** Ends decoding. */
  Layer done(DecodeResult result) {
    this.result = result;
    return Layer.DONE;
  }

  DecodeResult result() {
    return result;
  }

  /**
   * Says that the layer at hand, of {@code length} bytes, is all that the packet is of its frame.
   */
  void setWireSize(int length) {
    wireSize = length;
  }

  /** Addresses of the innermost IP header so far. */
  AddressPair addresses() {
    return addresses;
  }

  /** Bytes on the wire with all headers; of all fragments together. */
  int wireSize() {
    return wireSize;
  }

  /** Time of capture, nanoseconds since the Unix epoch. */
  long timestampNs() {
    return timestampNs;
  }

  /** Notes the identification of the innermost IPv4 header; -1 with IPv6, which has none. */
  void setIdentification(int identification) {
    this.identification = identification;
  }

  int identification() {
    return identification;
  }

  int unsignedByte(int offset) {
    return buffer.get(index + offset) & 0xff;
  }

  int unsignedShort(int offset) {
    return buffer.getShort(index + offset) & 0xffff;
  }

  int littleEndianShort(int offset) {
    return Short.reverseBytes(buffer.getShort(index + offset)) & 0xffff;
  }

  int integer(int offset) {
    return buffer.getInt(index + offset);
  }

  /** A link-layer address of 48 bits. */
  long address(int offset) {
    return (long) unsignedShort(offset) << 32 | integer(offset + 2) & 0xffffffffL;
  }
}
