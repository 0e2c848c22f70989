package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** The synchronisation source that each interleaved channel carried last. */
final class KnownSources {
  private static final int CHANNELS = 256;

  private final BitSet channels = new BitSet();
  private int[] sources;

  /** Notes the source of a frame that was read in its place. */
  void learn(int channel, ByteBuffer buffer, int offset, int length) {
    if (length >= FrameFace.LENGTH && (buffer.get(offset) & 0xc0) == 0x80) {
      if (sources == null) {
        sources = new int[CHANNELS];
      }
      sources[channel] = FrameFace.source(buffer, offset);
      channels.set(channel);
    }
  }

  boolean isKnown(int channel, int source) {
    return channels.get(channel) && sources[channel] == source;
  }
}
