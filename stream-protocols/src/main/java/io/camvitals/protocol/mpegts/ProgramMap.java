package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program's map (ISO/IEC 13818-1 section 2.4.4.8).
 *
 * @param programNumber 1 to 65,535
 * @param version 0 to 31
 * @param clockReferencePid of the packets that carry its clock; {@link TransportPacket#NULL_PID}
 *     when it has none
 */
public record ProgramMap(
    int programNumber, int version, int clockReferencePid, List<ElementaryStream> streams) {
  static final int TABLE_ID = 2;
  private static final int FIXED_LENGTH = Section.HEADER_LENGTH + 4;
  private static final int STREAM_LENGTH = 5;

  public ProgramMap {
    streams = List.copyOf(streams);
  }

  /** Reads a section whose checksum and length are right; empty when its lengths contradict. */
  static Optional<ProgramMap> read(ByteBuffer section, int length) {
    int end = length - Section.CRC_LENGTH;
    if (end < FIXED_LENGTH) {
      return Optional.empty();
    }
    int at = FIXED_LENGTH + (section.getShort(10) & 0xfff);
    List<ElementaryStream> streams = new ArrayList<>();
    while (at + STREAM_LENGTH <= end) {
      streams.add(
          new ElementaryStream(
              section.get(at) & 0xff, section.getShort(at + 1) & TransportPacket.HIGHEST_PID));
      at += STREAM_LENGTH + (section.getShort(at + 3) & 0xfff);
    }
    if (at != end) {
      return Optional.empty();
    }
    return Optional.of(
        new ProgramMap(
            section.getShort(3) & 0xffff,
            Section.version(section),
            section.getShort(8) & TransportPacket.HIGHEST_PID,
            streams));
  }
}
