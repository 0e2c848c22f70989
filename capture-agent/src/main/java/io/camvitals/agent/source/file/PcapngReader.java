package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): blocks of type, length, body and length again, in
 * sections that each have a byte order and interfaces of their own. Blocks of other kinds than
 * those that tell of packets and interfaces are skipped.
 */
final class PcapngReader extends CaptureReader {
  /** Reads the same in both byte orders. */
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int BLOCK_OVERHEAD = 12;

  /** Longest block believed in, of those that are read; as in Wireshark. */
  private static final int MAXIMUM_BLOCK_BYTES = 16 << 20;

  /** Interfaces of one file; each is kept in memory. */
  private static final int MAXIMUM_INTERFACES = 65_536;

  private static final int OPTION_IF_NAME = 2;
  private static final int OPTION_IF_TSRESOL = 9;
  private static final int OPTION_IF_TSOFFSET = 14;
  private static final int OPTION_EPB_DROPCOUNT = 4;
  private static final int OPTION_ISB_IFDROP = 5;
  private static final int OPTION_ISB_OSDROP = 7;

  private final List<CaptureInterface> sectionInterfaces = new ArrayList<>();
  private boolean swapped;

  // The block at hand.
  private ByteBuffer buffer;
  private int body;
  private int bodyEnd;

  private PcapngReader(Path file, CaptureBytes bytes) {
    super(file, bytes, 0);
  }

  static PcapngReader open(Path file, CaptureBytes bytes) throws IOException {
    PcapngReader reader = new PcapngReader(file, bytes);
    if (!reader.readBlock() || !reader.beginSection()) {
      CaptureDamage damage =
          reader.damage().orElse(new CaptureDamage(file, 0, "the file has no section header"));
      throw new CaptureFormatException(file, damage.offset(), damage.reason());
    }
    reader.finishBlock();
    return reader;
  }

  @Override
  public String format() {
    return "pcapng";
  }

  @Override
  boolean next(CapturedPacket packet) throws IOException {
    while (readBlock()) {
      boolean understood;
      boolean isPacket = false;
      switch (type()) {
        case ENHANCED_PACKET -> {
          understood = enhancedPacket(packet);
          isPacket = true;
        }
        case SIMPLE_PACKET -> {
          understood = simplePacket(packet);
          isPacket = true;
        }
        case OBSOLETE_PACKET -> {
          understood = obsoletePacket(packet);
          isPacket = true;
        }
        case INTERFACE_DESCRIPTION -> understood = describeInterface();
        case INTERFACE_STATISTICS -> understood = interfaceStatistics();
        case SECTION_HEADER -> understood = beginSection();
        default -> understood = true;
      }
      if (!understood) {
        return false;
      }
      finishBlock();
      if (isPacket) {
        return true;
      }
    }
    return false;
  }

  /** Finds the next block and makes it readable as a whole; false at the end or at a damage. */
  private boolean readBlock() throws IOException {
    CaptureBytes bytes = bytes();
    while (true) {
      long position = position();
      int available = bytes.require(position, BLOCK_OVERHEAD);
      if (available < BLOCK_OVERHEAD) {
        return ended("a block header", available, BLOCK_OVERHEAD);
      }
      buffer = bytes.buffer();
      body = bytes.indexOf(position) + 8;
      if (type() == SECTION_HEADER && !readByteOrder()) {
        return damaged(position + 8, "a section header without the byte-order magic");
      }
      int length = inOrder(body - 4);
      if (length < BLOCK_OVERHEAD || (length & 3) != 0) {
        return damaged(
            position + 4,
            "a block claims "
                + Integer.toUnsignedString(length)
                + " bytes; it must be a multiple of 4 from "
                + BLOCK_OVERHEAD);
      }
      if (!isRead(type())) {
        if (!skipBlock(length)) {
          return false;
        }
        continue;
      }
      if (length > MAXIMUM_BLOCK_BYTES) {
        return damaged(position + 4, "a block claims " + length + " bytes");
      }
      available = bytes.require(position, length);
      if (available < length) {
        return ended("a block", available, length);
      }
      buffer = bytes.buffer();
      body = bytes.indexOf(position) + 8;
      bodyEnd = body - 8 + length - 4;
      return inOrder(bodyEnd) == length || lengthsDiffer(length, bodyEnd);
    }
  }

