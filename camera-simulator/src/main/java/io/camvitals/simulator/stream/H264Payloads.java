package io.camvitals.simulator.stream;

import io.camvitals.simulator.media.NalUnitType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the NAL units of one access unit into RTP payloads (RFC 6184, packetization mode 1):
 * parameter sets that follow one another share a STAP-A, a unit that fits is sent alone, and a
 * larger one in fragments (FU-A).
 */
final class H264Payloads {
  static final int STAP_A = 24;
  static final int FU_A = 28;

  private static final int START = 0x80;
  private static final int END = 0x40;

  private final int limit;

  /**
   * For payloads up to a size.
   *
   * @param limit bytes, at least 3
   */
  H264Payloads(int limit) {
    this.limit = limit;
  }

  /** The payloads in the order of sending; units must not be empty. */
  List<byte[]> of(List<byte[]> units) {
    List<byte[]> payloads = new ArrayList<>();
    List<byte[]> parameterSets = new ArrayList<>();
    for (byte[] unit : units) {
      if (isParameterSet(unit) && aggregateLength(parameterSets) + 2 + unit.length <= limit) {
        parameterSets.add(unit);
      } else {
        aggregate(parameterSets, payloads);
        single(unit, payloads);
      }
    }
    aggregate(parameterSets, payloads);
    return payloads;
  }

  private static boolean isParameterSet(byte[] unit) {
    int type = NalUnitType.of(unit);
    return type == NalUnitType.SEQUENCE_PARAMETER_SET || type == NalUnitType.PICTURE_PARAMETER_SET;
  }

  private static int aggregateLength(List<byte[]> units) {
    return 1 + units.stream().mapToInt(unit -> 2 + unit.length).sum();
  }

  /** RFC 6184 section 5.7.1. The importance (NRI) is the highest of those inside. */
  private void aggregate(List<byte[]> units, List<byte[]> payloads) {
    if (units.size() == 1) {
      single(units.get(0), payloads);
    } else if (units.size() > 1) {
      ByteBuffer payload = ByteBuffer.allocate(aggregateLength(units));
      int importance = units.stream().mapToInt(unit -> unit[0] & 0x60).max().orElseThrow();
      payload.put((byte) (importance | STAP_A));
      for (byte[] unit : units) {
        payload.putShort((short) unit.length).put(unit);
      }
      payloads.add(payload.array());
    }
    units.clear();
  }

  private void single(byte[] unit, List<byte[]> payloads) {
    if (unit.length <= limit) {
      payloads.add(unit);
      return;
    }
    // RFC 6184 section 5.8: the unit's first byte goes into indicator and header of each fragment.
    byte indicator = (byte) (unit[0] & 0xe0 | FU_A);
    for (int from = 1; from < unit.length; from += limit - 2) {
      int length = Math.min(limit - 2, unit.length - from);
      int header = NalUnitType.of(unit);
      header |= from == 1 ? START : 0;
      header |= from + length == unit.length ? END : 0;
      payloads.add(
          ByteBuffer.allocate(2 + length)
              .put(indicator)
              .put((byte) header)
              .put(unit, from, length)
              .array());
    }
  }
}
