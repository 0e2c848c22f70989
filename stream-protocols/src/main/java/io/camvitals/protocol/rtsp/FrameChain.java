package io.camvitals.protocol.rtsp;

/** Frames that follow each other as far as their headers tell, and what speaks for them. */
final class FrameChain {
  private static final int ENOUGH = 3;

  private final int[] channels = new int[ENOUGH];
  private final int[] sources = new int[ENOUGH];
  private int start;
  private int end;
  private int frames;

  FrameChain(int start, FrameFace first) {
    this.start = start;
    this.end = start;
    extend(first);
  }

  /** Index of the first frame. */
  int start() {
    return start;
  }

  /** Index at which the next frame or message begins. */
  int end() {
    return end;
  }

  /** Adds the frame that begins at the end; true when the chain is to be believed. */
  boolean extend(FrameFace face) {
    end += RtspMessageWriter.FRAME_HEADER_LENGTH + face.length();
    if (face.isEmpty()) {
      return false;
    }
    for (int i = 0; i < frames; i++) {
      if (channels[i] == face.channel() && sources[i] == face.source()) {
        return true;
      }
    }
    channels[frames] = face.channel();
    sources[frames] = face.source();
    frames++;
    return frames == ENOUGH;
  }

  /** So many bytes before it were dropped. */
  void shift(int bytes) {
    start -= bytes;
    end -= bytes;
  }
}
