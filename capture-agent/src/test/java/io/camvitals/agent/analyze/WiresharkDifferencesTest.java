package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.tcp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why Wireshark's figures are not ours is found in the packets, and said with the figures. */
class WiresharkDifferencesTest {
  private static final int TICKS = 160;

  @TempDir Path directory;

  @Test
  void equalFiguresNeedNoWords() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(pcmu(100 + i, TICKS * i));
    }
    assertThat(only(frames).differences()).isEmpty();
  }

  @Test
  void duplicates() throws IOException {
    List<byte[]> frames = sequence(100, 20);
    frames.add(10, frames.get(9));
    assertReasons(frames, "duplicates [lost]");
  }

  @Test
  void reorderingAtTheWrap() throws IOException {
    List<byte[]> frames = sequence(65_526, 20);
    swap(frames, 9);
    assertReasons(frames, "wrap-counted-wrong [expected, lost]");
  }

  @Test
  void anEncoderThatStartsAnew() throws IOException {
    List<byte[]> frames = sequence(100, 20);
    for (int i = 0; i < 20; i++) {
      frames.add(pcmu(20_000 + i, TICKS * (20 + i)));
    }
    assertReasons(frames, "restart [expected, lost]");
  }

  @Test
  void theFirstAndTheLastPacketLate() throws IOException {
    List<byte[]> frames = sequence(100, 20);
    swap(frames, 18);
    assertReasons(frames, "last-packet-late [expected, lost]");
    List<byte[]> sameTimestamp = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sameTimestamp.add(pcmu(i == 0 ? 101 : i == 1 ? 100 : 100 + i, TICKS * Math.max(1, i)));
    }
    assertThat(reasons(only(sameTimestamp)))
        .contains("first-packet-late [expected, lost]", "wrap-counted-wrong [expected, lost]");
  }

  @Test
  void markersWithHighPayloadTypes() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(udpFrame(rtp(80, i % 5 == 4, 100 + i, TICKS * i, 7, new byte[20])));
    }
    Difference difference = only(frames).differences().get(0);
    assertThat(difference.reason()).isEqualTo(DifferenceReason.MARKER_AS_RTCP);
    assertThat(difference.words()).startsWith("4 packets have the marker");
  }

  @Test
  void unevenClocksAndMarkers() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      frames.add(udpFrame(rtp(11, i == 20, 100 + i, 882 * i, 7, new byte[20])));
    }
    assertThat(reasons(only(frames)))
        .containsExactly(
            "markers-left-out [jitter_mean_ms, jitter_max_ms]",
            "uneven-clock [jitter_mean_ms, jitter_max_ms]");
  }

  @Test
  void twoTracksWithOneSsrcOnOneConnection() throws IOException {
    List<byte[]> frames = new ArrayList<>(List.of(setup(0), setup(2)));
    int sequence = 1 + 2 * setupText(0).length;
    for (int i = 0; i < 20; i++) {
      byte[] both =
          concat(
              interleaved(0, rtp(96, i % 2 == 1, i, 3000 * i, 7, new byte[40])),
              interleaved(2, rtp(0, 500 + i, TICKS * i, 7, 40)));
      frames.add(ethernet(0x0800, ipv4(6, tcp(554, 40_000, sequence, both))));
      sequence += both.length;
    }
    CaptureReport report = analyze(frames);
    assertThat(report.streams()).hasSize(2);
    assertThat(report.listedStreams())
        .allSatisfy(
            stream -> {
              assertThat(stream.differences())
                  .extracting(Difference::reason)
                  .containsExactly(DifferenceReason.SHARED_SSRC);
              assertThat(stream.differences().get(0).figures()).contains("packets", "lost");
            });
  }

  @Test
  void manyPacketsInOneSegment() throws IOException {
    List<byte[]> frames = new ArrayList<>(List.of(setup(0)));
    int sequence = 1 + setupText(0).length;
    for (int i = 0; i < 10; i++) {
      byte[][] six = new byte[6][];
      for (int j = 0; j < 6; j++) {
        six[j] = interleaved(0, rtp(0, 6 * i + j, TICKS * (6 * i + j), 7, 40));
      }
      byte[] segment = concat(six);
      frames.add(ethernet(0x0800, ipv4(6, tcp(554, 40_000, sequence, segment))));
      sequence += segment.length;
    }
    ListedStream stream = only(frames);
    assertThat(stream.own().orElseThrow().lost()).isZero();
    assertThat(stream.wireshark().orElseThrow().figures().lost()).isNegative();
    assertThat(stream.differences())
        .extracting(Difference::reason)
        .containsExactly(DifferenceReason.OVERWRITTEN_HEADERS);
  }

  @Test
  void aSegmentThatTheCaptureLacks() throws IOException {
    List<byte[]> frames = new ArrayList<>(List.of(setup(0)));
    int sequence = 1 + setupText(0).length;
    byte[][] packets = new byte[60][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = interleaved(0, rtp(0, i, TICKS * i, 7, 40));
    }
    byte[] stream = concat(packets);
    for (int start = 0; start < stream.length; start += 100) {
      byte[] segment = Arrays.copyOfRange(stream, start, Math.min(stream.length, start + 100));
      if (start != 1_000) {
        frames.add(ethernet(0x0800, ipv4(6, tcp(554, 40_000, sequence + start, segment))));
      }
    }
    ListedStream listed = only(frames);
    long packetsFound = listed.own().orElseThrow().packets();
    assertThat(packetsFound).isBetween(56L, 59L);
    assertThat(listed.wireshark().orElseThrow().figures().packets()).isLessThan(packetsFound);
    assertThat(listed.differences())
        .extracting(Difference::reason)
        .contains(DifferenceReason.MISSING_SEGMENT)
        .doesNotContain(DifferenceReason.NONE_FOUND);
  }

  @Test
  void segmentsOutOfOrder() throws IOException {
    List<byte[]> frames = new ArrayList<>(List.of(setup(0)));
    int sequence = 1 + setupText(0).length;
    byte[][] packets = new byte[60][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = interleaved(0, rtp(0, i, TICKS * i, 7, 40));
    }
    byte[] stream = concat(packets);
    for (int start = 0; start < stream.length; start += 100) {
      byte[] segment = Arrays.copyOfRange(stream, start, Math.min(stream.length, start + 100));
      frames.add(ethernet(0x0800, ipv4(6, tcp(554, 40_000, sequence + start, segment))));
    }
    swap(frames, 10);
    ListedStream listed = only(frames);
    assertThat(listed.own().orElseThrow().packets()).isEqualTo(60);
    assertThat(listed.differences())
        .extracting(Difference::reason)
        .contains(DifferenceReason.SEGMENTS_OUT_OF_ORDER)
        .doesNotContain(DifferenceReason.NONE_FOUND);
  }

  @Test
  void connectionsThatWiresharkDoesNotLookInto() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (int port : new int[] {554, 9554}) {
      int sequence = 1;
      for (int i = 0; i < 30; i++) {
        byte[] segment = interleaved(0, rtp(0, i, TICKS * i, port, 40));
        frames.add(ethernet(0x0800, ipv4(6, tcp(port, 40_000, sequence, segment))));
        sequence += segment.length;
      }
    }
    assertThat(analyze(frames).listedStreams())
        .extracting(stream -> stream.differences().get(0).reason())
        .containsExactlyInAnyOrder(
            DifferenceReason.NO_CHANNEL_ANNOUNCED, DifferenceReason.TCP_PORT);
  }

  @Test
  void whatIsNoRtp() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    frames.add(udpFrame(rtp(0, 0, 0, 0, 0)));
    frames.add(udpFrame(40_000, 53, hex("8001 0100 0001 0000 0000 0000 03777777 00 0001 0001")));
    List<ListedStream> streams = analyze(frames).listedStreams();
    assertThat(streams).extracting(ListedStream::listedBy).containsOnly("wireshark");
    assertThat(streams.get(0).differences().get(0).words()).contains("a header of zeros");
    assertThat(streams).hasSize(1);
  }

  @Test
  void tableAndJsonHaveTheWords() throws IOException {
    List<byte[]> frames = sequence(100, 20);
    frames.add(10, frames.get(9));
    CaptureReport report = analyze(frames);
    StringWriter table = new StringWriter();
    new TableReport(Integer.MAX_VALUE, false).write(report, table);
    assertThat(table.toString())
        .contains("RTP, with other figures\n  lost 0: Wireshark's loss is expected less received");
    StringWriter json = new StringWriter();
    new JsonReport().write(report, json);
    assertThat(json.toString()).contains("\"reason\" : \"duplicates\"", "\"figures\" : [ \"lost\"");
  }

  private void assertReasons(List<byte[]> frames, String... reasons) throws IOException {
    assertThat(reasons(only(frames)).stream().filter(reason -> !reason.contains("_ms]")).toList())
        .containsExactly(reasons);
    assertThat(only(frames).differences())
        .extracting(Difference::reason)
        .doesNotContain(DifferenceReason.NONE_FOUND);
  }

  private static List<String> reasons(ListedStream stream) {
    return stream.differences().stream()
        .map(difference -> difference.reason().text() + ' ' + difference.figures())
        .toList();
  }

  private ListedStream only(List<byte[]> frames) throws IOException {
    List<ListedStream> streams = analyze(frames).listedStreams();
    assertThat(streams).hasSize(1);
    return streams.get(0);
  }

  /** Frames 20 ms apart. */
  private CaptureReport analyze(List<byte[]> frames) throws IOException {
    Path file =
        Files.write(
            directory.resolve("capture.pcap"), CaptureWriter.pcap(frames.toArray(byte[][]::new)));
    CaptureAnalysis analysis = new CaptureAnalysis(new PayloadTypeClocks(Map.of()), true);
    try (CaptureReader reader = CaptureReader.open(file)) {
      analysis.read(reader);
    }
    return analysis.report();
  }

  private static byte[] pcmu(int sequence, int timestamp) {
    return udpFrame(rtp(0, sequence & 0xffff, timestamp, 7, 20));
  }

  private static List<byte[]> sequence(int first, int packets) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      frames.add(pcmu(first + i, TICKS * i));
    }
    return frames;
  }

  private static void swap(List<byte[]> frames, int index) {
    frames.add(index, frames.remove(index + 1));
  }

  private static byte[] interleaved(int channel, byte[] packet) {
    return ByteBuffer.allocate(4 + packet.length)
        .put((byte) '$')
        .put((byte) channel)
        .putShort((short) packet.length)
        .put(packet)
        .array();
  }

  private static byte[] setup(int channel) {
    byte[] text = setupText(channel);
    return ethernet(0x0800, ipv4(6, tcp(554, 40_000, 1 + channel / 2 * text.length, text)));
  }

  private static byte[] setupText(int channel) {
    return String.format(
            "RTSP/1.0 200 OK\r\nCSeq: %d\r\nSession: 1\r\n"
                + "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d\r\n\r\n",
            2 + channel, channel, channel + 1)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
