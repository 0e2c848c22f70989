package io.camvitals.benchmarks.analyze;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The limit: reads the file and looks at five fields of each packet's headers, computing nothing.
 * What any analysis of this file must do.
 */
final class HeaderTouch {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private HeaderTouch() {}

  /** Processor time of one pass in seconds. */
  static double cpuSeconds(Path file, int packets) throws IOException {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long seen = 0;
    int sum = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(FILE_HEADER);
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        int index = 0;
        while (index + RECORD_HEADER <= buffer.limit()) {
          int next = index + RECORD_HEADER + buffer.getInt(index + 8);
          if (next > buffer.limit()) {
            break;
          }
          int packet = index + RECORD_HEADER;
          sum += buffer.getShort(packet + 12);
          sum += buffer.getInt(packet + 26) + buffer.getInt(packet + 34);
          sum += buffer.getInt(packet + 42) + buffer.getInt(packet + 50);
          seen++;
          index = next;
        }
        buffer.position(index).compact();
      }
    }
    if (seen != packets) {
      throw new IOException(seen + " packets in the file, " + packets + " wanted; checksum " + sum);
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }
}