  /** Goes beyond a block whose body nobody reads, of whatever length. */
  private boolean skipBlock(int length) throws IOException {
    long end = position() + length - 4;
    if (bytes().require(end, 4) < 4) {
      return damaged(
          position(), "the file ends within a block of " + length + " bytes" + bytes().ending());
    }
    buffer = bytes().buffer();
    int index = bytes().indexOf(end);
    if (inOrder(index) != length) {
      return lengthsDiffer(length, index);
    }
    advance(length);
    return true;
  }

  private boolean lengthsDiffer(int length, int index) {
    return damaged(
        position() + length - 4,
        "a block of "
            + length
            + " bytes ends with the length "
            + Integer.toUnsignedString(inOrder(index)));
  }

  private static boolean isRead(int type) {
    return switch (type) {
      case SECTION_HEADER,
          INTERFACE_DESCRIPTION,
          OBSOLETE_PACKET,
          SIMPLE_PACKET,
          INTERFACE_STATISTICS,
          ENHANCED_PACKET ->
          true;
      default -> false;
    };
  }

  private int type() {
    return inOrder(body - 8);
  }

  private boolean readByteOrder() {
    int magic = buffer.getInt(body);
    swapped = magic == Integer.reverseBytes(BYTE_ORDER_MAGIC);
    return swapped || magic == BYTE_ORDER_MAGIC;
  }

  private void finishBlock() {
    advance(bodyEnd - body + BLOCK_OVERHEAD);
  }

  private boolean beginSection() {
    if (bodyEnd - body < 16) {
      return damaged(position(), "a section header of only " + (bodyEnd - body) + " bytes");
    }
    int major = shortInOrder(body + 4);
    if (major != 1) {
      return damaged(position() + 12, "pcapng version " + major + " is not known, only version 1");
    }
    sectionInterfaces.clear();
    return true;
  }

  private boolean describeInterface() {
    if (bodyEnd - body < 8) {
      return damaged(position(), "an interface description of only " + (bodyEnd - body) + " bytes");
    }
    if (interfaces().size() >= MAXIMUM_INTERFACES) {
      return damaged(position(), "more than " + MAXIMUM_INTERFACES + " interfaces");
    }
    int resolution = 6;
    long offsetSeconds = 0;
    String name = "";
    for (int option = body + 8; isOption(option); option = nextOption(option)) {
      int length = shortInOrder(option + 2);
      switch (shortInOrder(option)) {
        case OPTION_IF_NAME -> name = text(option + 4, length);
        case OPTION_IF_TSRESOL -> resolution = length >= 1 ? buffer.get(option + 4) & 0xff : 6;
        case OPTION_IF_TSOFFSET -> offsetSeconds = length >= 8 ? longInOrder(option + 4) : 0;
        default -> {}
      }
    }
    if (!TimestampResolution.isSupported(resolution)) {
      return damaged(
          position(), String.format("an interface with the time resolution 0x%02x", resolution));
    }
    sectionInterfaces.add(
        addInterface(
            shortInOrder(body),
            inOrder(body + 4),
            name,
            TimestampResolution.of(resolution, offsetSeconds)));
    return true;
  }

  private boolean interfaceStatistics() {
    if (bodyEnd - body < 12) {
      return damaged(
          position(), "an interface statistics block of only " + (bodyEnd - body) + " bytes");
    }
    int id = inOrder(body);
    if (!isInterface(id)) {
      return unknownInterface(id);
    }
    long interfaceDropped = 0;
    long systemDropped = 0;
    for (int option = body + 12; isOption(option); option = nextOption(option)) {
      if (shortInOrder(option + 2) == 8) {
        switch (shortInOrder(option)) {
          case OPTION_ISB_IFDROP -> interfaceDropped = longInOrder(option + 4);
          case OPTION_ISB_OSDROP -> systemDropped = longInOrder(option + 4);
          default -> {}
        }
      }
    }
    sectionInterfaces.get(id).reportStatistics(interfaceDropped, systemDropped);
    return true;
  }

