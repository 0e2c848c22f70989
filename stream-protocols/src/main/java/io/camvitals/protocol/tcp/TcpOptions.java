package io.camvitals.protocol.tcp;

import java.nio.ByteBuffer;

/**
 * The options of one segment that matter to a listener: maximum segment size (RFC 9293 section
 * 3.7.1), window scale and timestamps (RFC 7323), selective acknowledgements (RFC 2018). Others are
 * passed over; reading ends at the first option whose length cannot be.
 */
public final class TcpOptions {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int MAXIMUM_SEGMENT_SIZE = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;
  private static final int LARGEST_WINDOW_SCALE = 14;
  private static final int MOST_BLOCKS = 4;

  private final int[] sackEdges = new int[2 * MOST_BLOCKS];
  private int maximumSegmentSize;
  private int windowScale;
  private boolean sackPermitted;
  private int sackBlocks;
  private boolean timestamps;
  private int timestampValue;
  private int timestampEcho;

  /** Reads the options between two indices of the buffer. */
  void parse(ByteBuffer buffer, int from, int to) {
    clear();
    int index = from;
    while (index < to) {
      int kind = buffer.get(index) & 0xff;
      if (kind == END) {
        return;
      }
      if (kind == NO_OPERATION) {
        index++;
        continue;
      }
      int length = index + 1 < to ? buffer.get(index + 1) & 0xff : 0;
      if (length < 2 || index + length > to) {
        return;
      }
      read(kind, buffer, index, length);
      index += length;
    }
  }

  private void clear() {
    maximumSegmentSize = 0;
    windowScale = -1;
    sackPermitted = false;
    sackBlocks = 0;
    timestamps = false;
    timestampValue = 0;
    timestampEcho = 0;
  }

  private void read(int kind, ByteBuffer buffer, int index, int length) {
    switch (kind) {
      case MAXIMUM_SEGMENT_SIZE -> {
        if (length == 4) {
          maximumSegmentSize = buffer.getShort(index + 2) & 0xffff;
        }
      }
      case WINDOW_SCALE -> {
        if (length == 3) {
          windowScale = Math.min(LARGEST_WINDOW_SCALE, buffer.get(index + 2) & 0xff);
        }
      }
      case SACK_PERMITTED -> sackPermitted = true;
      case SACK -> {
        int blocks = Math.min(MOST_BLOCKS, (length - 2) / 8);
        for (int edge = 0; edge < 2 * blocks; edge++) {
          sackEdges[edge] = buffer.getInt(index + 2 + 4 * edge);
        }
        sackBlocks = blocks;
      }
      case TIMESTAMPS -> {
        if (length == 10) {
          timestamps = true;
          timestampValue = buffer.getInt(index + 2);
          timestampEcho = buffer.getInt(index + 6);
        }
      }
      default -> {}
    }
  }

  /** Bytes; 0 when absent. */
  public int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  /** Power of two by which windows are to be multiplied, 0 to 14; -1 when absent. */
  public int windowScale() {
    return windowScale;
  }

  public boolean sackPermitted() {
    return sackPermitted;
  }

  /** Blocks of selective acknowledgement, 0 to 4. */
  public int sackBlocks() {
    return sackBlocks;
  }

  /** Sequence number of the first byte of a block. */
  public int sackLeftEdge(int block) {
    return sackEdges[2 * block];
  }

  /** Sequence number after the last byte of a block. */
  public int sackRightEdge(int block) {
    return sackEdges[2 * block + 1];
  }

  /** Whether the timestamps option is there (RFC 7323 section 3). */
  public boolean hasTimestamps() {
    return timestamps;
  }

  /** The sender's clock, in units of its own; all 32 bits are used. */
  public int timestampValue() {
    return timestampValue;
  }

  /** The timestamp of the other side that is echoed. */
  public int timestampEcho() {
    return timestampEcho;
  }
}
