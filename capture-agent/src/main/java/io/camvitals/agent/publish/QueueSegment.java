package io.camvitals.agent.publish;

import io.camvitals.event.Topic;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * One file of the queue on disk: records appended at its end and read from its beginning, each
 * once. A record is its checksum (CRC-32 of what follows the lengths), the lengths of key and
 * value, the topic's ordinal, key and value. The file is this process's own: nothing else reads it,
 * so that ordinals suffice.
 */
final class QueueSegment {
  private static final int HEADER = 13;

  private final Path file;
  private final FileChannel channel;
  private long writePosition;
  private long readPosition;
  private final long[] unreadByTopic = new long[Topic.values().length];
  private long unreadRecords;
  private long unreadPackets;

  QueueSegment(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  static long encodedSize(OutgoingRecord outgoing) {
    return (long) HEADER
        + outgoing.key().getBytes(StandardCharsets.UTF_8).length
        + outgoing.value().length;
  }

  /** Appends a record; when that fails, as on a full disk, the segment is as it was before. */
  void append(OutgoingRecord outgoing) throws IOException {
    byte[] key = outgoing.key().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + key.length + outgoing.value().length);
    bytes.putInt(0).putInt(key.length).putInt(outgoing.value().length);
    bytes.put((byte) outgoing.topic().ordinal()).put(key).put(outgoing.value());
    bytes.putInt(0, checksum(bytes.array()));
    bytes.flip();
    long position = writePosition;
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      channel.truncate(writePosition);
      throw e;
    }
    writePosition = position;
    unreadRecords++;
    unreadByTopic[outgoing.topic().ordinal()]++;
    unreadPackets += PacketCount.of(outgoing.topic(), outgoing.value());
  }

  private static int checksum(byte[] encoded) {
    CRC32 crc = new CRC32();
    crc.update(encoded, HEADER - 1, encoded.length - (HEADER - 1));
    return (int) crc.getValue();
  }

  /** The oldest unread record; there must be one. It is then read. */
  OutgoingRecord read() throws IOException {
    ByteBuffer header = readFully(readPosition, HEADER - 1);
    int expected = header.getInt();
    int keyLength = header.getInt();
    int valueLength = header.getInt();
    long length = (long) HEADER + keyLength + valueLength;
    if (keyLength < 0 || valueLength < 0 || readPosition + length > writePosition) {
      throw new IOException("lengths beyond the end at byte " + readPosition + " of " + file);
    }
    ByteBuffer bytes = readFully(readPosition, (int) length);
    if (checksum(bytes.array()) != expected) {
      throw new IOException("checksum differs at byte " + readPosition + " of " + file);
    }
    bytes.position(HEADER - 1);
    Topic topic = Topic.values()[bytes.get()];
    byte[] key = new byte[keyLength];
    byte[] value = new byte[valueLength];
    bytes.get(key).get(value);
    readPosition += length;
    unreadRecords--;
    unreadByTopic[topic.ordinal()]--;
    unreadPackets -= PacketCount.of(topic, value);
    return new OutgoingRecord(topic, new String(key, StandardCharsets.UTF_8), value);
  }

  private ByteBuffer readFully(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the file ends at byte " + channel.size() + ": " + file);
      }
    }
    return bytes.flip();
  }

  long bytes() {
    return writePosition;
  }

  long unreadRecords() {
    return unreadRecords;
  }

  long unreadRecords(Topic topic) {
    return unreadByTopic[topic.ordinal()];
  }

  long unreadPackets() {
    return unreadPackets;
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
