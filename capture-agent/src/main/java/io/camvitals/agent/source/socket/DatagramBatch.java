package io.camvitals.agent.source.socket;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for up to {@value #CAPACITY} datagrams that one recvmmsg(2) reads, with their senders and
 * what the kernel tells of each (cmsg(3)). Reused for each read. Each has room for the largest
 * datagram, of which the system backs with memory only what was ever written to.
 */
final class DatagramBatch {
  static final int CAPACITY = 64;

  private static final int LARGEST_DATAGRAM = 65_536;
  private static final int NAME_STRIDE = 32;
  private static final int CONTROL_STRIDE = 128;
  private static final int VECTOR_STRIDE = 16;
  private static final int VECTOR_LENGTH = 8;

  /** struct mmsghdr: a struct msghdr, and the number of bytes received. */
  private static final int HEADER_STRIDE = 64;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 8;
  private static final int VECTORS = 16;
  private static final int VECTOR_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int RECEIVED = 56;

  // Not allocateDirect, which would write zeros to all of it and so have memory for all of it.
  private final Memory payloadMemory = new Memory((long) CAPACITY * LARGEST_DATAGRAM);
  private final ByteBuffer[] payloads = new ByteBuffer[CAPACITY];
  private final ByteBuffer names = allocate(NAME_STRIDE);
  private final ByteBuffer controls = allocate(CONTROL_STRIDE);
  private final ByteBuffer vectors = allocate(VECTOR_STRIDE);
  private final ByteBuffer headers = allocate(HEADER_STRIDE);
  private final long headersAddress = Addresses.of(headers);
  private final ControlMessages control = new ControlMessages(controls);

  DatagramBatch() {
    ByteBuffer payload = payloadMemory.getByteBuffer(0, payloadMemory.size());
    for (int i = 0; i < CAPACITY; i++) {
      payloads[i] = payload.slice(i * LARGEST_DATAGRAM, LARGEST_DATAGRAM);
      vectors.putLong(i * VECTOR_STRIDE, Addresses.of(payloads[i]));
      vectors.putLong(i * VECTOR_STRIDE + VECTOR_LENGTH, LARGEST_DATAGRAM);
      int header = i * HEADER_STRIDE;
      headers.putLong(header + NAME, place(names, i, NAME_STRIDE));
      headers.putLong(header + VECTORS, place(vectors, i, VECTOR_STRIDE));
      headers.putLong(header + VECTOR_COUNT, 1);
      headers.putLong(header + CONTROL, place(controls, i, CONTROL_STRIDE));
      prepare(i);
    }
  }

  private static ByteBuffer allocate(int stride) {
    return ByteBuffer.allocateDirect(CAPACITY * stride).order(ByteOrder.nativeOrder());
  }

  private static long place(ByteBuffer buffer, long index, int stride) {
    return Addresses.of(buffer) + index * stride;
  }

  /** The kernel writes these; they must be as at first when it reads into the place again. */
  private void prepare(int index) {
    headers.putInt(index * HEADER_STRIDE + NAME_LENGTH, SocketAddressBytes.MAXIMUM_LENGTH);
    headers.putLong(index * HEADER_STRIDE + CONTROL_LENGTH, CONTROL_STRIDE);
  }

  /** Reads what waits, without waiting; returns how many datagrams that are. */
  int receive(LinuxSocket socket) throws IOException {
    int count =
        LinuxCalls.recvmmsg(
            socket.descriptor(), headersAddress, CAPACITY, LinuxCalls.MSG_DONTWAIT, 0);
    if (count >= 0) {
      return count;
    }
    int error = Native.getLastError();
    if (error == LinuxCalls.EAGAIN || error == LinuxCalls.EINTR) {
      return 0;
    }
    throw SystemCallException.of("recvmmsg", error);
  }

  /**
   * Goes to one of the datagrams that were read; each is to be visited once. From then on the other
   * methods tell of it.
   */
  void visit(int index) {
    control.read(index * CONTROL_STRIDE, headers.getLong(index * HEADER_STRIDE + CONTROL_LENGTH));
    prepare(index);
  }

  /** The datagram's bytes, from index 0 on. */
  ByteBuffer payload(int index) {
    return payloads[index];
  }

  /** Bytes of the datagram. */
  int length(int index) {
    return headers.getInt(index * HEADER_STRIDE + RECEIVED);
  }

  InetSocketAddress sender(int index, SenderMemo memo) throws UnknownHostException {
    return memo.sender(names, index * NAME_STRIDE);
  }

  /** What the kernel told of the datagram that was visited last. */
  ControlMessages control() {
    return control;
  }
}
