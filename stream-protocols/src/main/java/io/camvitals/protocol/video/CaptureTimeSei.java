package io.camvitals.protocol.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A frame's number and capture time within the video itself: an SEI message user_data_unregistered
 * (ITU-T H.264 section D.1.6, H.265 section D.2.7), which decoders pass over.
 *
 * <pre>
 * bytes  0-15  UUID 7d1c9a52-83e4-4b0f-9c6e-2f5ab8d3e047
 * byte     16  version of this layout, 1
 * bytes 17-24  frame number, unsigned, big-endian
 * bytes 25-32  capture time, nanoseconds since the Unix epoch, big-endian
 * </pre>
 *
 * <p>A later version may append fields; readers of version 1 then still read these. One instance
 * finds messages of one stream, without allocating; not for use by several threads at once.
 */
public final class CaptureTimeSei {
  private static final byte[] UUID = {
    0x7d,
    0x1c,
    (byte) 0x9a,
    0x52,
    (byte) 0x83,
    (byte) 0xe4,
    0x4b,
    0x0f,
    (byte) 0x9c,
    0x6e,
    0x2f,
    0x5a,
    (byte) 0xb8,
    (byte) 0xd3,
    (byte) 0xe0,
    0x47
  };
  private static final int VERSION = 1;
  private static final int LENGTH = UUID.length + 1 + 2 * Long.BYTES;
  private static final int USER_DATA_UNREGISTERED = 5;
  private static final int RBSP_STOP_BIT = 0x80;
  private static final int LONGEST_MESSAGES = 1024;

  private final boolean h265;
  private final int headerLength;
  private final ByteBuffer messages = ByteBuffer.allocate(LONGEST_MESSAGES);
  private long frameNumber;
  private long captureTimeNs;

  private CaptureTimeSei(boolean h265) {
    this.h265 = h265;
    this.headerLength = h265 ? H265PayloadFormat.HEADER_LENGTH : 1;
  }

  public static CaptureTimeSei forH264() {
    return new CaptureTimeSei(false);
  }

  public static CaptureTimeSei forH265() {
    return new CaptureTimeSei(true);
  }

  /**
   * An SEI NAL unit without start code, to be sent before the first slice of its frame.
   *
   * @param captureTimeNs nanoseconds since the Unix epoch
   */
  public byte[] nalUnit(long frameNumber, long captureTimeNs) {
    ByteBuffer message = ByteBuffer.allocate(2 + LENGTH + 1);
    message.put((byte) USER_DATA_UNREGISTERED).put((byte) LENGTH);
    message.put(UUID).put((byte) VERSION).putLong(frameNumber).putLong(captureTimeNs);
    message.put((byte) RBSP_STOP_BIT);
    ByteArrayOutputStream nalUnit = new ByteArrayOutputStream();
    if (h265) {
      nalUnit.write(H265PayloadFormat.PREFIX_SEI << 1);
      nalUnit.write(1); // layer 0, temporal id 0 (told plus 1)
    } else {
      nalUnit.write(H264PayloadFormat.SEI);
    }
    putEmulationPrevented(message.array(), nalUnit);
    return nalUnit.toByteArray();
  }

  /** Puts a 3 behind two zeros wherever else a start code would show (H.264 section 7.4.1). */
  private static void putEmulationPrevented(byte[] bytes, ByteArrayOutputStream out) {
    int zeros = 0;
    for (byte b : bytes) {
      if (zeros >= 2 && (b & 0xff) <= 3) {
        out.write(3);
        zeros = 0;
      }
      out.write(b);
      zeros = b == 0 ? zeros + 1 : 0;
    }
  }

  /**
   * Looks for the message in one RTP payload: a single NAL unit, or one within an aggregation
   * packet (H.264 STAP-A, H.265 AP). One that is fragmented over several packets is not found.
   *
   * @return whether it was found; {@link #frameNumber()} and {@link #captureTimeNs()} then tell it
   */
  public boolean find(ByteBuffer buffer, int offset, int length) {
    if (length <= headerLength) {
      return false;
    }
    int end = offset + length;
    int type = type(buffer.get(offset));
    if (type == (h265 ? H265PayloadFormat.AGGREGATION_PACKET : H264PayloadFormat.STAP_A)) {
      int position = offset + headerLength;
      while (position + 2 < end) {
        int size = (buffer.get(position) & 0xff) << 8 | buffer.get(position + 1) & 0xff;
        position += 2;
        if (size <= headerLength || position + size > end) {
          return false;
        }
        if (isSei(type(buffer.get(position))) && findInNalUnit(buffer, position, size)) {
          return true;
        }
        position += size;
      }
      return false;
    }
    return isSei(type) && findInNalUnit(buffer, offset, length);
  }

  public long frameNumber() {
    return frameNumber;
  }

  /** Nanoseconds since the Unix epoch, of the clock of whoever wrote it. */
  public long captureTimeNs() {
    return captureTimeNs;
  }

  private int type(byte header) {
    return h265 ? H265PayloadFormat.type(header) : H264PayloadFormat.type(header);
  }

  private boolean isSei(int type) {
    return type == (h265 ? H265PayloadFormat.PREFIX_SEI : H264PayloadFormat.SEI);
  }

  private boolean findInNalUnit(ByteBuffer buffer, int offset, int length) {
    unescape(buffer, offset + headerLength, offset + length);
    // A message: type and size, each as bytes 255 and a last one below; then as many bytes.
    while (messages.remaining() >= 2) {
      int type = nextNumber();
      int size = nextNumber();
      if (size > messages.remaining()) {
        return false;
      }
      int next = messages.position() + size;
      if (type == USER_DATA_UNREGISTERED && size >= LENGTH && isOurs(messages.position())) {
        int fields = messages.position() + UUID.length + 1;
        frameNumber = messages.getLong(fields);
        captureTimeNs = messages.getLong(fields + Long.BYTES);
        return true;
      }
      messages.position(next);
    }
    return false;
  }

  private void unescape(ByteBuffer buffer, int from, int end) {
    messages.clear();
    int zeros = 0;
    for (int i = from; i < end && messages.hasRemaining(); i++) {
      byte b = buffer.get(i);
      if (zeros >= 2 && b == 3) {
        zeros = 0;
      } else {
        messages.put(b);
        zeros = b == 0 ? zeros + 1 : 0;
      }
    }
    messages.flip();
  }

  private int nextNumber() {
    int number = 0;
    while (messages.hasRemaining()) {
      int b = messages.get() & 0xff;
      number += b;
      if (b < 255) {
        break;
      }
    }
    return number;
  }

  private boolean isOurs(int position) {
    for (int i = 0; i < UUID.length; i++) {
      if (messages.get(position + i) != UUID[i]) {
        return false;
      }
    }
    return messages.get(position + UUID.length) >= VERSION;
  }
}
