package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads several captures as one, in the order of time: a file is opened when the time of its first
 * packet has come, and while several are open, the packet that is earliest comes next, of several
 * the one whose file began first. Files that follow one another, as in a ring, are thereby read one
 * after the other, whatever their names. Packets of one file keep their order.
 */
public final class CaptureMerge implements AutoCloseable {
  /** More files than these are not held open together; the next one then has to wait. */
  static final int MOST_OPEN = 256;

  private static final int MOST_OVERLAPS = 100;

  /** Takes what is read. */
  public interface Handler {
    /** A file is begun. */
    void opened(CaptureReader reader);

    /** A file's next packet, valid during the call. */
    void packet(CaptureReader reader, CapturedPacket packet);

    /** A file has come to its end, or to where it is damaged. */
    void ended(CaptureReader reader);

    /** A file could not be read, or is no capture. */
    void failed(IOException failure);
  }

  /**
   * Two files that tell of the same time.
   *
   * @param ns how long, nanoseconds
   */
  public record Overlap(Path earlier, Path later, long ns) {}

  private final Handler handler;
  private final Deque<CaptureInput> waiting = new ArrayDeque<>();
  private final List<MergedCapture> open = new ArrayList<>();
  private final List<Overlap> overlaps = new ArrayList<>();
  private final long size;
  private final AtomicLong finished = new AtomicLong();
  private volatile List<CaptureReader> current = List.of();

  /**
   * Looks at the beginning of each file; those that cannot be read are told to the handler.
   *
   * @param files in any order; {@code -} is standard input
   */
  public CaptureMerge(List<Path> files, Handler handler) {
    this.handler = handler;
    List<CaptureInput> inputs = new ArrayList<>();
    for (Path file : files) {
      try {
        inputs.add(CaptureInput.of(file));
      } catch (IOException e) {
        handler.failed(e);
      }
    }
    size =
        inputs.stream().anyMatch(input -> input.size() < 0)
            ? -1
            : inputs.stream().mapToLong(CaptureInput::size).sum();
    inputs.sort(Comparator.comparingLong(CaptureInput::firstNs));
    waiting.addAll(inputs);
  }

  /**
   * Hands over all packets.
   *
   * @throws IOException when the thread is interrupted
   */
  public void read() throws IOException {
    while (!open.isEmpty() || !waiting.isEmpty()) {
      if (isNextDue()) {
        openNext();
        continue;
      }
      MergedCapture earliest = earliest();
      long limit = limitNs(earliest);
      boolean more;
      do {
        handler.packet(earliest.reader(), earliest.packet());
        more = earliest.advance();
      } while (more && earliest.timeNs() < limit);
      if (!more) {
        end(earliest);
      }
    }
  }

  private boolean isNextDue() {
    return !waiting.isEmpty()
        && open.size() < MOST_OPEN
        && (open.isEmpty() || waiting.peek().firstNs() < earliest().timeNs());
  }

  private MergedCapture earliest() {
    MergedCapture earliest = open.get(0);
    for (MergedCapture each : open) {
      if (each.timeNs() < earliest.timeNs()) {
        earliest = each;
      }
    }
    return earliest;
  }

  /** Up to which time a file may go on before another has its turn. */
  private long limitNs(MergedCapture earliest) {
    long limit =
        waiting.isEmpty() || open.size() >= MOST_OPEN ? Long.MAX_VALUE : waiting.peek().firstNs();
    for (MergedCapture each : open) {
      if (each != earliest) {
        limit = Math.min(limit, each.timeNs());
      }
    }
    return limit;
  }

  private void openNext() throws IOException {
    CaptureInput input = waiting.remove();
    MergedCapture added;
    try {
      added = new MergedCapture(input);
    } catch (IOException e) {
      handler.failed(e);
      return;
    }
    open.add(added);
    noteOpen();
    handler.opened(added.reader());
    if (!added.advance()) {
      end(added);
    }
  }

  private void end(MergedCapture ended) throws IOException {
    open.remove(ended);
    for (MergedCapture other : open) {
      if (ended.firstNs() == Long.MAX_VALUE || other.firstNs() == Long.MAX_VALUE) {
        continue;
      }
      long ns = ended.timeNs() - Math.max(ended.firstNs(), other.firstNs());
      if (ns > 0 && overlaps.size() < MOST_OVERLAPS) {
        boolean first = ended.firstNs() <= other.firstNs();
        overlaps.add(
            new Overlap(
                (first ? ended : other).reader().file(),
                (first ? other : ended).reader().file(),
                ns));
      }
    }
    handler.ended(ended.reader());
    finished.addAndGet(Math.max(0, ended.reader().size()));
    noteOpen();
    ended.reader().close();
  }

  private void noteOpen() {
    current = open.stream().map(MergedCapture::reader).toList();
  }

  /** Files that tell of the same time, as far as they have been read, at most 100 pairs. */
  public List<Overlap> overlaps() {
    return List.copyOf(overlaps);
  }

  /** Bytes of all files; -1 when not known. */
  public long size() {
    return size;
  }

  /** Bytes of them read so far; may be called from any thread. */
  public long progress() {
    return finished.get() + current.stream().mapToLong(CaptureReader::progress).sum();
  }

  @Override
  public void close() throws IOException {
    for (MergedCapture each : open) {
      each.reader().close();
    }
    for (CaptureInput each : waiting) {
      each.close();
    }
  }
}
