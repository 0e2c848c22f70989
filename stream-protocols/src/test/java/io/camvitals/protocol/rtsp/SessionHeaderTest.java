package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionHeaderTest {
  @Test
  void readsIdAndTimeout() {
    assertThat(SessionHeader.parse("4711;timeout=30")).isEqualTo(new SessionHeader("4711", 30));
    assertThat(SessionHeader.parse(" a b ; Timeout=\"5\"")).isEqualTo(new SessionHeader("a b", 5));
  }

  @Test
  void takesTheDefaultForATimeoutThatIsNone() {
    for (String value : List.of("x", "x;", "x;timeout", "x;timeout=0", "x;timeout=-3", "x;t=9")) {
      assertThat(SessionHeader.parse(value)).isEqualTo(new SessionHeader("x", 60));
    }
  }

  @Test
  void refusesAnEmptyId() {
    assertThatThrownBy(() -> SessionHeader.parse(";timeout=60"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesBoth() {
    assertThat(new SessionHeader("4711", 60).format()).isEqualTo("4711;timeout=60");
  }
}
