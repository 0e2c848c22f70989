package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads a capture file (pcap or pcapng) packet by packet without a native library and without an
 * allocation per packet. A file that is damaged gives all packets before the damage, and then the
 * {@link #damage}.
 */
public abstract class CaptureReader implements AutoCloseable {
  /** Longest packet believed in; larger lengths are taken for damage, as in Wireshark. */
  static final int MAXIMUM_PACKET_BYTES = 262_144;

  private final Path file;
  private final CaptureBytes bytes;
  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private CaptureDamage damage;
  private long position;
  private long packets;
  private volatile long progress;
  private volatile boolean stopped;

  CaptureReader(Path file, CaptureBytes bytes, long position) {
    this.file = file;
    this.bytes = bytes;
    this.position = position;
  }

  /**
   * Opens a capture file. The name {@code -} stands for standard input; gzip is unpacked on the
   * way.
   *
   * @throws CaptureFormatException when it is empty or no pcap or pcapng file
   * @throws IOException when it cannot be read
   */
  public static CaptureReader open(Path file) throws IOException {
    return CaptureFormat.open(file);
  }

  /**
   * Hands over all packets in order; returns at the end of the file, at a damage, or after {@link
   * #stop}.
   *
   * @throws IOException when the thread is interrupted
   */
  public final void read(CapturedPacketHandler handler) throws IOException {
    CapturedPacket packet = new CapturedPacket();
    while (read(packet)) {
      handler.packet(packet);
    }
  }

  /**
   * Fills {@code packet} with the next packet, which is valid until the next call.
   *
   * @return false at the end of the file, at a damage, or after {@link #stop}
   * @throws IOException when the thread is interrupted
   */
  final boolean read(CapturedPacket packet) throws IOException {
    try {
      if (!stopped && next(packet)) {
        packets++;
        packet.setFrameNumber(packets);
        if ((packets & 0xfff) == 0) {
          progress = bytes.progress(position);
        }
        return true;
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      // The disk failed; what was read before still counts.
      damaged(position, "reading failed: " + e.getMessage());
    }
    progress = bytes.progress(position);
    return false;
  }

  /** Ends {@link #read} soon; may be called from any thread. */
  public final void stop() {
    stopped = true;
  }

  /** Fills {@code packet} with the next packet; false at the end or at a damage. */
  abstract boolean next(CapturedPacket packet) throws IOException;

  /** {@code pcap} or {@code pcapng}. */
  public abstract String format();

  public final Path file() {
    return file;
  }

  /** Packets handed over so far. */
  public final long packets() {
    return packets;
  }

  /** Why reading ended before the end of the file, if it did. */
  public final Optional<CaptureDamage> damage() {
    return Optional.ofNullable(damage);
  }

  /** The interfaces met so far, by index. */
  public final List<CaptureInterface> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  /** Bytes of the file read so far; may be called from any thread. */
  public final long progress() {
    return progress;
  }

  /** Bytes of the file; -1 when not known (standard input). */
  public final long size() {
    return bytes.progressSize();
  }

  @Override
  public final void close() throws IOException {
    bytes.close();
  }

  final CaptureBytes bytes() {
    return bytes;
  }

  final long position() {
    return position;
  }

  final void advance(long length) {
    position += length;
  }

  final CaptureInterface addInterface(
      int linkType, int snapLength, String name, TimestampResolution resolution) {
    CaptureInterface added =
        new CaptureInterface(interfaces.size(), linkType, snapLength, name, resolution);
    interfaces.add(added);
    return added;
  }

  /**
   * Reading came to an end {@code available} bytes after {@code position}, where {@code needed}
   * were to be: the file's end when there are none, and else a damage.
   */
  final boolean ended(String what, int available, int needed) {
    if (available <= 0 && bytes.ending().isEmpty()) {
      return false;
    }
    return damaged(
        position,
        "the file ends within "
            + what
            + ": "
            + Math.max(0, available)
            + " of "
            + needed
            + " bytes"
            + bytes.ending());
  }

  /** Records the damage; returns false, for {@link #next} to return. */
  final boolean damaged(long offset, String reason) {
    damage = new CaptureDamage(file, offset, reason);
    return false;
  }
}
