package io.camvitals.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.simulator.truth.StreamTruth;
import io.camvitals.simulator.truth.TruthLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputQueueTest {
  private static final int LENGTH = 10_000;

  private final StreamTruth truth = new StreamTruth("cam-1", "0000000a", 1, "tcp", 0);
  private Selector selector;
  private SocketChannel sender;
  private SocketChannel receiver;
  private SelectionKey key;
  private OutputQueue queue;

  @BeforeEach
  void connect() throws IOException {
    selector = Selector.open();
    try (ServerSocketChannel acceptor = ServerSocketChannel.open()) {
      acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
      receiver = SocketChannel.open(acceptor.getLocalAddress());
      sender = acceptor.accept();
    }
    sender.configureBlocking(false);
    key = sender.register(selector, SelectionKey.OP_READ);
    queue = new OutputQueue(sender, key);
  }

  @AfterEach
  void disconnect() throws IOException {
    sender.close();
    receiver.close();
    selector.close();
  }

  @Test
  void aClientThatDoesNotReadLosesWholeFramesAndTheRestArrives() throws IOException {
    long offered = 0;
    TruthLine line;
    long sent = 0;
    long failed = 0;
    do {
      ByteBuffer frame = ByteBuffer.allocate(LENGTH).putLong(0, offered);
      queue.frame(frame, Optional.of(truth.packet(offered, LENGTH, 0)));
      offered++;
      line = truth.take(Instant.EPOCH);
      sent += line.packetsSent();
      failed += line.sendErrors();
    } while (failed < 10);
    assertThat(key.interestOps() & SelectionKey.OP_WRITE).isNotZero();
    assertThat(offered - sent - failed).isBetween(90L, 105L);

    ByteBuffer received = ByteBuffer.allocate(LENGTH);
    long expected = 0;
    while (expected < offered - failed) {
      queue.write();
      received.clear();
      while (received.hasRemaining()) {
        assertThat(receiver.read(received)).isPositive();
        queue.write();
      }
      assertThat(received.getLong(0)).isEqualTo(expected++);
    }
    assertThat(queue.isEmpty()).isTrue();
    assertThat(key.interestOps() & SelectionKey.OP_WRITE).isZero();
    sent += truth.take(Instant.EPOCH).packetsSent();
    assertThat(sent).isEqualTo(offered - failed);

    queue.frame(ByteBuffer.allocate(LENGTH), Optional.of(truth.packet(offered, LENGTH, 0)));
    assertThat(truth.take(Instant.EPOCH).packetsLost()).isEqualTo(failed);
  }

  @Test
  void answersAreNeverDropped() throws IOException {
    int messages = 3 * OutputQueue.LIMIT / LENGTH;
    for (int i = 0; i < messages; i++) {
      queue.message(new byte[LENGTH]);
    }
    ByteBuffer received = ByteBuffer.allocate(messages * LENGTH);
    while (received.hasRemaining()) {
      queue.write();
      assertThat(receiver.read(received)).isPositive();
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aClientThatNeverReadsAnswersIsGivenUp() {
    assertThatThrownBy(
            () -> {
              while (true) {
                queue.message(new byte[LENGTH]);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the client does not read");
  }

  @Test
  void whatWaitedAtTheEndWasNeverSent() throws IOException {
    long offered = 0;
    while (queue.isEmpty()) {
      queue.frame(ByteBuffer.allocate(LENGTH), Optional.of(truth.packet(offered++, LENGTH, 0)));
    }
    queue.discard();
    TruthLine line = truth.take(Instant.EPOCH);
    assertThat(line.packetsSent()).isEqualTo(offered - 1);
    assertThat(line.packetsDropped()).isEqualTo(1);
    assertThat(line.packetsLost()).isZero();
    assertThat(line.sendErrors()).isZero();
  }
}
