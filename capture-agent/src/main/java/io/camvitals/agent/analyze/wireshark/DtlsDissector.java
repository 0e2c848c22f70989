package io.camvitals.agent.analyze.wireshark;

/**
 * DTLS handshakes (RFC 6347) that agree on SRTP (RFC 5764): they announce RTP on their own ports,
 * in both directions.
 */
final class DtlsDissector {
  private static final int RECORD_HEADER_BYTES = 13;
  private static final int HANDSHAKE_HEADER_BYTES = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int LAST_CONTENT_TYPE = 26;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int USE_SRTP = 14;

  private final Conversations conversations;
  private final Dissector rtp;

  DtlsDissector(Conversations conversations, Dissector rtp) {
    this.conversations = conversations;
    this.rtp = rtp;
  }

  /** A datagram of whole records. */
  boolean isDtls(Flow flow, Octets payload) {
    if (payload.isCut()) {
      return false;
    }
    int offset = 0;
    while (payload.captured() - offset >= RECORD_HEADER_BYTES && isRecord(payload, offset)) {
      offset += RECORD_HEADER_BYTES + payload.unsignedShort(offset + 11);
    }
    if (offset == 0 || offset != payload.captured()) {
      return false;
    }
    for (int start = 0; start < offset; ) {
      int length = payload.unsignedShort(start + 11);
      // Of epoch 0, which is not encrypted.
      if (payload.unsignedByte(start) == HANDSHAKE && payload.unsignedShort(start + 3) == 0) {
        handshake(flow, payload.part(start + RECORD_HEADER_BYTES, length));
      }
      start += RECORD_HEADER_BYTES + length;
    }
    return true;
  }

  private static boolean isRecord(Octets payload, int offset) {
    int type = payload.unsignedByte(offset);
    int version = payload.unsignedShort(offset + 1);
    return type >= CHANGE_CIPHER_SPEC
        && type <= LAST_CONTENT_TYPE
        && (version == 0xfeff || version == 0xfefd || version == 0x0100);
  }

  private void handshake(Flow flow, Octets record) {
    int offset = 0;
    while (record.captured() - offset >= HANDSHAKE_HEADER_BYTES) {
      int type = record.unsignedByte(offset);
      int length = record.integer(offset) & 0xffffff;
      int fragmentOffset = record.integer(offset + 5) >>> 8;
      int fragmentLength = record.integer(offset + 8) & 0xffffff;
      if ((type == CLIENT_HELLO || type == SERVER_HELLO)
          && fragmentOffset == 0
          && fragmentLength == length) {
        hello(flow, record.part(offset + HANDSHAKE_HEADER_BYTES, length), type == SERVER_HELLO);
      }
      offset += HANDSHAKE_HEADER_BYTES + fragmentLength;
    }
  }

  private void hello(Flow flow, Octets hello, boolean server) {
    int offset = 34;
    offset += 1 + hello.unsignedByte(offset);
    if (server) {
      offset += 3;
    } else {
      offset += 1 + hello.unsignedByte(offset);
      offset += 2 + hello.unsignedShort(offset);
      offset += 1 + hello.unsignedByte(offset);
    }
    if (hello.captured() - offset < 2) {
      return;
    }
    int end = offset + 2 + hello.unsignedShort(offset);
    offset += 2;
    while (offset + 4 <= end) {
      int length = hello.unsignedShort(offset + 2);
      if (hello.unsignedShort(offset) == USE_SRTP
          && length >= 2
          && (server || hello.unsignedShort(offset + 4) == 2)) {
        announce(flow.key());
        announce(flow.key().reversed());
      }
      offset += 4 + length;
    }
  }

  private void announce(Flow.Key key) {
    conversations.announce(
        Transport.UDP,
        key.source(),
        key.sourcePort(),
        key.destinationPort(),
        rtp,
        new RtpSession("DTLS-SRTP", null),
        conversations.frame());
  }
}
