package io.camvitals.jobs.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedWarningTest {
  @Test
  void whatRepeatsIsSaidOnceASecondWithItsCountAndItsLastCause() {
    Logger logger = (Logger) LoggerFactory.getLogger("repeated");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
    RepeatedWarning warning = new RepeatedWarning(logger);
    for (int i = 1; i <= 1_000; i++) {
      warning.warn("Refused: {}", "cause " + i);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage()).isEqualTo("Refused: cause 1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              warning.warn("Refused: {}", "the last");
              return lines.list.size() == 2;
            });
    assertThat(lines.list.get(1).getFormattedMessage())
        .matches("Refused: the last \\([0-9]{3,} more since the last line\\)");
  }
}
