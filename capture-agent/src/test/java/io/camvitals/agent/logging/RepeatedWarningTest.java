package io.camvitals.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedWarningTest {
  @Test
  void itIsLoggedOnceASecondWithItsCountAndLastCause() {
    Logger logger = (Logger) LoggerFactory.getLogger("RepeatedWarningTest");
    logger.setLevel(Level.WARN);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
    AtomicLong now = new AtomicLong(5);
    RepeatedWarning warning = new RepeatedWarning(logger, "Full", now::get);
    warning.warn("a");
    warning.warn("b");
    warning.warn("c");
    now.addAndGet(1_000_000_000L);
    warning.warn("d");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Full: a", "Full (3 times since the last line): d");
  }
}
