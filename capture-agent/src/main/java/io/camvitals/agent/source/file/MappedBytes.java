package io.camvitals.agent.source.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A regular file, mapped window by window: no copy, and no memory beyond the page cache. */
final class MappedBytes implements CaptureBytes {
  static final int WINDOW_BYTES = 256 << 20;

  private final FileChannel channel;
  private final long size;
  private final int windowBytes;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;
  private long windowEnd;

  MappedBytes(Path file) throws IOException {
    this(file, WINDOW_BYTES);
  }

  MappedBytes(Path file, int windowBytes) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
    this.windowBytes = windowBytes;
  }

  @Override
  public int require(long position, int length) throws IOException {
    if (position < windowStart || position + length > windowEnd) {
      move(position, length);
    }
    return (int) Math.max(0, Math.min(length, windowEnd - position));
  }

  private void move(long position, int length) throws IOException {
    long end = Math.min(size, position + Math.max(length, windowBytes));
    if (end <= windowEnd && position >= windowStart || position >= end) {
      return;
    }
    window = channel.map(MapMode.READ_ONLY, position, end - position);
    windowStart = position;
    windowEnd = end;
  }

  @Override
  public ByteBuffer buffer() {
    return window;
  }

  @Override
  public int indexOf(long position) {
    return (int) (position - windowStart);
  }

  @Override
  public long progress(long position) {
    return position;
  }

  @Override
  public long progressSize() {
    return size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
