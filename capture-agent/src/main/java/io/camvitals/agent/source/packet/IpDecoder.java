package io.camvitals.agent.source.packet;

/**
 * IPv4 (RFC 791) and IPv6 (RFC 8200) with options, extension headers and fragments. Lengths are
 * verified; checksums are not, because captures on the sending machine hold packets whose checksum
 * the network card has yet to fill in.
 */
final class IpDecoder {
  private static final int IPV4_HEADER_BYTES = 20;
  private static final int IPV6_HEADER_BYTES = 40;
  private static final int MAXIMUM_EXTENSION_HEADERS = 16;

  private static final int HOP_BY_HOP_OPTIONS = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  /** Keeps the identifications of IPv6, which have 32 bits, apart from those of IPv4. */
  private static final long IPV6_IDENTIFICATION = 1L << 32;

  private final FragmentReassembler reassembler;
  private boolean cutFragmentsAlone;

  IpDecoder(FragmentReassembler reassembler) {
    this.reassembler = reassembler;
  }

  /** Takes fragments that the capture cut for themselves. */
  void leaveCutFragmentsAlone() {
    cutFragmentsAlone = true;
  }

  /** Either version, by the first four bits. */
  Layer ip(PacketCursor cursor) {
    if (!cursor.has(1)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    return switch (cursor.unsignedByte(0) >>> 4) {
      case 4 -> Layer.IPV4;
      case 6 -> Layer.IPV6;
      default -> cursor.done(DecodeResult.MALFORMED_IP);
    };
  }

  Layer ipv4(PacketCursor cursor) {
    if (!cursor.has(IPV4_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int first = cursor.integer(0);
    int headerLength = (first >>> 24 & 0xf) * 4;
    // Zero stands for "as long as the packet": segmentation offload on the capturing machine.
    int totalLength = (first & 0xffff) == 0 ? cursor.remaining() : first & 0xffff;
    if (first >>> 28 != 4
        || headerLength < IPV4_HEADER_BYTES
        || totalLength < headerLength
        || !cursor.limit(totalLength)) {
      return cursor.done(DecodeResult.MALFORMED_IP);
    }
    cursor.addresses().setIpv4(cursor.integer(12), cursor.integer(16));
    cursor.setIdentification(cursor.unsignedShort(4));
    int protocol = cursor.unsignedByte(9);
    int fragment = cursor.unsignedShort(6);
    if ((fragment & 0x3fff) == 0) {
      cursor.advance(headerLength);
      return TransportDecoder.layer(cursor, protocol);
    }
    if (TransportDecoder.layer(cursor, protocol) == Layer.DONE) {
      return Layer.DONE;
    }
    long identification = (long) protocol << 16 | cursor.unsignedShort(4);
    cursor.advance(headerLength);
    int offset = (fragment & 0x1fff) * FragmentReassembler.UNIT;
    boolean more = (fragment & 0x2000) != 0;
    if (cutFragmentsAlone && !cursor.has(cursor.remaining())) {
      return cutFragment(cursor, protocol, offset);
    }
    return reassemble(cursor, identification, protocol, offset, more) == null
        ? Layer.DONE
        : TransportDecoder.layer(cursor, protocol);
  }

  Layer ipv6(PacketCursor cursor) {
    if (!cursor.has(IPV6_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int payloadLength = cursor.unsignedShort(4);
    if (cursor.unsignedByte(0) >>> 4 != 6
        || payloadLength != 0 && !cursor.limit(IPV6_HEADER_BYTES + payloadLength)) {
      return cursor.done(DecodeResult.MALFORMED_IP);
    }
    cursor
        .addresses()
        .setIpv6(
            cursor.buffer().getLong(cursor.index() + 8),
            cursor.buffer().getLong(cursor.index() + 16),
            cursor.buffer().getLong(cursor.index() + 24),
            cursor.buffer().getLong(cursor.index() + 32));
    cursor.setIdentification(-1);
    int nextHeader = cursor.unsignedByte(6);
    cursor.advance(IPV6_HEADER_BYTES);
    return extensionHeaders(cursor, nextHeader, false);
  }

  /** The Authentication Header (RFC 4302), which leaves readable what follows. */
  Layer authentication(PacketCursor cursor) {
    if (!cursor.has(2)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int following = cursor.unsignedByte(0);
    int headerLength = lengthOf(AUTHENTICATION, cursor.unsignedByte(1));
    if (headerLength > cursor.remaining()) {
      return cursor.done(DecodeResult.MALFORMED_IP);
    }
    cursor.advance(headerLength);
    return TransportDecoder.layer(cursor, following);
  }

  /** Walks over IPv6 extension headers (RFC 8200 section 4) to what they precede. */
  private Layer extensionHeaders(PacketCursor cursor, int firstHeader, boolean reassembled) {
    int header = firstHeader;
    for (int i = 0; i <= MAXIMUM_EXTENSION_HEADERS; i++) {
      switch (header) {
        case HOP_BY_HOP_OPTIONS,
            ROUTING,
            FRAGMENT,
            AUTHENTICATION,
            DESTINATION_OPTIONS,
            MOBILITY,
            HOST_IDENTITY,
            SHIM6 -> {
          if (cursor.remaining() < 8) {
            return cursor.done(DecodeResult.MALFORMED_IP);
          }
          if (!cursor.has(8)) {
            return cursor.done(DecodeResult.TRUNCATED);
          }
          int following = cursor.unsignedByte(0);
          if (header == FRAGMENT && (cursor.unsignedShort(2) & 0xfff9) != 0) {
            return reassembled
                ? cursor.done(DecodeResult.MALFORMED_IP)
                : ipv6Fragment(cursor, following);
          }
          int headerLength = lengthOf(header, cursor.unsignedByte(1));
          if (headerLength > cursor.remaining()) {
            return cursor.done(DecodeResult.MALFORMED_IP);
          }
          cursor.advance(headerLength);
          header = following;
        }
        default -> {
          return TransportDecoder.layer(cursor, header);
        }
      }
    }
    return cursor.done(DecodeResult.TOO_MANY_HEADERS);
  }

  private static int lengthOf(int header, int units) {
    return switch (header) {
      case FRAGMENT -> 8;
      case AUTHENTICATION -> (units + 2) * 4;
      default -> (units + 1) * 8;
    };
  }

  private Layer ipv6Fragment(PacketCursor cursor, int nextHeader) {
    int offsetAndFlags = cursor.unsignedShort(2);
    long identification = IPV6_IDENTIFICATION | cursor.integer(4) & 0xffffffffL;
    cursor.advance(8);
    boolean more = (offsetAndFlags & 1) != 0;
    if (cutFragmentsAlone && !cursor.has(cursor.remaining())) {
      return cutFragment(cursor, nextHeader, offsetAndFlags & 0xfff8);
    }
    FragmentedDatagram whole =
        reassemble(cursor, identification, nextHeader, offsetAndFlags & 0xfff8, more);
    return whole == null ? Layer.DONE : extensionHeaders(cursor, whole.nextHeader(), true);
  }

  /** Of a datagram whose fragments are not joined the first one has the transport's header. */
  private static Layer cutFragment(PacketCursor cursor, int protocol, int offset) {
    return offset == 0
        ? TransportDecoder.layer(cursor, protocol)
        : cursor.done(DecodeResult.FRAGMENT);
  }

  /** Moves the cursor into the whole datagram; null, and done, while fragments are missing. */
  private FragmentedDatagram reassemble(
      PacketCursor cursor, long identification, int nextHeader, int offset, boolean more) {
    FragmentedDatagram whole = reassembler.add(cursor, identification, nextHeader, offset, more);
    if (whole == null) {
      cursor.done(
          reassembler.lastWasMalformed() ? DecodeResult.MALFORMED_IP : DecodeResult.FRAGMENT);
    } else {
      cursor.enter(whole);
    }
    return whole;
  }
}
