package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks through bytes that make no sense for the next place where a message or an interleaved frame
 * of RTP or RTCP begins.
 *
 * <p>A message is believed by its first word. A frame is believed at once when its channel is known
 * to carry its synchronisation source; else when a message follows it, or a frame of the same
 * channel and source, or two frames of any. What lies behind a possible beginning is kept, up to
 * {@value #MOST_HELD} bytes, so that nothing is lost of what is found.
 */
final class StartSearch {
  private static final int MOST_HELD = 1 << 17;
  private static final int FIRST_HELD = 1 << 11;

  /** Enough of a frame to see its source, and of a message to see its first word. */
  private static final int WINDOW = RtspMessageWriter.FRAME_HEADER_LENGTH + FrameFace.LENGTH;

  private static final int MOST_CANDIDATES = 16;
  private static final List<byte[]> MESSAGE_BEGINNINGS = messageBeginnings();

  private final KnownSources known;
  private final List<FrameChain> candidates = new ArrayList<>();
  private byte[] held = new byte[0];
  private int length;
  private int found = -1;

  StartSearch(KnownSources known) {
    this.known = known;
  }

  /** Forgets what was looked through. */
  void clear() {
    candidates.clear();
    held = new byte[0];
    length = 0;
    found = -1;
  }

  /** True when a beginning is found; {@link #found} has it and what follows it. */
  boolean add(byte value) {
    makeRoom();
    held[length++] = value;
    int position = length - WINDOW;
    if (position >= 0) {
      look(position);
      if (found < 0 && candidates.isEmpty()) {
        drop(position + 1);
      }
    }
    return found >= 0;
  }

  /** A copy of the bytes found, from the beginning of the message or frame on. */
  byte[] found() {
    return Arrays.copyOfRange(held, found, length);
  }

  /** About how much memory is held. */
  int retainedBytes() {
    return held.length;
  }

  private void look(int position) {
    boolean message = isMessage(position);
    FrameFace face = message ? null : frame(position);
    boolean continued = false;
    for (int i = candidates.size() - 1; i >= 0; i--) {
      FrameChain chain = candidates.get(i);
      if (chain.end() != position) {
        continue;
      }
      if (message || face != null && chain.extend(face)) {
        found = found < 0 ? chain.start() : Math.min(found, chain.start());
      } else if (face == null) {
        candidates.remove(i);
      }
      continued = true;
    }
    if (message && found < 0) {
      found = position;
    } else if (!continued && face != null && !face.isEmpty()) {
      begin(position, face);
    }
  }

  private void begin(int position, FrameFace face) {
    if (known.isKnown(face.channel(), face.source())) {
      found = position;
      return;
    }
    FrameChain chain = new FrameChain(position, face);
    if (candidates.size() < MOST_CANDIDATES) {
      candidates.add(chain);
      return;
    }
    FrameChain farthest = candidates.get(0);
    for (FrameChain each : candidates) {
      farthest = each.end() > farthest.end() ? each : farthest;
    }
    if (chain.end() < farthest.end()) {
      candidates.set(candidates.indexOf(farthest), chain);
    }
  }

  private FrameFace frame(int position) {
    return held[position] == RtspMessageWriter.FRAME_MAGIC
        ? FrameFace.read(ByteBuffer.wrap(held), position)
        : null;
  }

  private boolean isMessage(int position) {
    for (byte[] beginning : MESSAGE_BEGINNINGS) {
      int end = position + beginning.length;
      if (Arrays.equals(held, position, end, beginning, 0, beginning.length)
          && isAfterBeginning(beginning, held[end])) {
        return true;
      }
    }
    return false;
  }

  private void makeRoom() {
    if (length < held.length) {
      return;
    }
    if (held.length < MOST_HELD) {
      held = Arrays.copyOf(held, Math.max(FIRST_HELD, 2 * held.length));
      return;
    }
    // By halves, so that moving the bytes costs little however often it is done.
    candidates.removeIf(chain -> chain.start() < MOST_HELD / 2);
    drop(MOST_HELD / 2);
  }

  private void drop(int bytes) {
    length -= bytes;
    System.arraycopy(held, bytes, held, 0, length);
    candidates.forEach(chain -> chain.shift(bytes));
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
