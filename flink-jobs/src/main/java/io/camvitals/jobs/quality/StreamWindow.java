package io.camvitals.jobs.quality;

import io.camvitals.jobs.audio.AudioWindow;
import io.camvitals.jobs.frame.FrameWindow;
import io.camvitals.jobs.rtcp.RtcpWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The parts of one window of one stream, as far as they came. */
final class StreamWindow {
  /** The bytes of a {@code StreamQuality}; null before any. */
  byte[] result;

  /** Of two results the one with the higher revision knows more. */
  long revision;

  /** Null when no RTCP came. */
  RtcpWindow rtcp;

  /** Null when no frame came. */
  FrameWindow frames;

  /** Null when no sound came. */
  AudioWindow audio;

  /** A part came that was not given out. */
  boolean unread;

  /** The result is newer than the one before. */
  boolean result(StreamQualityResult newer) {
    if (result != null && newer.revision < revision) {
      return false;
    }
    result = newer.value;
    revision = newer.revision;
    return true;
  }

  /** What RTCP told in it, made when there is none. */
  RtcpWindow rtcp() {
    if (rtcp == null) {
      rtcp = new RtcpWindow();
    }
    return rtcp;
  }

  /** The sound of it, made when there is none. */
  AudioWindow audio() {
    if (audio == null) {
      audio = new AudioWindow();
    }
    return audio;
  }

  /** The frames that began in it, made when there are none. */
  FrameWindow frames() {
    if (frames == null) {
      frames = new FrameWindow();
    }
    return frames;
  }

  /**
   * The version of a document with these parts: higher than of any with fewer of them, in whichever
   * order they came.
   */
  long version() {
    return revision
        + (rtcp == null ? 0 : rtcp.packets())
        + (frames == null ? 0 : frames.events())
        + (audio == null ? 0 : audio.events());
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(result == null ? -1 : result.length);
    if (result != null) {
      out.write(result);
    }
    out.writeLong(revision);
    out.writeBoolean(unread);
    out.writeBoolean(rtcp != null);
    if (rtcp != null) {
      rtcp.writeTo(out);
    }
    out.writeBoolean(frames != null);
    if (frames != null) {
      frames.writeTo(out);
    }
    out.writeBoolean(audio != null);
    if (audio != null) {
      audio.writeTo(out);
    }
  }

  static StreamWindow readFrom(DataInput in) throws IOException {
    StreamWindow window = new StreamWindow();
    int length = in.readInt();
    if (length >= 0) {
      window.result = new byte[length];
      in.readFully(window.result);
    }
    window.revision = in.readLong();
    window.unread = in.readBoolean();
    window.rtcp = in.readBoolean() ? RtcpWindow.readFrom(in) : null;
    window.frames = in.readBoolean() ? FrameWindow.readFrom(in) : null;
    window.audio = in.readBoolean() ? AudioWindow.readFrom(in) : null;
    return window;
  }
}
