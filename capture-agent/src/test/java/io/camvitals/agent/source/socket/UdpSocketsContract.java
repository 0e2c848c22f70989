package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.source.socket.RecordingListener.Received;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all sockets promise. */
@Timeout(60)
abstract class UdpSocketsContract {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  final WallClock clock = new WallClock();
  final RecordingListener listener = new RecordingListener();
  UdpSockets sockets;
  TestSender sender;
  private final UdpSocketsKind kind;

  UdpSocketsContract(UdpSocketsKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    sockets = kind.open(clock, 64 << 10);
    sender = new TestSender(LOOPBACK);
  }

  @AfterEach
  void close() throws IOException {
    if (sockets != null) {
      sockets.close();
      sender.close();
    }
  }

  final UdpSocket socket() throws IOException {
    return sockets.open(LOOPBACK, 0, listener);
  }

  @Test
  void datagramsOfAnyLengthComeWithTheirSenderAndTime() throws IOException {
    UdpSocket socket = socket();
    int[] lengths = {0, 1, 100, 1_400, 9_000, 65_507};
    long before = clock.now();
    for (int i = 0; i < lengths.length; i++) {
      byte[] bytes = new byte[lengths[i]];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (i + j * 7);
      }
      sender.send(socket.port(), bytes);
      int expected = i + 1;
      await().until(() -> listener.count() == expected);
      assertThat(listener.datagrams().get(i).bytes()).isEqualTo(bytes);
    }
    long last = before;
    for (Received datagram : listener.datagrams()) {
      assertThat(datagram.sender()).isEqualTo(sender.local());
      assertThat(datagram.arrivalNs()).isBetween(last, clock.now());
      last = datagram.arrivalNs();
    }
  }

  @Test
  void moreThanOneBatchComesInOrder() throws IOException {
    sockets.close();
    sockets = kind.open(clock, 1 << 20);
    UdpSocket socket = socket();
    for (int i = 0; i < 300; i++) {
      sender.numbered(socket.port(), i, 100);
    }
    await().until(() -> listener.accounted() == 300);
    assertThat(listener.datagrams())
        .extracting(Received::number)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(listener.datagrams()).extracting(Received::arrivalNs).isSorted();
  }

  @Test
  void sendersAreToldApart() throws IOException {
    UdpSocket socket = socket();
    byte[] two = {2};
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.3"))) {
      for (int i = 0; i < 3; i++) {
        sender.send(socket.port(), (byte) 1);
        other.send(new DatagramPacket(two, 1, new InetSocketAddress(LOOPBACK, socket.port())));
      }
    }
    await().until(() -> listener.count() == 6);
    for (Received datagram : listener.datagrams()) {
      boolean isOther = datagram.bytes()[0] == 2;
      assertThat(datagram.sender().getAddress().getHostAddress())
          .isEqualTo(isOther ? "127.0.0.3" : "127.0.0.1");
      assertThat(datagram.sender().equals(sender.local())).isNotEqualTo(isOther);
    }
  }

  @Test
  void ipv6IsReceivedAndSent() throws IOException {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this host has no IPv6");
    UdpSocket socket = sockets.open(loopback, 0, listener);
    try (TestSender six = new TestSender(loopback)) {
      six.send(socket.port(), (byte) 7);
      await().until(() -> listener.count() == 1);
      assertThat(listener.datagrams().get(0).sender()).isEqualTo(six.local());
      socket.send(ByteBuffer.wrap(new byte[] {8, 9}), listener.datagrams().get(0).sender());
      DatagramPacket answer = six.receive();
      assertThat(answer.getLength()).isEqualTo(2);
      assertThat(answer.getPort()).isEqualTo(socket.port());
    }
  }

  @Test
  void whatRemainsInTheBufferIsSentFromTheSocketsPort() throws IOException {
    UdpSocket socket = socket();
    ByteBuffer datagram = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
    socket.send(datagram, sender.local());
    DatagramPacket received = sender.receive();
    assertThat(received.getPort()).isEqualTo(socket.port());
    assertThat(received.getLength()).isEqualTo(2);
    assertThat(received.getData()).startsWith(2, 3);
    assertThat(datagram.hasRemaining()).isFalse();
  }

  @Test
  void aPortInUseIsRefusedAndAFreeOneIsFree() throws IOException {
    UdpSocket socket = socket();
    assertThatThrownBy(() -> sockets.open(LOOPBACK, socket.port(), listener))
        .isInstanceOf(BindException.class);
    socket.close();
    UdpSocket again =
        await()
            .ignoreExceptionsInstanceOf(BindException.class)
            .until(() -> sockets.open(LOOPBACK, socket.port(), listener), opened -> true);
    assertThat(again.port()).isEqualTo(socket.port());
    sender.send(again.port(), (byte) 1);
    await().until(() -> listener.count() == 1);
  }

  @Test
  void aClosedSocketSendsNoMoreAndMayBeClosedAgain() throws IOException {
    UdpSocket socket = socket();
    socket.close();
    socket.close();
    assertThatIOException().isThrownBy(() -> socket.send(ByteBuffer.allocate(1), sender.local()));
    UdpSocket other = socket();
    sockets.close();
    other.close();
    assertThatIOException().isThrownBy(() -> other.send(ByteBuffer.allocate(1), sender.local()));
    new DatagramSocket(other.port()).close();
  }

  @Test
  void theReadingThreadEndsWithTheSockets() throws IOException {
    Thread reader = reader();
    socket();
    sockets.close();
    await().until(() -> !reader.isAlive());
  }

  private Thread reader() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Thread[] found = new Thread[1];
    UdpSocket socket =
        sockets.open(
            LOOPBACK,
            0,
            new UdpListener() {
              @Override
              public void received(
                  ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress from) {
                found[0] = Thread.currentThread();
                asked.incrementAndGet();
              }

              @Override
              public void dropped(long datagrams) {}
            });
    sender.send(socket.port(), (byte) 1);
    await().until(() -> asked.get() == 1);
    return found[0];
  }

  @Test
  void aListenerThatFailsHoldsUpNobody() throws IOException {
    UdpSocket failing =
        sockets.open(
            LOOPBACK,
            0,
            new UdpListener() {
              @Override
              public void received(
                  ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress from) {
                throw new IllegalStateException("the test wants this");
              }

              @Override
              public void dropped(long datagrams) {}
            });
    UdpSocket socket = socket();
    for (int i = 0; i < 10; i++) {
      sender.send(failing.port(), (byte) 1);
      sender.send(socket.port(), (byte) 1);
    }
    await().until(() -> listener.count() == 10);
  }

  /** More than one wait can tell of at once. */
  @Test
  void hundredsOfSocketsEachGetTheirOwn() throws IOException {
    List<RecordingListener> listeners = new ArrayList<>();
    List<UdpSocket> opened = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      listeners.add(new RecordingListener());
      opened.add(sockets.open(LOOPBACK, 0, listeners.get(i)));
    }
    for (int round = 0; round < 2; round++) {
      for (UdpSocket socket : opened) {
        sender.numbered(socket.port(), socket.port(), 4);
      }
    }
    await().until(() -> listeners.stream().allMatch(each -> each.count() == 2));
    for (int i = 0; i < opened.size(); i++) {
      int port = opened.get(i).port();
      assertThat(listeners.get(i).datagrams()).allMatch(datagram -> datagram.number() == port);
    }
  }

  @Test
  void socketsThatComeAndGoNeverGetAnothersDatagrams() throws Exception {
    AtomicInteger strays = new AtomicInteger();
    AtomicInteger received = new AtomicInteger();
    AtomicBoolean ending = new AtomicBoolean();
    Runnable comeAndGo =
        () -> {
          try (TestSender own = new TestSender(LOOPBACK)) {
            while (!ending.get()) {
              int[] port = new int[1];
              try (UdpSocket socket = sockets.open(LOOPBACK, 0, new Own(port, received, strays))) {
                synchronized (port) {
                  port[0] = socket.port();
                }
                for (int i = 0; i < 20; i++) {
                  own.numbered(socket.port(), socket.port(), 4);
                }
              }
            }
          } catch (IOException e) {
            strays.addAndGet(1_000_000);
          }
        };
    List<Thread> threads = List.of(new Thread(comeAndGo), new Thread(comeAndGo));
    threads.forEach(Thread::start);
    await().until(() -> received.get() > 2_000 || strays.get() > 0);
    ending.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(strays).hasValue(0);
  }

  private record Own(int[] port, AtomicInteger received, AtomicInteger strays)
      implements UdpListener {
    @Override
    public void received(ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress sender) {
      int addressed = buffer.getInt(0);
      synchronized (port) {
        // Nothing is sent before the port is known.
        (addressed == port[0] ? received : strays).incrementAndGet();
      }
    }

    @Override
    public void dropped(long datagrams) {}
  }

  /** Sends so many while nobody reads that most are dropped, and nothing behind them. */
  final UdpSocket overflow(int datagrams) throws Exception {
    UdpSocket socket = socket();
    RecordingListener other = new RecordingListener();
    UdpSocket holding = sockets.open(LOOPBACK, 0, other);
    other.hold();
    sender.send(holding.port(), (byte) 1);
    other.awaitHeld();
    for (int i = 0; i < datagrams; i++) {
      sender.numbered(socket.port(), i, 1_000);
    }
    other.letThrough();
    return socket;
  }

  @Test
  void whatTheKernelDropsIsToldThoughNothingComesBehindIt() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/udp")));
    overflow(1_000);
    await().until(() -> listener.accounted() >= 1_000);
    assertThat(listener.accounted()).isEqualTo(1_000);
    assertThat(listener.dropped()).isBetween(100L, 999L);
  }

  @Test
  void whatTheKernelDropsIsToldBeforeTheEnd() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/udp")));
    UdpSocket socket = overflow(1_000);
    await().until(() -> listener.count() > 10);
    socket.close();
    assertThat(listener.dropped()).isBetween(100L, 999L);
  }

  @Test
  void aGapIsExplainedOnceItIsSeen() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/udp")));
    long[] toldAtGap = new long[1];
    int[] last = {-1};
    UdpSocket[] own = new UdpSocket[1];
    RecordingListener holder = new RecordingListener();
    UdpListener watching =
        new UdpListener() {
          private long dropped;

          @Override
          public void received(
              ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress from) {
            int number = buffer.getInt(0);
            if (number > last[0] + 1) {
              own[0].gapSeen();
              synchronized (toldAtGap) {
                toldAtGap[0] = dropped;
              }
            }
            last[0] = number;
          }

          @Override
          public void dropped(long datagrams) {
            dropped += datagrams;
          }
        };
    own[0] = sockets.open(LOOPBACK, 0, watching);
    UdpSocket holding = sockets.open(LOOPBACK, 0, holder);
    holder.hold();
    sender.send(holding.port(), (byte) 1);
    holder.awaitHeld();
    for (int i = 0; i < 1_000; i++) {
      sender.numbered(own[0].port(), i, 1_000);
    }
    holder.letThrough();
    await()
        .until(
            () -> {
              sender.numbered(own[0].port(), 1_000, 4);
              synchronized (toldAtGap) {
                return toldAtGap[0] > 0;
              }
            });
    synchronized (toldAtGap) {
      assertThat(toldAtGap[0]).isBetween(100L, 999L);
    }
  }
}
