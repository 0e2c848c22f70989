package io.camvitals.agent.source.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952): one member or several, one after the other, from any stream. (The JDK's
 * own stream takes a pipe that has nothing to read at the moment for the end of the last member.)
 */
final class GzipStream extends InputStream {
  static final int MAGIC = 0x1f8b;

  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean anyMember;
  private boolean inMember;
  private boolean ended;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws EOFException when the file ends within a member
   * @throws ZipException when it is damaged, or something else follows its members
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        break;
      }
      int unpacked = inflate(bytes, offset, length);
      if (unpacked > 0) {
        checksum.update(bytes, offset, unpacked);
        return unpacked;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      if (position == limit && !fill()) {
        throw new EOFException("gzip: the compressed data ends too early");
      }
      inflater.setInput(packed, position, limit - position);
      position = limit;
    }
    try {
      int unpacked = inflater.inflate(bytes, offset, length);
      if (unpacked == 0 && inflater.needsDictionary()) {
        throw new ZipException("gzip: the compressed data asks for a dictionary");
      }
      return unpacked;
    } catch (DataFormatException e) {
      throw new ZipException("gzip: the compressed data is damaged: " + e.getMessage());
    }
  }

  /** Reads the header of a member (section 2.3); false at the end, or where padding begins. */
  private boolean beginMember() throws IOException {
    if (position == limit && !fill()) {
      return false;
    }
    int first = next();
    if (anyMember && first == 0) {
      return false;
    }
    if ((first << 8 | next()) != MAGIC || next() != DEFLATE) {
      throw new ZipException("gzip: what follows the compressed data is no gzip");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA_FIELD) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
    anyMember = true;
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long expected = next() | next() << 8 | next() << 16 | (long) next() << 24;
    skip(4);
    if (expected != checksum.getValue()) {
      throw new ZipException("gzip: the checksum of the compressed data does not match");
    }
    inflater.reset();
    checksum.reset();
    inMember = false;
  }

  private void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      continue;
    }
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("gzip: the compressed data ends too early");
    }
    return packed[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(packed, 0, packed.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
