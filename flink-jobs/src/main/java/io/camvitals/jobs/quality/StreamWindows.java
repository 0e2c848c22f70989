package io.camvitals.jobs.quality;

import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.jobs.frame.FrameWindow;
import io.camvitals.jobs.rtcp.RtcpWindow;
import io.camvitals.jobs.state.RecentRecords;
import io.camvitals.metrics.rtcp.RtcpMeter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/**
 * What is kept of one stream to put the parts of its windows together. The clock is the start of
 * the last window of packets. A part may come {@link #BEHIND_NS} after it, and long before it,
 * since the topics are read independently of each other.
 */
final class StreamWindows {
  /** Longer than the packets' windows can still change. */
  static final long BEHIND_NS = 180_000_000_000L;

  /** So many windows may wait for their packets: an hour of them. */
  static final int MOST_WINDOWS = 360 + (int) (BEHIND_NS / StreamQualityFunction.DOCUMENT_NS);

  private static final int VERSION = 1;
  private static final int REMEMBERED_RTCP = 32;
  private static final int REMEMBERED_FRAMES = 128;
  private static final int REMEMBERED_AUDIO = 32;
  private static final long NONE = -1;
  private static final long LENGTH_NS = StreamQualityFunction.DOCUMENT_NS;

  final TreeMap<Long, StreamWindow> windows = new TreeMap<>();
  private RecentRecords recentRtcp = new RecentRecords(REMEMBERED_RTCP);
  private RecentRecords recentFrames = new RecentRecords(REMEMBERED_FRAMES);

  private RecentRecords recentAudio = new RecentRecords(REMEMBERED_AUDIO);

  /** Number of the last frame's event; -1 when it had none. */
  private long lastFrame = NONE;

  private RtcpMeter rtcp;
  private long clockNs = Long.MIN_VALUE;

  /** The window whose last sender report is not yet in its figures; Long.MIN_VALUE for none. */
  private long unsettledNs = Long.MIN_VALUE;

  /** The identity that was checked against the key last; null before any and after a restore. */
  StreamIdentity checked;

  /** The key of the stream's vantage point; empty before any part. */
  String vantagePoint = "";

  /** Processing time of the last part, milliseconds. */
  long lastPartMs;

  /** Processing time of the one timer; Long.MIN_VALUE when there is none. */
  long timerMs = Long.MIN_VALUE;

  /** False after a restore, until a part or the timer comes: then its silence is unknown. */
  boolean heard = true;

  /** Takes the packets of a window; null when newer ones are there. */
  StreamWindow result(long startNs, StreamQualityResult result) {
    boolean setBack = clockNs - BEHIND_NS > startNs;
    clockNs = setBack ? startNs : Math.max(clockNs, startNs);
    StreamWindow window = window(startNs);
    if (!window.result(result)) {
      return null;
    }
    window.unread = true;
    forgetOld();
    return window;
  }

  /** False when the very same event was here before. */
  boolean isNewRtcp(byte[] record) {
    return recentRtcp.isNew(record);
  }

  /** Takes an RTCP event into its window; null when that is long gone. */
  StreamWindow rtcp(RtcpEvent event) {
    if (rtcp == null) {
      rtcp = new RtcpMeter();
    }
    long startNs = startOf(event.getArrivalNs());
    if (unsettledNs != startNs) {
      settleClock();
    }
    StreamWindow window = partOf(startNs);
    if (window == null) {
      new RtcpWindow().take(event, rtcp);
    } else if (window.rtcp().take(event, rtcp)) {
      unsettledNs = startNs;
    }
    return window;
  }

  /** False when the very same event was here before. */
  boolean isNewFrame(byte[] record) {
    return recentFrames.isNew(record);
  }

  /** Takes a frame into its window; null when that is long gone. */
  StreamWindow frame(FrameEvent event) {
    long number = event.hasEventNumber() ? event.getEventNumber() : NONE;
    // An agent that was started again begins with 0.
    long missing = lastFrame != NONE && number > lastFrame ? number - lastFrame - 1 : 0;
    lastFrame = number;
    StreamWindow window = partOf(startOf(event.getFirstArrivalNs()));
    FrameWindow its = window == null ? new FrameWindow() : window.frames();
    its.take(event, missing);
    return window;
  }

  /** False when the very same event was here before. */
  boolean isNewAudio(byte[] record) {
    return recentAudio.isNew(record);
  }

  /** Takes a second of sound into its window; null when that is long gone. */
  StreamWindow audio(AudioFrameEvent event) {
    StreamWindow window = partOf(startOf(event.getSecondStartNs()));
    if (window != null) {
      window.audio().take(event);
    }
    return window;
  }

  /** Notes the sender's clock in the window of its last report; to be done before that is told. */
  void settleClock() {
    StreamWindow window = windows.get(unsettledNs);
    if (window != null && window.rtcp != null) {
      window.rtcp.settleClock(rtcp);
    }
    unsettledNs = Long.MIN_VALUE;
  }

  private static long startOf(long ns) {
    return Math.floorDiv(ns, LENGTH_NS) * LENGTH_NS;
  }

  /** The window of that moment, now to be changed; null when it is long gone. */
  private StreamWindow partOf(long startNs) {
    if (clockNs != Long.MIN_VALUE && startNs < clockNs - BEHIND_NS) {
      return null;
    }
    StreamWindow window = window(startNs);
    window.unread = true;
    forgetOld();
    return window;
  }

  private StreamWindow window(long startNs) {
    return windows.computeIfAbsent(startNs, start -> new StreamWindow());
  }

  private void forgetOld() {
    if (clockNs != Long.MIN_VALUE) {
      windows.headMap(clockNs - BEHIND_NS).clear();
    }
    while (windows.size() > MOST_WINDOWS) {
      windows.pollFirstEntry();
    }
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    recentRtcp.writeTo(out);
    recentFrames.writeTo(out);
    recentAudio.writeTo(out);
    out.writeLong(lastFrame);
    out.writeBoolean(rtcp != null);
    if (rtcp != null) {
      rtcp.writeTo(out);
    }
    out.writeLong(clockNs);
    out.writeLong(unsettledNs);
    out.writeUTF(vantagePoint);
    out.writeLong(lastPartMs);
    out.writeLong(timerMs);
    out.writeInt(windows.size());
    for (var entry : windows.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().writeTo(out);
    }
  }

  static StreamWindows readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("a stream's windows of version " + version + ", not " + VERSION);
    }
    StreamWindows state = new StreamWindows();
    state.recentRtcp = RecentRecords.readFrom(REMEMBERED_RTCP, in);
    state.recentFrames = RecentRecords.readFrom(REMEMBERED_FRAMES, in);
    state.recentAudio = RecentRecords.readFrom(REMEMBERED_AUDIO, in);
    state.lastFrame = in.readLong();
    state.rtcp = in.readBoolean() ? RtcpMeter.readFrom(in) : null;
    state.clockNs = in.readLong();
    state.unsettledNs = in.readLong();
    state.vantagePoint = in.readUTF();
    state.lastPartMs = in.readLong();
    state.timerMs = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      state.windows.put(in.readLong(), StreamWindow.readFrom(in));
    }
    state.heard = false;
    return state;
  }
}
