package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One section of the program association table (ISO/IEC 13818-1 section 2.4.4.3).
 *
 * @param transportStreamId 0 to 65,535
 * @param version 0 to 31
 * @param sectionNumber 0 to 255, of {@code lastSectionNumber}
 * @param programs without the network information's entry
 */
public record ProgramAssociation(
    int transportStreamId,
    int version,
    int sectionNumber,
    int lastSectionNumber,
    List<Program> programs) {
  static final int TABLE_ID = 0;
  static final int PID = 0;

  /** A program and where its map is. */
  public record Program(int number, int mapPid) {}

  public ProgramAssociation {
    programs = List.copyOf(programs);
  }

  /** Reads a section whose checksum and length are right. */
  static ProgramAssociation read(ByteBuffer section, int length) {
    List<Program> programs = new ArrayList<>();
    int end = length - Section.CRC_LENGTH;
    for (int at = Section.HEADER_LENGTH; at + 4 <= end; at += 4) {
      int number = section.getShort(at) & 0xffff;
      if (number != 0) {
        programs.add(new Program(number, section.getShort(at + 2) & TransportPacket.HIGHEST_PID));
      }
    }
    return new ProgramAssociation(
        section.getShort(3) & 0xffff,
        Section.version(section),
        section.get(6) & 0xff,
        section.get(7) & 0xff,
        programs);
  }
}
