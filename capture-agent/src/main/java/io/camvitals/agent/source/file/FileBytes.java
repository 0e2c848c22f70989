package io.camvitals.agent.source.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A regular file, read piece by piece into one buffer. Reading costs half of what a mapped file
 * does, where each packet's headers are a page of their own to look up; and a file that is cut
 * while it is read ends early instead of ending the process.
 */
final class FileBytes implements CaptureBytes {
  static final int WINDOW_BYTES = 1 << 20;

  private final FileChannel channel;
  private final long size;
  private ByteBuffer window;
  private long windowStart;
  private long windowEnd;

  FileBytes(Path file) throws IOException {
    this(file, WINDOW_BYTES);
  }

  FileBytes(Path file, int windowBytes) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
    this.window = ByteBuffer.allocateDirect(windowBytes).limit(0);
  }

  @Override
  public int require(long position, int length) throws IOException {
    if (position < windowStart || position + length > windowEnd) {
      move(position, length);
    }
    return (int) Math.max(0, Math.min(length, windowEnd - position));
  }

  private void move(long position, int length) throws IOException {
    // A damaged file may claim more than it has.
    int wanted = (int) Math.min(length, Math.max(0, size - position));
    if (wanted > window.capacity()) {
      window = ByteBuffer.allocateDirect(Math.max(wanted, 2 * window.capacity()));
    }
    window.clear();
    while (window.position() < wanted && channel.read(window, position + window.position()) >= 0) {
      // A read may give less than there is.
    }
    window.flip();
    windowStart = position;
    windowEnd = position + window.limit();
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
