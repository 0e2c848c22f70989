package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;

/**
 * Walks through the packets of a transport stream that comes in datagrams, each of which begins
 * with a packet (RFC 2250 section 2, and what all senders over UDP do). Sizes of 188, 192 and 204
 * bytes are told apart by where the sync bytes lie.
 *
 * <p>Synchronisation is lost with the second wrong sync byte in a row and won back with the fifth
 * right one (ETSI TR 101 290 section 5.2.1, 1.1). A packet whose sync byte is right is handed on in
 * any case: the datagram tells where it begins.
 *
 * <p>Memory is bounded: at most {@value #MOST_PROGRAM_MAPS} program maps are followed. Nothing is
 * allocated per packet. Not for use by several threads at once.
 */
public final class TransportStreamReader {
  /** Program maps of further PIDs are not read. */
  public static final int MOST_PROGRAM_MAPS = 128;

  private static final int CORRUPTED_TO_LOSE = 2;
  private static final int RIGHT_TO_REGAIN = 5;

  private final TransportStreamListener listener;
  private final TransportPacket packet = new TransportPacket();
  private final SectionAssembler associations = new SectionAssembler();
  private final ProgramMaps maps;
  private final AssociationHandler associationHandler = new AssociationHandler();
  private TransportPacketSize size = TransportPacketSize.PLAIN;
  private boolean inSync = true;
  private int corrupted;
  private int right;

  public TransportStreamReader(TransportStreamListener listener) {
    this.listener = listener;
    this.maps = new ProgramMaps(MOST_PROGRAM_MAPS, listener);
  }

  /**
   * Takes the next datagram, or the payload of the next RTP packet.
   *
   * @param length bytes, all of which can be read
   * @throws IndexOutOfBoundsException if these do not lie within the buffer's limit (a fault of the
   *     caller)
   */
  public void datagram(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return;
    }
    if (length % size.bytes() != 0) {
      TransportPacketSize other = TransportPacketSize.of(buffer, offset, length, length);
      if (other != null) {
        size = other;
      }
    } else if (buffer.get(offset + Math.min(size.packetOffset(), length - 1))
        != TransportPacket.SYNC_BYTE) {
      // 188 and 204 have common multiples; a change of both is seen by the sync bytes alone.
      TransportPacketSize other = TransportPacketSize.of(buffer, offset, length, length);
      size = other == null ? size : other;
    }
    int end = offset + length;
    int at = offset;
    for (; at + size.bytes() <= end; at += size.bytes()) {
      packet(buffer, at + size.packetOffset());
    }
    if (at < end) {
      listener.incompletePacket();
    }
  }

  /** The size of the packets that came last. */
  public TransportPacketSize packetSize() {
    return size;
  }

  private void packet(ByteBuffer buffer, int at) {
    TransportPacket.Result result = packet.parse(buffer, at);
    if (result == TransportPacket.Result.WRONG_SYNC_BYTE) {
      right = 0;
      corrupted++;
      listener.syncByteError();
      if (corrupted == CORRUPTED_TO_LOSE && inSync) {
        inSync = false;
        listener.syncLoss();
      }
      return;
    }
    corrupted = 0;
    if (!inSync && ++right == RIGHT_TO_REGAIN) {
      inSync = true;
      right = 0;
    }
    listener.packet(packet);
    int pid = packet.pid();
    if (pid == ProgramAssociation.PID) {
      associations.packet(packet, associationHandler);
    } else {
      maps.packet(packet);
    }
  }

  private final class AssociationHandler implements SectionAssembler.Handler {
    private ProgramAssociation last;
    private int lastChecksum;

    @Override
    public void section(ByteBuffer section, int length) {
      if (Section.tableId(section) != ProgramAssociation.TABLE_ID) {
        listener.foreignTable();
        return;
      }
      if (length < Section.HEADER_LENGTH + Section.CRC_LENGTH
          || !Section.checksumHolds(section, length)) {
        listener.sectionError(ProgramAssociation.PID);
        return;
      }
      if (!Section.isCurrent(section)) {
        return;
      }
      int checksum = section.getInt(length - Section.CRC_LENGTH);
      if (last == null || checksum != lastChecksum) {
        last = ProgramAssociation.read(section, length);
        lastChecksum = checksum;
        maps.follow(last);
      }
      listener.programAssociation(last);
    }

    @Override
    public void overlong(int tableId) {
      if (tableId == ProgramAssociation.TABLE_ID) {
        listener.sectionError(ProgramAssociation.PID);
      } else {
        listener.foreignTable();
      }
    }
  }
}
