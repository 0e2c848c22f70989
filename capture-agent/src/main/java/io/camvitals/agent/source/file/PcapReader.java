package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The classic pcap format (draft-ietf-opsawg-pcap): a header of 24 bytes, then for each packet a
 * record header (seconds, fraction, captured length, length on the wire) and the bytes.
 */
final class PcapReader extends CaptureReader {
  static final int FILE_HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;

  /** Alexey Kuznetsov's format adds interface, protocol and packet type to each record. */
  private static final int MODIFIED_RECORD_HEADER_BYTES = 24;

  private final boolean swapped;
  private final int nanosecondsPerUnit;
  private final int recordHeaderBytes;
  private final CaptureInterface captureInterface;

  private PcapReader(
      Path file,
      CaptureBytes bytes,
      boolean swapped,
      boolean nanoseconds,
      boolean modified,
      int linkType,
      int snapLength) {
    super(file, bytes, FILE_HEADER_BYTES);
    this.swapped = swapped;
    this.nanosecondsPerUnit = nanoseconds ? 1 : 1000;
    this.recordHeaderBytes = modified ? MODIFIED_RECORD_HEADER_BYTES : RECORD_HEADER_BYTES;
    this.captureInterface =
        addInterface(linkType, snapLength, "", TimestampResolution.MICROSECONDS);
  }

  /** True when the four bytes, read big-endian, begin a pcap file of either byte order. */
  static boolean isMagic(int magic) {
    return isNativeMagic(magic) || isNativeMagic(Integer.reverseBytes(magic));
  }

  private static boolean isNativeMagic(int magic) {
    return magic == 0xa1b2c3d4 || magic == 0xa1b23c4d || magic == 0xa1b2cd34;
  }

  static PcapReader open(Path file, CaptureBytes bytes) throws IOException {
    int available = bytes.require(0, FILE_HEADER_BYTES);
    if (available < FILE_HEADER_BYTES) {
      throw new CaptureFormatException(
          file,
          available,
          "the pcap file ends within its header of " + FILE_HEADER_BYTES + " bytes");
    }
    ByteBuffer buffer = bytes.buffer();
    int start = bytes.indexOf(0);
    boolean swapped = !isNativeMagic(buffer.getInt(start));
    int magic = inOrder(buffer.getInt(start), swapped);
    int versions = inOrder(buffer.getInt(start + 4), swapped);
    int major = swapped ? versions & 0xffff : versions >>> 16;
    if (major != 2) {
      throw new CaptureFormatException(
          file, 4, "pcap version " + major + " is not known, only version 2");
    }
    int snapLength = inOrder(buffer.getInt(start + 16), swapped);
    // The upper 16 bits hold flags and the length of a frame check sequence.
    int linkType = inOrder(buffer.getInt(start + 20), swapped) & 0xffff;
    return new PcapReader(
        file, bytes, swapped, magic == 0xa1b23c4d, magic == 0xa1b2cd34, linkType, snapLength);
  }

  @Override
  public String format() {
    return "pcap";
  }

  @Override
  boolean next(CapturedPacket packet) throws IOException {
    CaptureBytes bytes = bytes();
    long position = position();
    int available = bytes.require(position, recordHeaderBytes);
    if (available < recordHeaderBytes) {
      return ended("a record header", available, recordHeaderBytes);
    }
    ByteBuffer buffer = bytes.buffer();
    int index = bytes.indexOf(position);
    int captured = inOrder(buffer.getInt(index + 8), swapped);
    if (captured < 0 || captured > MAXIMUM_PACKET_BYTES) {
      return damaged(
          position + 8,
          "a record claims "
              + Integer.toUnsignedString(captured)
              + " bytes; a packet has at most "
              + MAXIMUM_PACKET_BYTES);
    }
    int wireLength = inOrder(buffer.getInt(index + 12), swapped);
    long seconds = inOrder(buffer.getInt(index), swapped) & 0xffffffffL;
    long fraction = inOrder(buffer.getInt(index + 4), swapped) & 0xffffffffL;
    int total = recordHeaderBytes + captured;
    available = bytes.require(position, total);
    if (available < total) {
      return ended("a record", available, total);
    }
    packet.set(
        bytes.buffer(),
        bytes.indexOf(position) + recordHeaderBytes,
        captured,
        wireLength,
        captureInterface.linkType(),
        0);
    packet.setTimestampNs(seconds * 1_000_000_000L + fraction * nanosecondsPerUnit);
    captureInterface.countPacket();
    advance(total);
    return true;
  }

  private static int inOrder(int value, boolean swapped) {
    return swapped ? Integer.reverseBytes(value) : value;
  }
}
