package io.camvitals.protocol.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks through bytes that make no sense for the next place where a message or an interleaved frame
 * of RTP or RTCP may begin. Keeps a window of the last bytes only.
 */
final class StartSearch {
  private static final int SMALLEST_RTCP_PACKET = 8;
  private static final List<byte[]> MESSAGE_BEGINNINGS = messageBeginnings();
  private static final int WINDOW =
      MESSAGE_BEGINNINGS.stream().mapToInt(beginning -> beginning.length).max().orElseThrow() + 1;

  private final byte[] window = new byte[WINDOW];
  private int length;

  private enum Match {
    NONE,
    PARTIAL,
    FULL
  }

  void clear() {
    length = 0;
  }

  /**
   * True when the window now holds the beginning of a message or frame; {@link #found} has it. Else
   * what cannot be a beginning was dropped.
   */
  boolean add(byte value) {
    window[length++] = value;
    while (length > 0) {
      Match match = match();
      if (match == Match.FULL) {
        return true;
      }
      if (match == Match.PARTIAL) {
        return false;
      }
      length--;
      System.arraycopy(window, 1, window, 0, length);
    }
    return false;
  }

  /** A copy of the bytes found, from the beginning of the message or frame on. */
  byte[] found() {
    return Arrays.copyOf(window, length);
  }

  private Match match() {
    if (window[0] == RtspMessageWriter.FRAME_MAGIC) {
      return matchFrame();
    }
    for (byte[] beginning : MESSAGE_BEGINNINGS) {
      int compared = Math.min(length, beginning.length);
      if (Arrays.equals(window, 0, compared, beginning, 0, compared)) {
        if (length <= beginning.length) {
          return Match.PARTIAL;
        }
        if (isAfterBeginning(beginning, window[beginning.length])) {
          return Match.FULL;
        }
      }
    }
    return Match.NONE;
  }

  /** A frame is believed when it is large enough and its payload has RTP's version 2. */
  private Match matchFrame() {
    if (length < RtspMessageWriter.FRAME_HEADER_LENGTH + 1) {
      return Match.PARTIAL;
    }
    int payload = (window[2] & 0xff) << 8 | window[3] & 0xff;
    boolean version2 = (window[4] & 0xc0) == 0x80;
    return payload >= SMALLEST_RTCP_PACKET && version2 ? Match.FULL : Match.NONE;
  }

  private static boolean isAfterBeginning(byte[] beginning, byte next) {
    boolean status = beginning[beginning.length - 2] == '0';
    return status ? next >= '1' && next <= '5' : "rR*/".indexOf(next) >= 0;
  }

  private static List<byte[]> messageBeginnings() {
    List<byte[]> beginnings = new ArrayList<>();
    beginnings.add("RTSP/1.0 ".getBytes(StandardCharsets.US_ASCII));
    for (String method : RtspMethod.STANDARD) {
      beginnings.add((method + " ").getBytes(StandardCharsets.US_ASCII));
    }
    return List.copyOf(beginnings);
  }
}
