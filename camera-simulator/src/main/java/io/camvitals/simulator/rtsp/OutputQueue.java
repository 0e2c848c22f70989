package io.camvitals.simulator.rtsp;

import io.camvitals.simulator.truth.PacketTruth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits to be written to one connection. Frames of video are taken whole or not at all: when
 * the client is too slow and the queue is full, the frame is dropped and its truth says so. A
 * packet counts as sent once its last byte is with the operating system.
 */
final class OutputQueue {
  /** Bytes; two seconds of a camera of 4 Mb/s. */
  static final int LIMIT = 1 << 20;

  private static final int UNREAD_LIMIT = 4 * LIMIT;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Deque<Output> waiting = new ArrayDeque<>();
  private int waitingBytes;

  OutputQueue(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  /**
   * Queues an answer, which is never dropped, and writes what the socket takes.
   *
   * @throws IOException also when a client asks on and on and does not read the answers
   */
  void message(byte[] bytes) throws IOException {
    if (waitingBytes > UNREAD_LIMIT) {
      throw new IOException("the client does not read");
    }
    put(new Output(ByteBuffer.wrap(bytes), Optional.empty()));
  }

  /** Queues an interleaved frame when there is room, and writes what the socket takes. */
  void frame(ByteBuffer frame, Optional<PacketTruth> truth) throws IOException {
    if (waitingBytes + frame.remaining() > LIMIT) {
      truth.ifPresent(PacketTruth::failed);
      return;
    }
    put(new Output(frame, truth));
  }

  private void put(Output output) throws IOException {
    waiting.add(output);
    waitingBytes += output.bytes.remaining();
    if (waiting.size() == 1) {
      write();
    }
  }

  /** Writes as much as the socket takes; asks to be called again when it takes no more. */
  void write() throws IOException {
    while (!waiting.isEmpty()) {
      Output first = waiting.peek();
      waitingBytes -= channel.write(first.bytes);
      if (first.bytes.hasRemaining()) {
        key.interestOpsOr(SelectionKey.OP_WRITE);
        return;
      }
      waiting.poll();
      first.truth.ifPresent(PacketTruth::sent);
    }
    key.interestOpsAnd(~SelectionKey.OP_WRITE);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The connection is gone: what waited never left. */
  void discard() {
    waiting.forEach(output -> output.truth.ifPresent(PacketTruth::dropped));
    waiting.clear();
    waitingBytes = 0;
  }

  private record Output(ByteBuffer bytes, Optional<PacketTruth> truth) {}
}
