package io.camvitals.jobs.deadletter;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Makes dead letters. What is too long is cut, so that a letter always fits into a Kafka record of
 * the usual limit of 1 MiB: a refused record must not stop the stage that refuses it.
 */
public final class DeadLetters {
  /** More of a refused value is cut off, bytes. */
  public static final int LONGEST_VALUE = 512 * 1024;

  /** More of a key is cut off, bytes. */
  public static final int LONGEST_KEY = 64 * 1024;

  /** More of a reason is cut off, characters. */
  public static final int LONGEST_REASON = 4 * 1024;

  private DeadLetters() {}

  /**
   * A Kafka record that a stage refused.
   *
   * @param key may be null, as may the value
   */
  public static DeadLetter ofRecord(
      String stage,
      String reason,
      String topic,
      int partition,
      long offset,
      byte[] key,
      byte[] value) {
    return letter(stage, reason)
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setKey(bytes(key, LONGEST_KEY))
        .setValue(bytes(value, LONGEST_VALUE))
        .build();
  }

  /**
   * A document that a stage's receiver refused.
   *
   * @param key names the document
   */
  public static DeadLetter ofDocument(String stage, String reason, String key, byte[] document) {
    return letter(stage, reason)
        .setPartition(-1)
        .setOffset(-1)
        .setKey(bytes(key.getBytes(StandardCharsets.UTF_8), LONGEST_KEY))
        .setValue(bytes(document, LONGEST_VALUE))
        .build();
  }

  /** The key of a letter's record: its stage. */
  public static byte[] key(byte[] letter) {
    try {
      return DeadLetter.parseFrom(letter).getStage().getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the job itself wrote what is no DeadLetter", e);
    }
  }

  private static DeadLetter.Builder letter(String stage, String reason) {
    Instant now = Instant.now();
    return DeadLetter.newBuilder()
        .setStage(stage)
        .setReason(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
        .setTimeNs(now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }

  private static ByteString bytes(byte[] bytes, int longest) {
    return bytes == null
        ? ByteString.EMPTY
        : ByteString.copyFrom(bytes, 0, Math.min(bytes.length, longest));
  }
}
