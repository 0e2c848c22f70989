package io.camvitals.agent.source.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.BatchSettings;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.MediaFormat;
import io.camvitals.agent.observe.PublishingStreamObservers;
import io.camvitals.agent.observe.RecordedEvents;
import io.camvitals.agent.observe.RtpPackets;
import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.source.socket.UdpSockets;
import io.camvitals.agent.source.socket.UdpSocketsKind;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class UdpPairContract {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final RecordedEvents events = new RecordedEvents();
  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private final CaptureCounters counters = interfaces.counters("rtsp");
  private final WallClock clock = new WallClock();
  private final PublishingStreamObservers observers =
      new PublishingStreamObservers(
          events, interfaces, new BatchSettings(64, Duration.ofMillis(100)));
  private DatagramSocket camera;
  private UdpSockets sockets;
  private UdpPairs pairs;
  private int sequence;
  private final UdpSocketsKind kind;

  UdpPairContract(UdpSocketsKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    camera = new DatagramSocket(0, LOOPBACK);
    sockets = kind.open(clock, 64 << 10);
    pairs = new UdpPairs(sockets, counters);
  }

  @AfterEach
  void close() throws IOException {
    if (sockets != null) {
      sockets.close();
    }
    camera.close();
    observers.close();
  }

  private TrackObserver track(UdpPair pair) {
    StreamIdentity identity = RtpPackets.stream("gate", 0);
    return new TrackObserver(
        observers,
        identity,
        type ->
            new TrackObserver.Encoding(
                "H264", 90_000, ClockRateSource.CLOCK_RATE_SOURCE_SDP, MediaFormat.UNKNOWN),
        counters,
        pair::gapSeen);
  }

  private void send(int port, byte[] packet) throws IOException {
    camera.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(LOOPBACK, port)));
  }

  private void sendRtp(int port, int payload) throws IOException {
    send(port, packet(7, sequence++, payload));
  }

  private static byte[] packet(int ssrc, int sequence, int payload) {
    return new RtpPacketWriter()
        .payloadType(96)
        .ssrc(ssrc)
        .sequenceNumber(sequence)
        .packet(new byte[payload]);
  }

  private long rows() {
    return events.batches().stream().mapToLong(PacketBatch::getFlagsCount).sum();
  }

  @Test
  void theRtpPortIsEvenAndItsNeighbourTakesRtcp() throws IOException {
    for (int i = 0; i < 5; i++) {
      UdpPair pair = pairs.open(LOOPBACK);
      assertThat(pair.rtpPort()).isEven();
      assertThat(pair.rtcpPort()).isEqualTo(pair.rtpPort() + 1);
      pair.close();
    }
  }

  @Test
  void packetsBecomeRowsWithTheirTimeAndSize() throws IOException {
    UdpPair pair = pairs.open(LOOPBACK);
    pair.attach(track(pair));
    long before = clock.now();
    for (int i = 0; i < 10; i++) {
      sendRtp(pair.rtpPort(), 100);
    }
    await().until(() -> rows() == 10);
    PacketBatch batch = events.batches().get(0);
    assertThat(batch.getBaseArrivalNs()).isBetween(before, clock.now());
    assertThat(batch.getPayloadSize(0)).isEqualTo(100);
    assertThat(batch.getWireOverhead(0)).isEqualTo(12 + 8 + 20);
    assertThat(pair.receivedPackets()).isEqualTo(10);
  }

  @Test
  void ipv6IsReceivedWithItsLongerHeader() throws IOException {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this host has no IPv6");
    UdpPair pair = pairs.open(loopback);
    pair.attach(track(pair));
    byte[] packet = packet(7, 1, 100);
    try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
      sender.send(
          new DatagramPacket(
              packet, packet.length, new InetSocketAddress(loopback, pair.rtpPort())));
    }
    await().until(() -> rows() == 1);
    assertThat(events.batches().get(0).getWireOverhead(0)).isEqualTo(12 + 8 + 40);
  }

  @Test
  void whatComesBeforeTheTrackIsKnownIsKept() throws IOException {
    UdpPair pair = pairs.open(LOOPBACK);
    for (int i = 0; i < 10; i++) {
      sendRtp(pair.rtpPort(), 100);
    }
    await().until(() -> pair.receivedPackets() == 10);
    assertThat(counters.snapshot().accepted()).isZero();
    pair.attach(track(pair));
    assertThat(counters.snapshot().accepted()).isEqualTo(10);
  }

  @Test
  void malformedPacketsAndStrangersAreCountedByReason() throws IOException {
    UdpPair pair = pairs.open(LOOPBACK);
    pair.attach(track(pair));
    send(pair.rtpPort(), new byte[] {1, 2, 3});
    send(pair.rtpPort(), new byte[40]);
    send(pair.rtcpPort(), new byte[40]);
    try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
      stranger.send(
          new DatagramPacket(new byte[40], 40, new InetSocketAddress(LOOPBACK, pair.rtpPort())));
    }
    sendRtp(pair.rtpPort(), 1);
    await().until(() -> counters.snapshot().seen() == 5);
    assertThat(counters.snapshot().rejected())
        .containsEntry("too-short", 1L)
        .containsEntry("wrong-version", 1L)
        .containsEntry("not-rtcp", 1L)
        .containsEntry("unexpected-sender", 1L);
    assertThat(counters.snapshot().accepted()).isEqualTo(1);
  }

  @Test
  void whatTheKernelDropsIsCaptureLossOfThatStream() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/udp")));
    UdpPair pair = pairs.open(LOOPBACK);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    UdpPair other = pairs.open(LOOPBACK);
    other.attach(blockingTrack(busy, free));
    pair.attach(track(pair));
    sendRtp(pair.rtpPort(), 1_000);
    await().until(() -> rows() == 1);
    send(other.rtpPort(), packet(8, 0, 1));
    busy.await();
    for (int i = 1; i < 1_000; i++) {
      sendRtp(pair.rtpPort(), 1_000);
    }
    free.countDown();
    await().until(() -> counters.snapshot().seen() + counters.snapshot().kernelDropped() == 1_001);
    long dropped = counters.snapshot().kernelDropped();
    assertThat(dropped).isBetween(100L, 999L);
    assertThat(events.batches()).as("no gap is seen yet").allMatch(b -> b.getCaptureDropped() == 0);
    sendRtp(pair.rtpPort(), 1_000);
    await().until(() -> told("gate") == 1_001);
    assertThat(counters.snapshot().accepted()).isEqualTo(1_001 - dropped + 1);
    assertThat(told("yard")).isEqualTo(1);
    List<PacketBatch> batches = events.batches();
    PacketBatch last = batches.get(batches.size() - 1);
    assertThat(last.getCaptureDropped()).as("in the batch of the gap").isEqualTo(dropped);
  }

  @Test
  void whatTheKernelDroppedAtTheEndIsChargedWhenThePairIsClosed() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/udp")));
    UdpPair pair = pairs.open(LOOPBACK);
    pair.attach(track(pair));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    UdpPair other = pairs.open(LOOPBACK);
    other.attach(blockingTrack(busy, free));
    sendRtp(pair.rtpPort(), 1_000);
    await().until(() -> rows() == 1);
    send(other.rtpPort(), packet(8, 0, 1));
    busy.await();
    for (int i = 1; i < 1_000; i++) {
      sendRtp(pair.rtpPort(), 1_000);
    }
    free.countDown();
    await().until(() -> counters.snapshot().seen() + counters.snapshot().kernelDropped() == 1_001);
    pair.close();
    await().until(() -> told("gate") == 1_000);
  }

  /** Another stream's observer, which keeps the thread that calls it from reading. */
  private TrackObserver blockingTrack(CountDownLatch busy, CountDownLatch free) {
    return new TrackObserver(
        observers,
        RtpPackets.stream("yard", 0),
        type -> {
          busy.countDown();
          awaitQuietly(free);
          return TrackObserver.Encoding.UNKNOWN;
        },
        counters,
        () -> {});
  }

  /** Packets of a camera that are in the batches, and those that are told to be missing. */
  private long told(String cameraId) {
    List<PacketBatch> batches = events.batches();
    return batches.stream()
        .filter(batch -> batch.getStream().getCameraId().equals(cameraId))
        .mapToLong(batch -> batch.getFlagsCount() + batch.getCaptureDropped())
        .sum();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aReportIsSentOnceTheCamerasPortIsKnown() throws IOException {
    UdpPair pair = pairs.open(LOOPBACK);
    pair.sendRtcp(ByteBuffer.wrap(new byte[] {1}));
    pair.connect(
        new InetSocketAddress(LOOPBACK, 0), (InetSocketAddress) camera.getLocalSocketAddress());
    pair.sendRtcp(ByteBuffer.wrap(new byte[] {2, 3}));
    DatagramPacket report = new DatagramPacket(new byte[10], 10);
    camera.setSoTimeout(5_000);
    camera.receive(report);
    assertThat(report.getLength()).isEqualTo(2);
    assertThat(report.getPort()).isEqualTo(pair.rtcpPort());
  }

  @Test
  void withoutAnAnnouncedPortReportsGoToWhereTheReportsComeFrom() throws IOException {
    UdpPair pair = pairs.open(LOOPBACK);
    pair.attach(track(pair));
    InetSocketAddress untold = new InetSocketAddress(LOOPBACK, 0);
    pair.connect(untold, untold);
    pair.sendRtcp(ByteBuffer.wrap(new byte[] {1}));
    send(pair.rtcpPort(), new byte[40]);
    await().until(() -> counters.snapshot().seen() == 1);
    pair.sendRtcp(ByteBuffer.wrap(new byte[] {2, 3}));
    DatagramPacket report = new DatagramPacket(new byte[10], 10);
    camera.setSoTimeout(5_000);
    camera.receive(report);
    assertThat(report.getLength()).isEqualTo(2);
  }
}
