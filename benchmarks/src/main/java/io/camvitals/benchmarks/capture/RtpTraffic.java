package io.camvitals.benchmarks.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/** RTP packets of some streams over the loopback interface, at a steady rate, read by nobody. */
final class RtpTraffic implements AutoCloseable {
  private static final int STREAMS = 16;
  private static final int PAYLOAD_BYTES = 1_200;
  private static final int PAYLOAD_TYPE_JPEG = 26;
  private static final int UNITS_PER_PACKET = 90;
  private static final long STEP_NS = 1_000_000;

  private final DatagramChannel receiver = DatagramChannel.open();
  private final DatagramChannel sender = DatagramChannel.open();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(12 + PAYLOAD_BYTES);

  RtpTraffic() throws IOException {
    receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    sender.connect(receiver.getLocalAddress());
  }

  int port() throws IOException {
    return ((InetSocketAddress) receiver.getLocalAddress()).getPort();
  }

  /**
   * Sends so many packets, at so many a second or as fast as the machine can.
   *
   * @return packets per second that were reached
   */
  double send(int packets, int packetsPerSecond) throws IOException {
    long began = System.nanoTime();
    for (int i = 0; i < packets; i++) {
      long due = began + (long) (i * 1e9 / packetsPerSecond);
      if (due - System.nanoTime() > STEP_NS) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      packet.clear();
      packet.put((byte) 0x80).put((byte) PAYLOAD_TYPE_JPEG).putShort((short) (i / STREAMS));
      packet.putInt(i / STREAMS * UNITS_PER_PACKET).putInt(1 + i % STREAMS).rewind();
      sender.write(packet);
    }
    return packets * 1e9 / (System.nanoTime() - began);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}
