package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The maps of the programs that the program association table names. */
final class ProgramMaps {
  private static final int MOST_PROGRAMS_OF_A_PID = 16;

  private final int most;
  private final TransportStreamListener listener;
  private Entry[] entries = new Entry[0];

  /** What of the table's present version was seen. */
  private int version = -1;

  private int transportStreamId = -1;

  ProgramMaps(int most, TransportStreamListener listener) {
    this.most = most;
    this.listener = listener;
  }

  /** Notes where the maps are; those that a new version of the table no longer names are let go. */
  void follow(ProgramAssociation table) {
    boolean sameTable =
        table.version() == version
            && table.transportStreamId() == transportStreamId
            && table.lastSectionNumber() > 0;
    version = table.version();
    transportStreamId = table.transportStreamId();
    Entry[] earlier = entries;
    Entry[] kept = sameTable ? Arrays.copyOf(earlier, most) : new Entry[most];
    int count = sameTable ? earlier.length : 0;
    for (ProgramAssociation.Program program : table.programs()) {
      if (count < most && find(kept, count, program.mapPid()) == null) {
        Entry known = find(earlier, earlier.length, program.mapPid());
        kept[count++] = known == null ? new Entry(program.mapPid()) : known;
      }
    }
    entries = Arrays.copyOf(kept, count);
  }

  private Entry find(Entry[] among, int count, int pid) {
    for (int i = 0; i < count; i++) {
      if (among[i].pid == pid) {
        return among[i];
      }
    }
    return null;
  }

  void packet(TransportPacket packet) {
    Entry entry = find(entries, entries.length, packet.pid());
    if (entry != null) {
      entry.assembler.packet(packet, entry);
    }
  }

  /** Several programs may have their maps on one PID. */
  private final class Entry implements SectionAssembler.Handler {
    private final int pid;
    private final SectionAssembler assembler = new SectionAssembler();
    private final int[] checksums = new int[MOST_PROGRAMS_OF_A_PID];
    private final ProgramMap[] maps = new ProgramMap[MOST_PROGRAMS_OF_A_PID];
    private int next;

    Entry(int pid) {
      this.pid = pid;
    }

    @Override
    public void section(ByteBuffer section, int length) {
      if (Section.tableId(section) != ProgramMap.TABLE_ID) {
        return;
      }
      if (length < Section.HEADER_LENGTH + Section.CRC_LENGTH
          || !Section.checksumHolds(section, length)) {
        listener.sectionError(pid);
        return;
      }
      if (!Section.isCurrent(section)) {
        return;
      }
      ProgramMap map = known(section.getInt(length - Section.CRC_LENGTH), section, length);
      if (map == null) {
        listener.sectionError(pid);
      } else {
        listener.programMap(pid, map);
      }
    }

    private ProgramMap known(int checksum, ByteBuffer section, int length) {
      for (int i = 0; i < MOST_PROGRAMS_OF_A_PID; i++) {
        if (maps[i] != null && checksums[i] == checksum) {
          return maps[i];
        }
      }
      ProgramMap map = ProgramMap.read(section, length).orElse(null);
      if (map != null) {
        maps[next] = map;
        checksums[next] = checksum;
        next = (next + 1) % MOST_PROGRAMS_OF_A_PID;
      }
      return map;
    }

    @Override
    public void overlong(int tableId) {
      if (tableId == ProgramMap.TABLE_ID) {
        listener.sectionError(pid);
      }
    }
  }
}
