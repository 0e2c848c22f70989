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
  private static final int LARGEST_PAYLOAD = 0xffff;

  private final byte[] header = new byte[RtspMessageWriter.FRAME_HEADER_LENGTH];
  private int headerBytes;
  private ByteBuffer assembled;
  private int assembledBytes;
  private ByteBuffer payload;
  private int payloadOffset;

  void clear() {
    headerBytes = 0;
    assembledBytes = 0;
    payload = null;
  }

  /**
   * Reads on.
   *
   * @param keep true when the payload must outlive the source's content
   * @return true when the frame is complete
   */
  boolean read(ByteBuffer source, boolean keep) {
    while (headerBytes < header.length) {
      if (!source.hasRemaining()) {
        return false;
      }
      header[headerBytes++] = source.get();
    }
    int missing = length() - assembledBytes;
    int available = Math.min(missing, source.remaining());
    if (!keep && assembledBytes == 0 && available == missing) {
      payload = source;
      payloadOffset = source.position();
      source.position(payloadOffset + missing);
      return true;
    }
    if (assembled == null) {
      assembled = ByteBuffer.allocate(LARGEST_PAYLOAD);
    }
    assembled.put(assembledBytes, source, source.position(), available);
    source.position(source.position() + available);
    assembledBytes += available;
    payload = assembled;
    payloadOffset = 0;
    return available == missing;
  }

  int channel() {
    return header[1] & 0xff;
  }

  int length() {
    return (header[2] & 0xff) << 8 | header[3] & 0xff;
  }

  /** The buffer that holds the complete frame's payload. */
  ByteBuffer payload() {
    return payload;
  }

  int payloadOffset() {
    return payloadOffset;
  }
}
