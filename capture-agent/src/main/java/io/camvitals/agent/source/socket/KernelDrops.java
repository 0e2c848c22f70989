package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from {@code /proc/net/udp} and {@code udp6} how many datagrams the kernel dropped for each
 * UDP socket (proc(5)): those for which its receive buffer had no room, and those with a wrong
 * checksum. Allocates nothing once it has grown to the table's size. One thread at a time.
 */
final class KernelDrops implements AutoCloseable {
  /** Takes what the table says of one socket that is bound to the wildcard address. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param drops 32 bits that wrap around
     */
    void socket(int localPort, int drops);
  }

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final int LOCAL_ADDRESS = 1;
  private static final int DROPS = 12;

  private final List<FileChannel> tables = new ArrayList<>();
  private ByteBuffer text = ByteBuffer.allocate(16 * 1024);

  KernelDrops() throws IOException {
    this(TABLES);
  }

  KernelDrops(List<Path> paths) throws IOException {
    for (Path path : paths) {
      if (Files.isReadable(path)) {
        tables.add(FileChannel.open(path));
      }
    }
  }

  /**
   * True where the kernel tells; without it a loss in the kernel cannot be told from the network's.
   */
  boolean areTold() {
    return !tables.isEmpty();
  }

  /**
   * Visits every socket.
   *
   * @throws IOException when a table cannot be read
   */
  void visit(Visitor visitor) throws IOException {
    for (FileChannel table : tables) {
      readWhole(table);
      int lineStart = 0;
      for (int i = 0; i < text.limit(); i++) {
        if (text.get(i) == '\n') {
          visitLine(lineStart, i, visitor);
          lineStart = i + 1;
        }
      }
    }
  }

  private void readWhole(FileChannel table) throws IOException {
    text.clear();
    while (table.read(text, text.position()) >= 0) {
      if (!text.hasRemaining()) {
        text = ByteBuffer.allocate(2 * text.capacity()).put(text.flip());
      }
    }
    text.flip();
  }

  private void visitLine(int from, int to, Visitor visitor) {
    int field = 0;
    int at = from;
    int port = -1;
    while (at < to) {
      while (at < to && text.get(at) == ' ') {
        at++;
      }
      int start = at;
      while (at < to && text.get(at) != ' ') {
        at++;
      }
      if (field == LOCAL_ADDRESS) {
        port = wildcardPort(start, at);
      } else if (field == DROPS && port >= 0) {
        long drops = number(start, at, 10);
        if (drops >= 0) {
          visitor.socket(port, (int) drops);
        }
        return;
      }
      field++;
    }
  }

  /** The port of an address that is all zeros, such as {@code 00000000:1F90}; else -1. */
  private int wildcardPort(int from, int to) {
    int at = from;
    while (at < to && text.get(at) == '0') {
      at++;
    }
    return at < to && text.get(at) == ':' ? (int) number(at + 1, to, 16) : -1;
  }

  /** -1 when it is no number of at most 32 bits, as in the table's heading. */
  private long number(int from, int to, int radix) {
    long number = from < to ? 0 : -1;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.get(i), radix);
      if (digit < 0 || number > 0xffff_ffffL) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel table : tables) {
      table.close();
    }
  }
}
