package io.camvitals.agent.source.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells the format of a capture from its first bytes. */
final class CaptureFormat {
  private CaptureFormat() {}

  static CaptureReader open(Path file) throws IOException {
    if (file.toString().equals("-")) {
      return closingOnFailure(file, StreamedBytes.of(System.in, -1));
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new CaptureFormatException(file, 0, "this is a directory, not a capture file");
    }
    if (!Files.isRegularFile(file)) {
      // A pipe has no position, for which the stream of Files asks when it is to tell what is left.
      return closingOnFailure(file, StreamedBytes.of(new FileInputStream(file.toFile()), -1));
    }
    if (isGzip(file)) {
      return closingOnFailure(file, StreamedBytes.of(Files.newInputStream(file), Files.size(file)));
    }
    return closingOnFailure(file, new FileBytes(file));
  }

  private static boolean isGzip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GzipStream.MAGIC;
    }
  }

  private static CaptureReader closingOnFailure(Path file, CaptureBytes bytes) throws IOException {
    try {
      return open(file, bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  static CaptureReader open(Path file, CaptureBytes bytes) throws IOException {
    int available = bytes.require(0, 4);
    if (available == 0) {
      throw new CaptureFormatException(file, 0, "the file is empty" + bytes.ending());
    }
    if (available < 4) {
      throw new CaptureFormatException(
          file,
          0,
          "the file has only " + available + " bytes; no capture is that short" + bytes.ending());
    }
    ByteBuffer buffer = bytes.buffer();
    int magic = buffer.getInt(bytes.indexOf(0));
    if (PcapReader.isMagic(magic)) {
      return PcapReader.open(file, bytes);
    }
    if (magic == PcapngReader.SECTION_HEADER) {
      return PcapngReader.open(file, bytes);
    }
    throw new CaptureFormatException(
        file,
        0,
        "this is no pcap or pcapng file: it begins with "
            + String.format("%08x", magic)
            + otherFormat(magic));
  }

  private static String otherFormat(int magic) {
    return switch (magic) {
      case 0x28b52ffd -> " (zstd; unpack it first)";
      case 0xfd377a58 -> " (xz; unpack it first)";
      case 0x04224d18 -> " (lz4; unpack it first)";
      case 0x504b0304 -> " (a zip archive; unpack it first)";
      case 0x736e6f6f -> " (snoop; convert it with editcap)";
      case 0x474d4255 -> " (Microsoft Network Monitor; convert it with editcap)";
      default -> "";
    };
  }
}
