package io.camvitals.event.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamQualityFieldTest {
  @Test
  void eachKindKnowsItsFieldsAndSharesTheCommonOnes() {
    for (DocumentKind kind : DocumentKind.values()) {
      for (DocumentField field : kind.fields()) {
        assertThat(kind.hasField(field.fieldName())).isTrue();
      }
      assertThat(kind.fields()).contains(CommonField.values()).doesNotHaveDuplicates();
      assertThat(kind.fields().stream().map(DocumentField::fieldName)).doesNotHaveDuplicates();
      assertThat(kind.hasField("rtp.unheard_of")).isFalse();
    }
  }

  @Test
  void lossRunsOfTenAndMoreShareAField() {
    assertThat(StreamQualityField.lossRun(1).fieldName()).isEqualTo("rtp.loss_run.1");
    assertThat(StreamQualityField.lossRun(9).fieldName()).isEqualTo("rtp.loss_run.9");
    assertThat(StreamQualityField.lossRun(10).fieldName()).isEqualTo("rtp.loss_run.10_or_more");
    assertThat(StreamQualityField.lossRun(4711).fieldName()).isEqualTo("rtp.loss_run.10_or_more");
    assertThatThrownBy(() -> StreamQualityField.lossRun(0))
        .hasMessage("a loss run has at least one packet, not 0");
  }

  @Test
  void theIndexIsNamedByTheDayOfTheWindowInUtc() {
    assertThat(DocumentKind.STREAM_QUALITY.index(Instant.parse("2026-02-28T23:59:50Z")))
        .isEqualTo("camvitals-stream-quality-2026.02.28");
    assertThat(DocumentKind.STREAM_QUALITY.index(Instant.parse("2026-03-01T00:00:00Z")))
        .isEqualTo("camvitals-stream-quality-2026.03.01");
    assertThat(DocumentKind.STREAM_QUALITY.pattern()).isEqualTo("camvitals-stream-quality-*");
  }
}
