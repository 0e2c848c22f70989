package io.camvitals.jobs.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.v1.DeadLetter;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final int KAFKA_LIMIT = 1 << 20;

  @Test
  void aLetterAlwaysFitsIntoAKafkaRecord() {
    byte[] endless = new byte[3 << 20];
    String talkative = "no ".repeat(1 << 20);
    DeadLetter record = DeadLetters.ofRecord("stage", talkative, "packets", 1, 2, endless, endless);
    DeadLetter document = DeadLetters.ofDocument("stage", talkative, talkative, endless);
    assertThat(record.getSerializedSize()).isLessThan(KAFKA_LIMIT * 2 / 3);
    assertThat(document.getSerializedSize()).isLessThan(KAFKA_LIMIT * 2 / 3);
    assertThat(record.getValue().size()).isEqualTo(DeadLetters.LONGEST_VALUE);
    assertThat(record.getReason()).startsWith("no no ");
    assertThat(record.getOffset()).isEqualTo(2);
  }

  @Test
  void aRecordWithoutKeyAndValueHasALetterToo() {
    DeadLetter letter = DeadLetters.ofRecord("stage", "empty", "packets", 0, 0, null, null);
    assertThat(letter.getKey().isEmpty()).isTrue();
    assertThat(letter.getValue().isEmpty()).isTrue();
  }
}
