package io.camvitals.jobs.kafka;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;

/**
 * A Kafka record as it came, not yet decoded. It travels between Flink's tasks in a form of its
 * own, without reflection.
 */
public final class KafkaRecord implements CopyableValue<KafkaRecord> {
  private static final long serialVersionUID = 1L;
  private static final int NULL = -1;

  /** May be null. */
  public byte[] key;

  /** May be null. */
  public byte[] value;

  public String topic;
  public int partition;
  public long offset;

  /** For Flink. */
  public KafkaRecord() {}

  public KafkaRecord(byte[] key, byte[] value, String topic, int partition, long offset) {
    this.key = key;
    this.value = value;
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    write(key, out);
    write(value, out);
    out.writeUTF(topic);
    out.writeInt(partition);
    out.writeLong(offset);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    key = readBytes(in);
    value = readBytes(in);
    topic = in.readUTF();
    partition = in.readInt();
    offset = in.readLong();
  }

  private static void write(byte[] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Not of a fixed length. */
  @Override
  public int getBinaryLength() {
    return -1;
  }

  @Override
  public void copyTo(KafkaRecord target) {
    target.key = key == null ? null : key.clone();
    target.value = value == null ? null : value.clone();
    target.topic = topic;
    target.partition = partition;
    target.offset = offset;
  }

  @Override
  public KafkaRecord copy() {
    KafkaRecord copy = new KafkaRecord();
    copyTo(copy);
    return copy;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    KafkaRecord record = new KafkaRecord();
    record.read(source);
    record.write(target);
  }

  /** The record's place, for people. */
  @Override
  public String toString() {
    return topic + '-' + partition + '@' + offset;
  }
}
