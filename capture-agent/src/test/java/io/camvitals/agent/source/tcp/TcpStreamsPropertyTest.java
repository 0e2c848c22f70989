package io.camvitals.agent.source.tcp;

import static io.camvitals.agent.source.CapturedHosts.bytes;
import static io.camvitals.agent.source.CapturedHosts.frame;
import static io.camvitals.agent.source.CapturedHosts.message;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.RecordedStreams.Stream;
import io.camvitals.agent.source.TestTraffic;
import io.camvitals.agent.source.TestTraffic.Connection;
import io.camvitals.event.v1.TcpEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TcpStreamsPropertyTest {
  private static final String CAMERA = CapturedHosts.CAMERA + ":554";
  private static final int PACKETS = 120;

  /** An interleaved session, cut into segments of random sizes; its packets are kept. */
  private static List<byte[]> session(TestTraffic traffic, Random random) {
    traffic.keep();
    Connection connection = traffic.connect(CapturedHosts.VIEWER + ":40000", CAMERA);
    RtspDialogues.playInterleaved(connection);
    for (int i = 0; i < PACKETS; i++) {
      byte[] video =
          frame(0, rtp(96, 65_500 + i & 0xffff, i * 3600, 0x1111, random.nextInt(1_200)));
      byte[] audio = frame(2, rtp(0, i, i * 160, 0x2222, 160));
      connection.say(1, concat(video, audio), 100 + random.nextInt(1_348));
    }
    connection.finish(0).finish(1);
    return traffic.kept();
  }

  /** Each packet at most a few places from where it belongs. */
  private static void shuffle(List<byte[]> packets, int from, Random random) {
    for (int i = from; i + 4 < packets.size(); i++) {
      if (random.nextInt(4) == 0) {
        packets.add(i + random.nextInt(4), packets.remove(i));
      }
    }
  }

  /** Reordered and doubled on the way, nothing is missing, and nothing is loss. */
  @Property(tries = 100)
  void reorderedAndDoubledSegmentsGiveEveryPacketOnce(@ForAll long seed) {
    Random random = new Random(seed);
    CapturedHosts hosts = new CapturedHosts();
    List<byte[]> packets = session(hosts.traffic, random);
    for (int i = packets.size() - 1; i > 4; i--) {
      if (random.nextInt(10) == 0) {
        packets.add(i, packets.get(i));
      }
    }
    shuffle(packets, 25, random);
    packets.forEach(hosts.traffic::capture);
    hosts.agent.close();

    assertThat(hosts.streams.all()).hasSize(2);
    for (Stream stream : hosts.streams.all()) {
      assertThat(stream.sequences()).hasSize(PACKETS).doesNotHaveDuplicates();
      assertThat(stream.dropped()).isZero();
    }
    assertThat(hosts.frames.snapshot().rejected()).isEmpty();
    assertThat(hosts.told.dialogues).hasSize(1);
    assertThat(hosts.told.dialogues.get(0).unanswered()).isZero();
  }

  /**
   * What the capture missed is capture loss: each packet is delivered at most once and in order,
   * and all that is missing between the first and the last is told as dropped.
   */
  @Property(tries = 200)
  void segmentsThatTheCaptureMissedAreCaptureLossAndNoPacketsAreInvented(@ForAll long seed) {
    Random random = new Random(seed);
    CapturedHosts hosts = new CapturedHosts();
    List<byte[]> packets = session(hosts.traffic, random);
    int dialogue = 25;
    packets.removeIf(packet -> packets.indexOf(packet) > dialogue && random.nextInt(12) == 0);
    packets.forEach(hosts.traffic::capture);
    hosts.agent.close();

    assertThat(hosts.streams.all()).hasSize(2);
    for (Stream stream : hosts.streams.all()) {
      List<Integer> places = new ArrayList<>();
      int first = stream.identity().getSsrc() == 0x1111 ? 65_500 : 0;
      for (int sequence : stream.sequences()) {
        places.add(sequence - first & 0xffff);
      }
      assertThat(places).isSorted().doesNotHaveDuplicates().allMatch(place -> place < PACKETS);
      int missing = places.get(places.size() - 1) - places.get(0) + 1 - places.size();
      assertThat(stream.dropped()).as("of %s", places).isEqualTo(missing);
      // A lost segment costs the frames that it was of, and few more.
      assertThat(places.size()).isGreaterThan(PACKETS / 2);
    }
  }

  /** Damaged, doubled, lost, shuffled, begun anywhere: nothing fails, and all is counted. */
  @Property(tries = 300)
  void anythingIsBorne(@ForAll long seed) {
    Random random = new Random(seed);
    CapturedHosts hosts = new CapturedHosts();
    List<byte[]> packets = session(hosts.traffic, random);
    hosts.traffic.keep();
    Connection http = hosts.traffic.connect(CapturedHosts.VIEWER + ":40010", CAMERA);
    http.client(message("", "GET /live HTTP/1.0", "x-sessioncookie: c0"));
    http.server(message("", "HTTP/1.0 200 OK") + CapturedHosts.answer(1, "Session: 1"));
    Connection post = hosts.traffic.connect(CapturedHosts.VIEWER + ":40011", CAMERA);
    post.client(message("", "POST /live HTTP/1.0", "x-sessioncookie: c0") + "T1BUSU9OUyAq");
    Connection sip = hosts.traffic.connect(CapturedHosts.VIEWER + ":40012", CAMERA);
    sip.client(bytes(message("v=0\r\n", "INVITE sip:a@b SIP/2.0", "l: 5")));
    packets.addAll(random.nextInt(packets.size()), hosts.traffic.kept());
    int begin = random.nextBoolean() ? 0 : random.nextInt(packets.size());
    List<byte[]> sent = new ArrayList<>(packets.subList(begin, packets.size()));
    shuffle(sent, 0, random);
    long captured = 0;
    for (byte[] each : sent) {
      byte[] packet = each.clone();
      int fate = random.nextInt(20);
      if (fate == 0) {
        continue;
      }
      for (int flips = fate < 4 ? 1 + random.nextInt(3) : 0; flips > 0; flips--) {
        // Behind the addresses: the connection stays the same.
        packet[20 + random.nextInt(packet.length - 20)] = (byte) random.nextInt();
      }
      for (int copies = fate == 19 ? 2 : 1; copies > 0; copies--) {
        hosts.traffic.capture(packet);
        captured++;
      }
      if (random.nextInt(50) == 0) {
        hosts.traffic.pause(random.nextInt(5_000));
        hosts.agent.advance(hosts.traffic.timeNs(), 60_000_000_000L);
      }
      if (random.nextInt(50) == 0) {
        hosts.agent.captureDropped(1);
      }
    }
    hosts.agent.close();
    assertThat(hosts.packets.snapshot().seen()).isEqualTo(captured);
    assertThat(hosts.streams.all().stream().filter(stream -> !stream.closed()))
        .extracting(Stream::identity)
        .isEmpty();
    Set<String> ended = new HashSet<>();
    for (TcpEvent window : hosts.told.windows) {
      assertThat(window.getWindowStartNs() % window.getWindowNs()).isZero();
      if (!window.getEnd().isEmpty()) {
        ended.add(window.getClient() + " " + window.getServer());
      }
    }
    assertThat(ended.size()).isLessThanOrEqualTo(hosts.told.connections.size());
  }

  /** The seconds of a connection add up to the whole of it. */
  @Property(tries = 50)
  void windowsAddUpToTheConnection(@ForAll long seed) {
    Random random = new Random(seed);
    CapturedHosts hosts = new CapturedHosts();
    List<byte[]> packets = session(hosts.traffic, random);
    for (byte[] packet : packets) {
      hosts.traffic.capture(packet);
      hosts.traffic.pause(random.nextInt(40));
    }
    hosts.agent.close();
    var report = hosts.told.connections.get(0);
    assertThat(hosts.told.windows.stream().mapToLong(w -> w.getFromServer().getBytes()).sum())
        .isEqualTo(report.fromServer().bytes());
    assertThat(hosts.told.windows.stream().mapToLong(w -> w.getFromClient().getSegments()).sum())
        .isEqualTo(report.fromClient().segments());
    assertThat(hosts.told.windows.get(hosts.told.windows.size() - 1).getEnd())
        .isEqualTo("finished");
    assertThat(hosts.told.windows)
        .extracting(TcpEvent::getWindowStartNs)
        .doesNotHaveDuplicates()
        .isSorted();
  }
}
