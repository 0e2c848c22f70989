package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Gives interleaved frames to their tracks. Those that come before PLAY's answer are kept until the
 * tracks are known.
 */
final class InterleavedFrames {
  private static final int MOST_EARLY_BYTES = 4 * 1024 * 1024;

  private final RtspSessionListener listener;
  private final RtspTrack[] rtpTracks = new RtspTrack[256];
  private final RtspTrack[] rtcpTracks = new RtspTrack[256];
  private Queue<Early> early = new ArrayDeque<>();
  private int earlyBytes;
  private boolean playing;
  private long rtpPackets;

  private record Early(int channel, ByteBuffer payload, long arrivalNs) {}

  InterleavedFrames(RtspSessionListener listener) {
    this.listener = listener;
  }

  void frame(int channel, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (playing) {
      deliver(channel, buffer, offset, length, arrivalNs);
    } else if (earlyBytes + length > MOST_EARLY_BYTES) {
      listener.frameDropped(channel, length);
    } else {
      ByteBuffer copy = ByteBuffer.allocate(length).put(0, buffer, offset, length);
      early.add(new Early(channel, copy, arrivalNs));
      earlyBytes += length;
    }
  }

  /** From now on frames are delivered, first those that are kept. */
  void play(List<RtspTrack> tracks) {
    for (RtspTrack track : tracks) {
      if (track.transport() instanceof TrackTransport.Interleaved interleaved) {
        rtpTracks[interleaved.channels().rtp()] = track;
        rtcpTracks[interleaved.channels().rtcp()] = track;
      }
    }
    playing = true;
    Queue<Early> kept = early;
    early = new ArrayDeque<>();
    for (Early frame : kept) {
      int length = frame.payload().capacity();
      deliver(frame.channel(), frame.payload(), 0, length, frame.arrivalNs());
    }
  }

  /** RTP packets delivered so far. */
  long rtpPackets() {
    return rtpPackets;
  }

  private void deliver(int channel, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (length > 0 && rtpTracks[channel] != null) {
      rtpPackets++;
      listener.rtp(rtpTracks[channel], buffer, offset, length, arrivalNs);
    } else if (length > 0 && rtcpTracks[channel] != null) {
      listener.rtcp(rtcpTracks[channel], buffer, offset, length, arrivalNs);
    } else {
      listener.frameDropped(channel, length);
    }
  }
}
