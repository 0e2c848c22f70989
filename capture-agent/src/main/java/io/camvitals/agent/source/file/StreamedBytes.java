package io.camvitals.agent.source.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Bytes that come one after the other: standard input, a named pipe, a gzip-compressed capture. */
final class StreamedBytes implements CaptureBytes {
  private static final int BUFFER_BYTES = 1 << 20;

  private final CountingStream counted;
  private final ReadableByteChannel channel;
  private final long sourceSize;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private long start;
  private IOException failure;

  private StreamedBytes(CountingStream counted, InputStream unpacked, long sourceSize) {
    this.counted = counted;
    this.channel = Channels.newChannel(unpacked);
    this.sourceSize = sourceSize;
  }

  /**
   * @param sourceSize bytes of {@code in}; -1 when unknown
   */
  static StreamedBytes of(InputStream in, long sourceSize) throws IOException {
    CountingStream counted = new CountingStream(in);
    BufferedInputStream buffered = new BufferedInputStream(counted, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return new StreamedBytes(
        counted, gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered, sourceSize);
  }

  @Override
  public int require(long position, int length) throws IOException {
    if (position + length > start + buffer.limit()) {
      fill(position, length);
    }
    return (int) Math.max(0, Math.min(length, start + buffer.limit() - position));
  }

  private void fill(long position, int length) throws IOException {
    skipTo(position, length);
    int limit = buffer.limit();
    buffer.limit(buffer.capacity()).position(limit);
    while (failure == null && start + buffer.position() < position + length) {
      try {
        if (channel.read(buffer) < 0) {
          break;
        }
      } catch (EOFException | ZipException e) {
        // A gzip file that is cut or broken: what came out of it before still counts.
        failure = e;
      }
    }
    buffer.flip();
  }

  /** Drops what lies before {@code position}, in a buffer that can hold {@code length} after it. */
  private void skipTo(long position, int length) throws IOException {
    while (position > start + buffer.limit()) {
      start += buffer.limit();
      buffer.clear();
      if (failure != null || channel.read(buffer) < 0) {
        buffer.limit(0);
        return;
      }
      buffer.flip();
    }
    buffer.position((int) (position - start));
    if (length <= buffer.capacity()) {
      buffer.compact().flip();
    } else {
      buffer =
          ByteBuffer.allocateDirect(Math.max(length, 2 * buffer.capacity())).put(buffer).flip();
    }
    start = position;
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public int indexOf(long position) {
    return (int) (position - start);
  }

  @Override
  public String ending() {
    return failure == null ? "" : " (gzip: " + failure.getMessage() + ")";
  }

  @Override
  public long progress(long position) {
    return counted.count;
  }

  @Override
  public long progressSize() {
    return sourceSize;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Counts the bytes read, for progress in terms of the file on disk. */
  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