  private boolean enhancedPacket(CapturedPacket packet) {
    if (bodyEnd - body < 20) {
      return damaged(position(), "a packet block of only " + (bodyEnd - body) + " bytes");
    }
    int id = inOrder(body);
    if (!packet(packet, id, body + 4, body + 20)) {
      return false;
    }
    int options = body + 20 + (packet.capturedLength() + 3 & ~3);
    for (int option = options; isOption(option); option = nextOption(option)) {
      if (shortInOrder(option) == OPTION_EPB_DROPCOUNT && shortInOrder(option + 2) == 8) {
        sectionInterfaces.get(id).reportDropsBeforePacket(longInOrder(option + 4));
      }
    }
    return true;
  }

  private boolean obsoletePacket(CapturedPacket packet) {
    if (bodyEnd - body < 20) {
      return damaged(position(), "a packet block of only " + (bodyEnd - body) + " bytes");
    }
    int id = shortInOrder(body);
    if (!packet(packet, id, body + 4, body + 20)) {
      return false;
    }
    int dropped = shortInOrder(body + 2);
    if (dropped != 0xffff) {
      sectionInterfaces.get(id).reportDropsBeforePacket(dropped);
    }
    return true;
  }

  /** The part that the two blocks with a time have in common: time, lengths, data. */
  private boolean packet(CapturedPacket packet, int id, int time, int data) {
    if (!isInterface(id)) {
      return unknownInterface(id);
    }
    CaptureInterface captureInterface = sectionInterfaces.get(id);
    int captured = inOrder(time + 8);
    if (captured < 0 || captured > bodyEnd - data) {
      return tooLong(captured);
    }
    set(packet, captureInterface, data, captured, inOrder(time + 12));
    long units = (long) inOrder(time) << 32 | inOrder(time + 4) & 0xffffffffL;
    long timestampNs = captureInterface.resolution().toNanoseconds(units);
    if (timestampNs == TimestampResolution.OUT_OF_RANGE) {
      packet.clearTimestamp();
    } else {
      packet.setTimestampNs(timestampNs);
    }
    return true;
  }

  private boolean simplePacket(CapturedPacket packet) {
    if (bodyEnd - body < 4) {
      return damaged(position(), "a simple packet block of only " + (bodyEnd - body) + " bytes");
    }
    if (!isInterface(0)) {
      return unknownInterface(0);
    }
    CaptureInterface captureInterface = sectionInterfaces.get(0);
    int wireLength = inOrder(body);
    int snapLength = captureInterface.snapLength();
    int captured = snapLength > 0 ? Math.min(wireLength, snapLength) : wireLength;
    if (captured < 0 || captured > bodyEnd - body - 4) {
      return tooLong(captured);
    }
    set(packet, captureInterface, body + 4, captured, wireLength);
    packet.clearTimestamp();
    return true;
  }

  private void set(
      CapturedPacket packet, CaptureInterface from, int data, int captured, int wireLength) {
    packet.set(buffer, data, captured, wireLength, from.linkType(), from.index());
    from.countPacket();
  }

  private boolean isInterface(int id) {
    return id >= 0 && id < sectionInterfaces.size();
  }

  private boolean unknownInterface(int id) {
    return damaged(
        position() + 8,
        "a block of interface "
            + Integer.toUnsignedString(id)
            + ", but "
            + sectionInterfaces.size()
            + " were described");
  }

  private boolean tooLong(int captured) {
    return damaged(
        position(),
        "a packet claims "
            + Integer.toUnsignedString(captured)
            + " bytes in a block of "
            + (bodyEnd - body + BLOCK_OVERHEAD));
  }

  /** Whether an option with its whole value lies at {@code index}, other than the end mark. */
  private boolean isOption(int index) {
    return bodyEnd - index >= 4
        && shortInOrder(index) != 0
        && bodyEnd - index - 4 >= shortInOrder(index + 2);
  }

  private int nextOption(int index) {
    return index + 4 + (shortInOrder(index + 2) + 3 & ~3);
  }

  private String text(int index, int length) {
    byte[] text = new byte[length];
    buffer.get(index, text);
    return new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "");
  }

  private int inOrder(int index) {
    int value = buffer.getInt(index);
    return swapped ? Integer.reverseBytes(value) : value;
  }

  private int shortInOrder(int index) {
    short value = buffer.getShort(index);
    return (swapped ? Short.reverseBytes(value) : value) & 0xffff;
  }

  private long longInOrder(int index) {
    long value = buffer.getLong(index);
    return swapped ? Long.reverseBytes(value) : value;
  }
}
