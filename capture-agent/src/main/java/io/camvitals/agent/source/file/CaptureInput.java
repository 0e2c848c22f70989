package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One capture of several that are read as one, with the time at which it begins. */
final class CaptureInput {
  /** Packets looked at to know when a file begins: one of them may have a damaged time. */
  private static final int LOOKED_AT = 3;

  private static final long NEAR_NS = TimeUnit.HOURS.toNanos(1);

  private final Path file;
  private final long firstNs;
  private final long size;
  private final Deque<CapturedPacket> ahead = new ArrayDeque<>();
  private CaptureReader reader;

  private CaptureInput(Path file, CaptureReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    this.size = reader.size();
    CapturedPacket packet = new CapturedPacket();
    while (ahead.size() < LOOKED_AT && reader.read(packet)) {
      ahead.add(packet.copy());
    }
    firstNs = firstNs(ahead);
  }

  /**
   * Looks at the beginning of a capture. A file is closed until it is its turn; what cannot be read
   * twice stays open.
   *
   * @throws IOException when it cannot be read, or is no capture
   */
  static CaptureInput of(Path file) throws IOException {
    CaptureReader reader = CaptureReader.open(file);
    try {
      CaptureInput input = new CaptureInput(file, reader);
      if (Files.isRegularFile(file) && !file.toString().equals("-")) {
        input.reader = null;
        input.ahead.clear();
        reader.close();
      }
      return input;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The earliest time that is not alone; Long.MAX_VALUE when no packet tells one. */
  private static long firstNs(Deque<CapturedPacket> packets) {
    List<Long> times = new ArrayList<>();
    for (CapturedPacket packet : packets) {
      if (packet.timestamped()) {
        times.add(packet.timestampNs());
      }
    }
    if (times.isEmpty()) {
      return Long.MAX_VALUE;
    }
    times.sort(null);
    long middle = times.get(times.size() / 2);
    return times.stream().filter(time -> middle - time <= NEAR_NS).findFirst().orElse(middle);
  }

  /** Opens it for reading, if it is not open. */
  CaptureReader open() throws IOException {
    if (reader == null) {
      reader = CaptureReader.open(file);
    }
    return reader;
  }

  /** The next of the packets that were read when it was looked at; null when none is left. */
  CapturedPacket pollAhead() {
    return ahead.poll();
  }

  /** When it begins, nanoseconds since the Unix epoch; Long.MAX_VALUE when it does not tell. */
  long firstNs() {
    return firstNs;
  }

  /** Bytes of the file; -1 when not known. */
  long size() {
    return size;
  }

  Path file() {
    return file;
  }

  void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
