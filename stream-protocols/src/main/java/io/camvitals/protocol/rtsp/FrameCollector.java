package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;

/**
 * One interleaved frame (RFC 2326 section 10.12):
 *
 * <pre>
 *  '$' | channel | length, 16 bits, network order | payload of that length
 * </pre>
 *
 * A payload that lies whole in the source stays there; one that is split is put together here.
 */
final class FrameCollector {
  private static final int SMALLEST_BUFFER = 2048;

  private final byte[] header = new byte[RtspMessageWriter.FRAME_HEADER_LENGTH];
  private int headerBytes;
  private ByteBuffer assembled = ByteBuffer.allocate(0);
  private int readBytes;
  private int capturedBytes;
  private ByteBuffer payload;
  private int payloadOffset;

  void clear() {
    headerBytes = 0;
    readBytes = 0;
    capturedBytes = 0;
    payload = assembled;
    payloadOffset = 0;
  }

  /** Reads on; true when the frame is complete. */
  boolean read(ByteBuffer source) {
    while (headerBytes < header.length) {
      if (!source.hasRemaining()) {
        return false;
      }
      header[headerBytes++] = source.get();
    }
    int missing = length() - readBytes;
    int available = Math.min(missing, source.remaining());
    if (readBytes == 0 && available == missing) {
      payload = source;
      payloadOffset = source.position();
      capturedBytes = missing;
    } else if (readBytes == capturedBytes) {
      keep(source, available);
    }
    readBytes += available;
    source.position(source.position() + available);
    return isComplete();
  }

  private void keep(ByteBuffer source, int bytes) {
    if (assembled.capacity() < length()) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(SMALLEST_BUFFER, length()));
      larger.put(0, assembled, 0, capturedBytes);
      assembled = larger;
    }
    assembled.put(capturedBytes, source, source.position(), bytes);
    capturedBytes += bytes;
    payload = assembled;
    payloadOffset = 0;
  }

  /** Passes over bytes that are missing; false when they are more than the frame's. */
  boolean skip(long bytes) {
    if (!hasHeader() || bytes > length() - readBytes) {
      return false;
    }
    readBytes += (int) bytes;
    return true;
  }

  boolean hasHeader() {
    return headerBytes == header.length;
  }

  boolean isComplete() {
    return hasHeader() && readBytes == length();
  }

  int channel() {
    return header[1] & 0xff;
  }

  /** Bytes of payload that the frame has. */
  int length() {
    return (header[2] & 0xff) << 8 | header[3] & 0xff;
  }

  /** Bytes of payload from its beginning on without a gap. */
  int captured() {
    return capturedBytes;
  }

  /** The buffer that holds the payload. */
  ByteBuffer payload() {
    return payload;
  }

  int payloadOffset() {
    return payloadOffset;
  }

  int retainedBytes() {
    return assembled.capacity();
  }
}
