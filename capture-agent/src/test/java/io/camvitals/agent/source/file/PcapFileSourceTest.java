package io.camvitals.agent.source.file;

import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.RecordedStreams;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapFileSourceTest {
  @TempDir Path directory;

  private final RecordedStreams streams = new RecordedStreams();
  private final CaptureCounters counters = new CaptureCounters();

  @Test
  void replaysTheStreamsWithTheTimesOfTheFile() throws IOException {
    byte[][] packets = new byte[11][];
    for (int i = 0; i < 10; i++) {
      packets[i] = udpFrame(rtp(0, i, 160 * i, 7, 160));
    }
    packets[10] = new byte[60];
    source(CaptureWriter.pcap(packets)).run();
    assertThat(streams.all()).hasSize(1);
    RecordedStreams.Stream stream = streams.all().get(0);
    assertThat(stream.sequences()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(stream.arrivals())
        .startsWith(1_700_000_000_000_000_000L, 1_700_000_000_020_000_000L);
    assertThat(stream.identity().getVantagePoint().getInterface()).isEqualTo("file");
    assertThat(stream.closed()).isTrue();
    assertThat(counters.snapshot().rejected()).containsExactly(Map.entry("not-ip", 1L));
  }

  @Test
  void dropsNotedInTheFileAreCaptureLoss() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.section().describeInterface(1, 0);
    for (int i = 0; i < 5; i++) {
      byte[] packet = udpFrame(rtp(0, i, 160 * i, 7, 160));
      if (i == 4) {
        writer.enhancedPacket(0, i, packet.length, packet, writer.option(4, 3L));
      } else {
        writer.enhancedPacket(0, i, packet.length, packet);
      }
    }
    writer.statistics(0, writer.option(5, 10L));
    source(writer.bytes()).run();
    assertThat(streams.all().get(0).dropped()).isEqualTo(10);
    assertThat(counters.snapshot().kernelDropped()).isEqualTo(10);
  }

  @Test
  void endsAtOnceWhenClosedBefore() throws IOException {
    PcapFileSource source =
        source(CaptureWriter.pcap(udpFrame(rtp(0, 1, 1, 1, 1)), udpFrame(rtp(0, 2, 1, 1, 1))));
    source.close();
    source.close();
    source.run();
    assertThat(counters.snapshot().seen()).isZero();
  }

  @Test
  void aFileThatIsNoCaptureIsRefused() throws IOException {
    PcapFileSource source = source(new byte[100]);
    assertThatThrownBy(source::run)
        .isInstanceOf(CaptureFormatException.class)
        .hasMessageContaining("this is no pcap or pcapng file");
  }

  private PcapFileSource source(byte[] content) throws IOException {
    return new PcapFileSource(
        Files.write(directory.resolve("capture"), content),
        VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("file").build(),
        new PayloadTypeClocks(Map.of()),
        streams,
        ConnectionObserver.NONE,
        counters);
  }
}
