package io.camvitals.agent.source.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CandidateRoomTest {
  private final CandidateRoom room = new CandidateRoom(100);
  private final AtomicInteger sweeps = new AtomicInteger();

  @Test
  void aFullRoomIsSweptWithTheFirstRefusalAndThenOnceInAThousand() {
    assertThat(room.isThere(sweeps::incrementAndGet)).isTrue();
    assertThat(sweeps).hasValue(0);
    room.take(100);
    for (int i = 0; i < 2 * CandidateRoom.SWEEP_INTERVAL + 1; i++) {
      assertThat(room.isThere(sweeps::incrementAndGet)).isFalse();
    }
    assertThat(sweeps).hasValue(3);
  }

  @Test
  void whatASweepGivesBackIsThereAtOnce() {
    room.take(150);
    assertThat(room.isThere(() -> room.giveBack(60))).isTrue();
    room.take(60);
    assertThat(room.isThere(sweeps::incrementAndGet)).isFalse();
  }
}
