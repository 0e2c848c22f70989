package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A camera whose answers are damaged at random: the session lives on and plays in the end. */
class RtspSessionFuzzTest extends SessionTestBed {
  private static final int DAMAGED_CONNECTIONS = 40;

  @Test
  void outlivesDamagedAnswers() {
    Random random = new Random(20260101);
    camera.damage =
        (bytes, connection) -> connection > DAMAGED_CONNECTIONS ? bytes : damaged(bytes, random);
    RtspTimeouts hasty =
        new RtspTimeouts(
            TIMEOUTS.connect(),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            TIMEOUTS.fallback(),
            Duration.ofMillis(50),
            TIMEOUTS.receiverReports());
    start(
        RtspSessionSettings.of(RtspUrl.parse(urlWith("admin:secret")), TransportMode.TCP)
            .with(hasty)
            .with(
                new RtspRetries(
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    3)));
    await().until(() -> camera.connections.get() > DAMAGED_CONNECTIONS);
    int packets = seen.packets.size();
    await().until(() -> seen.packets.size() > packets + 20);

    assertThat(seen.internalErrors).isEmpty();
    assertThat(seen.disconnects)
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason).doesNotContain("secret"));
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
