package io.camvitals.agent.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.source.Frames;
import io.camvitals.agent.source.RecordedStreams;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;

/** Captures real packets on the loopback interface. */
class PcapLiveSourceIT {
  private static final int PCMU = 0;

  private final RecordedStreams streams = new RecordedStreams();
  private final CaptureCounters counters = new CaptureCounters();

  @BeforeEach
  void libpcapAndItsPermission() {
    assumeTrue(
        RequiredTool.present(
            "capturing on lo",
            "apt-get install libpcap0.8, and run as root",
            PcapLiveSourceIT::canCapture));
  }

  private static boolean canCapture() {
    try (PcapHandle handle = new PcapHandle.Builder("lo").timeoutMillis(10).build()) {
      return handle.isOpen() && !Pcaps.libVersion().isEmpty();
    } catch (Exception | LinkageError e) {
      return false;
    }
  }

  @Test
  void findsAStreamOnTheWireAndEndsWhenClosed() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      long before = System.currentTimeMillis();
      PcapLiveSource source = source("lo", "udp port " + receiver.getLocalPort());
      CompletableFuture<Void> run = run(source);
      int[] sequence = {65_500};
      // The first packets may be sent before the capture has begun.
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                send(sender, receiver, sequence[0]++ & 0xffff);
                return !streams.all().isEmpty();
              });
      RecordedStreams.Stream stream = streams.all().get(0);
      int first = stream.sequences().get(0);
      for (int i = 0; i < 500; i++) {
        send(sender, receiver, sequence[0]++ & 0xffff);
      }
      int sent = sequence[0] - first;
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(stream.sequences()).hasSizeGreaterThanOrEqualTo(sent));
      source.close();
      assertThat(run).succeedsWithin(Duration.ofSeconds(10));

      assertThat(streams.all()).hasSize(1);
      assertThat(stream.identity().getSource().getPort()).isEqualTo(sender.getLocalPort());
      assertThat(stream.identity().getDestination().getPort()).isEqualTo(receiver.getLocalPort());
      assertThat(stream.identity().getVantagePoint().getInterface()).isEqualTo("lo");
      assertThat(stream.sequences()).hasSize(sent).doesNotHaveDuplicates();
      assertThat(stream.arrivals()).isSorted();
      assertThat(stream.arrivals().get(0) / 1_000_000)
          .isBetween(before, System.currentTimeMillis());
      assertThat(stream.closed()).isTrue();
      assertThat(counters.snapshot().kernelDropped()).isZero();
    }
  }

  @Test
  void endsWhenClosedThoughNoPacketEverComes() {
    PcapLiveSource source = source("lo", "udp port 1 and ether host 02:00:00:00:00:01");
    CompletableFuture<Void> run = run(source);
    await().atMost(Duration.ofSeconds(10)).until(() -> isListening("lo"));
    source.close();
    source.close();
    assertThat(run).succeedsWithin(Duration.ofSeconds(10));
    PcapLiveSource neverRun = source("lo", "");
    neverRun.close();
    assertThat(run(neverRun)).succeedsWithin(Duration.ofSeconds(10));
  }

  private static boolean isListening(String interfaceName) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("capture-statistics-" + interfaceName));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> PcapOpener.open("none0", LiveCaptureSettings.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("interface none0: there is none of that name")
        .hasMessageContaining("lo");
    LiveCaptureSettings wrong = new LiveCaptureSettings("udp prt 5", 1 << 20, 0, false, true);
    assertThatThrownBy(() -> PcapOpener.open("lo", wrong))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("interface lo: filter \"udp prt 5\": ");
  }

  @Test
  void goesOnWhenTheInterfaceComesBack() {
    String name = "cv" + ProcessHandle.current().pid() % 1_000_000;
    assumeTrue(
        RequiredTool.succeeds(
            "ip", "link", "add", name, "type", "veth", "peer", "name", name + "p"));
    try {
      ip("link", "set", name, "up");
      ip("link", "set", name + "p", "up");
      PcapLiveSource source = source(name, "");
      CompletableFuture<Void> run = run(source);
      await().atMost(Duration.ofSeconds(10)).until(() -> isListening(name));
      await().atMost(Duration.ofSeconds(10)).until(() -> counters.snapshot().capturing());
      ip("link", "set", name, "down");
      await().atMost(Duration.ofSeconds(20)).until(() -> !counters.snapshot().capturing());
      ip("link", "set", name, "up");
      await().atMost(Duration.ofSeconds(20)).until(() -> counters.snapshot().capturing());
      source.close();
      assertThat(run).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      ip("link", "delete", name);
    }
  }

  private static void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    assertThat(RequiredTool.succeeds(command.toArray(String[]::new))).isTrue();
  }

  private static void send(DatagramSocket sender, DatagramSocket receiver, int sequence)
      throws IOException {
    byte[] packet = Frames.rtp(PCMU, sequence, 160 * sequence, 0x5eed, 160);
    sender.send(new DatagramPacket(packet, packet.length, receiver.getLocalSocketAddress()));
  }

  private PcapLiveSource source(String interfaceName, String filter) {
    return new PcapLiveSource(
        new LiveCaptureSettings(filter, 8 << 20, 0, true, false),
        VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface(interfaceName).build(),
        new PayloadTypeClocks(Map.of()),
        streams,
        ConnectionObserver.NONE,
        counters);
  }

  private static CompletableFuture<Void> run(PcapLiveSource source) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            source.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }
}
