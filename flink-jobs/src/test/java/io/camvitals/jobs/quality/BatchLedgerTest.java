package io.camvitals.jobs.quality;

import static io.camvitals.jobs.quality.BatchLedger.Verdict.AFTER_GAP;
import static io.camvitals.jobs.quality.BatchLedger.Verdict.CONTINUES;
import static io.camvitals.jobs.quality.BatchLedger.Verdict.DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.Test;

class BatchLedgerTest {
  private final BatchLedger ledger = new BatchLedger();

  @Test
  void aStreamThatIsSeenFromItsBeginningContinues() {
    assertThat(ledger.enter(0, 7)).isEqualTo(CONTINUES);
    assertThat(ledger.enter(1, 7)).isEqualTo(CONTINUES);
  }

  @Test
  void aStreamThatIsJoinedInItsMiddleBeginsAfterAGap() {
    assertThat(ledger.enter(5, 7)).isEqualTo(AFTER_GAP);
    assertThat(ledger.enter(6, 7)).isEqualTo(CONTINUES);
    assertThat(ledger.enter(8, 7)).isEqualTo(AFTER_GAP);
  }

  @Test
  void theSameNumberIsADuplicateOnlyWithTheSameContent() {
    ledger.enter(0, 1);
    ledger.enter(1, 2);
    ledger.enter(2, 3);
    assertThat(ledger.enter(1, 2)).isEqualTo(DUPLICATE);
    assertThat(ledger.enter(2, 3)).isEqualTo(DUPLICATE);
    assertThat(ledger.enter(3, 4)).isEqualTo(CONTINUES);
    assertThat(ledger.enter(0, 99)).isEqualTo(AFTER_GAP);
    assertThat(ledger.enter(1, 98)).isEqualTo(CONTINUES);
    // Of the agent's earlier life; it cannot be told from its new one.
    assertThat(ledger.enter(2, 3)).isEqualTo(CONTINUES);
  }

  @Test
  void onlySoManyBatchesAreRemembered() {
    for (int number = 0; number <= BatchLedger.REMEMBERED; number++) {
      ledger.enter(number, number);
    }
    assertThat(ledger.enter(1, 1)).isEqualTo(DUPLICATE);
    assertThat(ledger.enter(0, 0)).isEqualTo(AFTER_GAP);
  }

  @Test
  void aNumberBeyondAllIntegersIsKept() {
    assertThat(ledger.enter(Long.MAX_VALUE - 1, 1)).isEqualTo(AFTER_GAP);
    assertThat(ledger.enter(Long.MAX_VALUE - 1, 1)).isEqualTo(DUPLICATE);
  }

  @Test
  void itSurvivesACheckpoint() throws Exception {
    ledger.enter(0, 1);
    ledger.enter(1, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledger.writeTo(new DataOutputStream(bytes));
    BatchLedger restored =
        BatchLedger.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(restored.enter(1, 2)).isEqualTo(DUPLICATE);
    assertThat(restored.enter(2, 3)).isEqualTo(CONTINUES);
  }
}
