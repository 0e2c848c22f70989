package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.agent.source.socket.RecordingListener.Received;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What the kernel's stamps and counters make possible beyond the contract. */
class StampedUdpSocketsTest extends UdpSocketsContract {
  /** Bound of what the agent's clock is led within the test, and of the offset's uncertainty. */
  private static final long TOLERANCE_NS = TimeUnit.MICROSECONDS.toNanos(500);

  StampedUdpSocketsTest() {
    super(UdpSocketsKind.STAMPED);
  }

  @Test
  void arrivalsAreTrueThoughNobodyReadWhenTheyCame() throws Exception {
    UdpSocket socket = socket();
    RecordingListener other = new RecordingListener();
    UdpSocket holding = sockets.open(LOOPBACK, 0, other);
    other.hold();
    sender.send(holding.port(), (byte) 1);
    other.awaitHeld();
    int datagrams = 20;
    long[] before = new long[datagrams];
    long[] after = new long[datagrams];
    for (int i = 0; i < datagrams; i++) {
      before[i] = clock.now();
      sender.numbered(socket.port(), i, 100);
      after[i] = clock.now();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + i % 5));
    }
    long releasedAt = clock.now();
    other.letThrough();
    await().until(() -> listener.count() == datagrams);
    for (int i = 0; i < datagrams; i++) {
      // Over loopback a datagram arrives while it is being sent.
      assertThat(listener.datagrams().get(i).arrivalNs())
          .as("arrival of datagram %d, read after %d ns", i, releasedAt - after[i])
          .isBetween(before[i] - TOLERANCE_NS, after[i] + TOLERANCE_NS);
    }
  }

  @Test
  void dropsAreToldExactlyWhereTheyHappened() throws Exception {
    UdpSocket socket = overflow(1_000);
    await().until(() -> listener.accounted() >= 1_000);
    // Here the numbers go on; of those above, the first fit in and the rest was dropped.
    for (int i = 1_000; i < 1_010; i++) {
      sender.numbered(socket.port(), i, 100);
    }
    await().until(() -> listener.accounted() >= 1_010);
    List<Received> datagrams = listener.datagrams();
    assertThat(listener.dropped()).isEqualTo(1_010 - datagrams.size());
    assertThat(datagrams.get(datagrams.size() - 1).number()).isEqualTo(1_009);
    assertThatDropsLieInTheGaps();
  }

  private void assertThatDropsLieInTheGaps() {
    List<Received> datagrams = listener.datagrams();
    for (int i = 0; i < datagrams.size(); i++) {
      assertThat(datagrams.get(i).number()).isEqualTo(i + datagrams.get(i).droppedBefore());
    }
  }

  @Test
  void severalOverflowsAreCountedEach() throws Exception {
    UdpSocket socket = overflow(500);
    await().until(() -> listener.accounted() >= 500);
    RecordingListener other = new RecordingListener();
    UdpSocket holding = sockets.open(LOOPBACK, 0, other);
    other.hold();
    sender.send(holding.port(), (byte) 1);
    other.awaitHeld();
    for (int i = 500; i < 1_200; i++) {
      sender.numbered(socket.port(), i, 1_000);
    }
    other.letThrough();
    await().until(() -> listener.accounted() >= 1_200);
    sender.numbered(socket.port(), 1_200, 100);
    await().until(() -> listener.accounted() >= 1_201);
    assertThat(listener.accounted()).isEqualTo(1_201);
    assertThatDropsLieInTheGaps();
  }
}
