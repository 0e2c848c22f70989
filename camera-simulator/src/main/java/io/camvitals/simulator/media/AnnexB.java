package io.camvitals.simulator.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The byte stream format of H.264: NAL units behind start codes (ITU-T H.264, Annex B). */
final class AnnexB {
  private AnnexB() {}

  /** The NAL units, without start codes and the zero bytes around them. */
  static List<byte[]> split(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    int start = next(stream, 0);
    while (start < stream.length) {
      int end = next(stream, start);
      int last = end < stream.length ? end - 3 : stream.length;
      while (last > start && stream[last - 1] == 0) {
        last--;
      }
      if (last > start) {
        units.add(Arrays.copyOfRange(stream, start, last));
      }
      start = end;
    }
    return units;
  }

  /** Index behind the next start code, or the length when there is none. */
  private static int next(byte[] stream, int from) {
    for (int i = from; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        return i + 3;
      }
    }
    return stream.length;
  }
}
