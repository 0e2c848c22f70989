package io.camvitals.agent.source.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

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
    boolean gzip = (buffered.read() << 8 | buffered.read()) == GzipStream.MAGIC;
    buffered.reset();
    return new StreamedBytes(counted, gzip ? new GzipStream(buffered) : buffered, sourceSize);
  }

  @Override
  public int require(long position, int length) {
    if (position + length > start + buffer.limit()) {
      fill(position, length);
    }
    return (int) Math.max(0, Math.min(length, start + buffer.limit() - position));
  }

  private void fill(long position, int length) {
    skipTo(position, length);
    int limit = buffer.limit();
    buffer.limit(buffer.capacity()).position(limit);
    while (failure == null && start + buffer.position() < position + length) {
      if (!read()) {
        break;
      }
    }
    buffer.flip();
  }

  /** Drops what lies before {@code position}, in a buffer that can hold {@code length} after it. */
  private void skipTo(long position, int length) {
    while (position > start + buffer.limit()) {
      start += buffer.limit();
      buffer.clear();
      boolean read = failure == null && read();
      buffer.flip();
      if (!read) {
        return;
      }
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

  /** Reads on behind the buffer's position; false at the end, or where it cannot be read on. */
  private boolean read() {
    try {
      return channel.read(buffer) >= 0;
    } catch (IOException e) {
      // A gzip file that is cut or broken, a disk that fails: what came before still counts.
      failure = e;
      return false;
    }
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
    return failure == null ? "" : " (" + failure.getMessage() + ")";
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
