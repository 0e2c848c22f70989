package io.camvitals.protocol.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages and interleaved frames as bytes: the counterpart of {@link RtspMessageParser}. */
public final class RtspMessageWriter {
  /** Bytes before the payload of an interleaved frame (RFC 2326 section 10.12). */
  public static final int FRAME_HEADER_LENGTH = 4;

  static final byte FRAME_MAGIC = '$';

  private RtspMessageWriter() {}

  /**
   * The message as on the wire. A {@code Content-Length} that fits the body is written when there
   * is a body, whatever the headers say.
   *
   * @throws IllegalArgumentException when the start line cannot be written on one line
   */
  public static byte[] encode(RtspMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    line(out, startLine(message));
    byte[] body = message.body();
    RtspHeaders headers = message.headers();
    if (body.length > 0) {
      headers = headers.with("Content-Length", Integer.toString(body.length));
    }
    for (RtspHeaders.Field field : headers.fields()) {
      line(out, field.name() + ": " + field.value());
    }
    line(out, "");
    out.writeBytes(body);
    return out.toByteArray();
  }

  /**
   * Writes the four bytes that precede an interleaved payload at the buffer's position.
   *
   * @param channel 0 to 255
   * @param length of the payload in bytes, 0 to 65535
   */
  public static void putFrameHeader(ByteBuffer out, int channel, int length) {
    if (channel < 0 || channel > 0xff || length < 0 || length > 0xffff) {
      throw new IllegalArgumentException("channel " + channel + ", length " + length);
    }
    out.put(FRAME_MAGIC).put((byte) channel).put((byte) (length >>> 8)).put((byte) length);
  }

  private static String startLine(RtspMessage message) {
    String line;
    if (message instanceof RtspRequest request) {
      line = request.method() + " " + request.uri() + " " + request.version();
    } else {
      RtspResponse response = (RtspResponse) message;
      line = response.version() + " " + response.status() + " " + response.reasonPhrase();
    }
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("RTSP start line holds a line break");
    }
    return line;
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write('\r');
    out.write('\n');
  }
}
