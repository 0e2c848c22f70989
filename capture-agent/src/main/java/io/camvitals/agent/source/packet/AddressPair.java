package io.camvitals.agent.source.packet;

/**
 * Who sent a packet to whom. Addresses are two 64-bit halves, so that they can be compared and
 * hashed without an object; IPv4 stands as its IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2).
 */
final class AddressPair {
  private static final long IPV4_MAPPED = 0xffffL << 32;

  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;

  void setIpv4(int source, int destination) {
    sourceHigh = 0;
    sourceLow = IPV4_MAPPED | Integer.toUnsignedLong(source);
    destinationHigh = 0;
    destinationLow = IPV4_MAPPED | Integer.toUnsignedLong(destination);
  }

  void setIpv6(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
  }

  void set(AddressPair other) {
    setIpv6(other.sourceHigh, other.sourceLow, other.destinationHigh, other.destinationLow);
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

  boolean isSameAs(AddressPair other) {
    return sourceLow == other.sourceLow
        && destinationLow == other.destinationLow
        && sourceHigh == other.sourceHigh
        && destinationHigh == other.destinationHigh;
  }
}
