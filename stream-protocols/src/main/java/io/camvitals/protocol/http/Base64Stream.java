package io.camvitals.protocol.http;

import java.nio.ByteBuffer;

/**
 * Decodes Base64 (RFC 4648) piece by piece, as clients that tunnel RTSP in HTTP send it: each
 * message encoded on its own, so that padding may stand anywhere, and characters that are none of
 * the alphabet are passed over.
 */
public final class Base64Stream {
  private int bits;
  private int digits;
  private byte[] decoded = new byte[0];

  /** Decodes the next characters; the bytes that are complete, valid until the next call. */
  public ByteBuffer decode(ByteBuffer buffer, int offset, int length) {
    if (decoded.length < length) {
      decoded = new byte[length];
    }
    int out = 0;
    for (int i = offset; i < offset + length; i++) {
      byte character = buffer.get(i);
      if (character == '=') {
        digits = 0;
        continue;
      }
      int value = value(character);
      if (value < 0) {
        continue;
      }
      bits = bits << 6 | value;
      digits++;
      if (digits > 1) {
        decoded[out++] = (byte) (bits >>> (8 - 2 * digits & 6));
      }
      if (digits == 4) {
        digits = 0;
      }
    }
    return ByteBuffer.wrap(decoded, 0, out);
  }

  /**
   * Characters are missing. Every message has a multiple of four, so it can be told where the next
   * group begins.
   *
   * @return how many bytes are missing, about; -1 when that is not known
   */
  public long gap(long characters) {
    if (characters < 0) {
      digits = 0;
      return -1;
    }
    long missing = (characters * 6 + 7) / 8;
    digits = (int) ((digits + characters) % 4);
    if (digits > 0) {
      bits = 0;
    }
    return missing;
  }

  private static int value(byte character) {
    if (character >= 'A' && character <= 'Z') {
      return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
      return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
      return character - '0' + 52;
    }
    return switch (character) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
