package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which frames were seen of late, so that each is counted once. A frame is all packets with one RTP
 * timestamp (RFC 3550 section 5.1: "several consecutive RTP packets will have equal timestamps if
 * they are (logically) generated at once, e.g., belong to the same video frame").
 *
 * <p>The last {@value #CAPACITY} timestamps are remembered. A packet that comes later than that is
 * taken for a part of a frame that was counted.
 */
final class RecentFrames {
  static final int CAPACITY = 64;

  /** Bit of {@link #observe}'s result: the first packet of its frame to arrive. */
  static final int NEW_FRAME = 1;

  /** Bit of {@link #observe}'s result: the first packet of its frame that tells of a key frame. */
  static final int NEW_KEY_FRAME = 2;

  private final int[] timestamps = new int[CAPACITY];
  private long keyFrames;
  private int size;
  private int sinceRestart;
  private int next;
  private int last;
  private boolean newestKnown;
  private int newest;

  /**
   * Takes one packet that is no duplicate.
   *
   * @param inOrder the packet's sequence number is the highest so far
   */
  int observe(int rtpTimestamp, boolean inOrder, boolean keyFrame) {
    int result = 0;
    if (size == 0 || timestamps[last] != rtpTimestamp) {
      int slot = inOrder && isNewest(rtpTimestamp) ? -1 : find(rtpTimestamp);
      if (slot < 0) {
        if (!inOrder && isForgotten(rtpTimestamp)) {
          return 0;
        }
        slot = add(rtpTimestamp);
        result = NEW_FRAME;
      }
      last = slot;
    }
    if (keyFrame && (keyFrames >>> last & 1) == 0) {
      keyFrames |= 1L << last;
      result |= NEW_KEY_FRAME;
    }
    return result;
  }

  /** After a restart the sender may have chosen any timestamp: none is known to be the newest. */
  void restart() {
    newestKnown = false;
    sinceRestart = 0;
  }

  private boolean isNewest(int rtpTimestamp) {
    return newestKnown && rtpTimestamp - newest > 0;
  }

  /** Timestamps from before a restart say nothing of what is early now. */
  private boolean isForgotten(int rtpTimestamp) {
    return sinceRestart == CAPACITY && rtpTimestamp - timestamps[next] < 0;
  }

  private int find(int rtpTimestamp) {
    for (int slot = 0; slot < size; slot++) {
      if (timestamps[slot] == rtpTimestamp) {
        return slot;
      }
    }
    return -1;
  }

  private int add(int rtpTimestamp) {
    int slot = next;
    timestamps[slot] = rtpTimestamp;
    keyFrames &= ~(1L << slot);
    next = (slot + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
    sinceRestart = Math.min(sinceRestart + 1, CAPACITY);
    if (!newestKnown || rtpTimestamp - newest > 0) {
      newestKnown = true;
      newest = rtpTimestamp;
    }
    return slot;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    out.writeByte(sinceRestart);
    for (int slot = 0; slot < size; slot++) {
      out.writeInt(timestamps[slot]);
    }
    out.writeLong(keyFrames);
    out.writeByte(next);
    out.writeByte(last);
    out.writeBoolean(newestKnown);
    out.writeInt(newest);
  }

  static RecentFrames readFrom(DataInput in) throws IOException {
    RecentFrames frames = new RecentFrames();
    frames.size = Serialised.within("frames", in.readByte(), 0, CAPACITY);
    frames.sinceRestart = Serialised.within("frames since", in.readByte(), 0, CAPACITY);
    for (int slot = 0; slot < frames.size; slot++) {
      frames.timestamps[slot] = in.readInt();
    }
    frames.keyFrames = in.readLong();
    frames.next = Serialised.within("next frame", in.readByte(), 0, CAPACITY - 1);
    frames.last = Serialised.within("last frame", in.readByte(), 0, CAPACITY - 1);
    frames.newestKnown = in.readBoolean();
    frames.newest = in.readInt();
    return frames;
  }
}
