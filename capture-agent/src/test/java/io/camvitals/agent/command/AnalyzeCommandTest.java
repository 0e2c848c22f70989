package io.camvitals.agent.command;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.tcp;
import static io.camvitals.agent.source.Frames.udp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CaptureWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path capture;
  private int identification = 1;

  /** PCMU every 20 ms: packet 4 lost, 6 and 7 swapped, 9 twice; a dynamic type; one ARP packet. */
  // |D| is 0 0 20 20 40 20 0 20 0 ms, so that RFC 3550's J has mean 3.5218 and maximum 6.2794 ms.
  @BeforeEach
  void writeCapture() throws IOException {
    int[] sequences = {1, 2, 3, 5, 7, 6, 8, 9, 9, 10};
    byte[][] packets = new byte[sequences.length + 5][];
    for (int i = 0; i < sequences.length; i++) {
      packets[i] = udpFrame(rtp(0, sequences[i], 160 * sequences[i], 0xabcd, 160));
    }
    for (int i = 0; i < 4; i++) {
      packets[sequences.length + i] = udpFrame(5002, 6002, rtp(111, i, 960 * i, 0x42, 100));
    }
    packets[sequences.length + 4] = ethernet(0x0806, new byte[46]);
    capture = Files.write(directory.resolve("call.pcap"), CaptureWriter.pcap(packets));
  }

  @Test
  void writesATable() {
    assertThat(execute(capture.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "SOURCE          DESTINATION     SSRC      CODEC     PACKETS  LOST  LOSS %  REORD  DUPL"
                + "  RESTART  JITTER ms  MAX ms  FRAME JITTER  GAP ms    BITRATE  FPS  SECONDS",
            "192.0.2.7:5000  192.0.2.1:6000  0000abcd  PCMU           10     1   10.00      1     1"
                + "        0      3.522   6.279             -    20.0  71.1 kb/s    -     0.18",
            "192.0.2.7:5002  192.0.2.1:6002  00000042  type 111        4     0    0.00      0     0"
                + "        0          -       -             -    20.0  53.3 kb/s    -     0.06",
            "",
            "CRITICAL  192.0.2.7:5000 > 192.0.2.1:6000 PCMU",
            "  1 of 10 packets is missing (10.00 %); no two in a row. [packet 4]",
            "",
            "15 packets read: 14 RTP in 2 streams, 0 RTCP, 1 other (not-ip 1).",
            "Jitter needs a clock rate, and nothing in the packets tells that of payload type 111;"
                + " if you know it: --clock-rate 111=RATE.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aNarrowTableLeavesTheLesserColumnsOut() {
    assertThat(AnalyzeCommand.width("80")).isEqualTo(80);
    assertThat(AnalyzeCommand.width("20")).isEqualTo(60);
    assertThat(AnalyzeCommand.width(null)).isEqualTo(Integer.MAX_VALUE);
    assertThat(AnalyzeCommand.width("wide")).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void writesAllFiguresOfEachStream() {
    assertThat(execute("--details", "--clock-rate", "111=48000", capture.toString())).isZero();
    assertThat(out.toString())
        .contains(
            "192.0.2.7:5000 -> 192.0.2.1:6000  SSRC 0000abcd",
            "  codec         PCMU, payload type 0, clock rate 8,000 Hz (static)",
            "  packets       10 received, 9 distinct, 10 expected",
            "  loss          1 (10.000 %)",
            "  order         1 reordered, 1 duplicates, 0 restarts, 0 of no sequence",
            "  codec         unknown, payload type 111, clock rate 48,000 Hz (configured)",
            "  frames        9, 44.444 per second",
            "  sound         160.0 bytes a frame, 0.180 s of sound",
            "  jitter        0.000 ms mean, 0.000 ms maximum",
            "  time          2023-11-14T22:13:20Z to 2023-11-14T22:13:20.180Z, 0.180 s");
  }

  /** Others' scripts read this: a change here is a change of its version. */
  @Test
  void writesJson() {
    assertThat(execute("--format", "json", capture.toString())).isZero();
    assertThat(out.toString().replace("\r\n", "\n"))
        .isEqualTo(
            """
            {
              "version" : 2,
              "file" : "%s",
              "files" : [ {
                "file" : "%s",
                "format" : "pcap",
                "packets" : 15
              } ],
              "packets" : 15,
              "bytes" : 2816,
              "duration_s" : 0.28,
              "start" : "2023-11-14T22:13:20Z",
              "link_types" : [ "ethernet" ],
              "filter" : null,
              "streams_not_shown" : 0,
              "rtp_packets" : 14,
              "rtcp_packets" : 0,
              "rejected" : {
                "not-ip" : 1
              },
              "capture_dropped" : 0,
              "incomplete_datagrams" : 0,
              "encapsulations" : { },
              "wireless" : null,
              "streams" : [ {
                "source" : "192.0.2.7:5000",
                "destination" : "192.0.2.1:6000",
                "transport" : "udp",
                "ssrc" : "0x0000abcd",
                "payload_type" : 0,
                "codec" : "PCMU",
                "clock_rate_hz" : 8000,
                "clock_rate_source" : "static",
                "start" : "2023-11-14T22:13:20Z",
                "duration_s" : 0.18,
                "packets" : 10,
                "bytes" : 1600,
                "expected" : 10,
                "lost" : 1,
                "loss_ratio" : 0.1,
                "reordered" : 1,
                "duplicates" : 1,
                "jitter_mean_ms" : 3.521755,
                "jitter_max_ms" : 6.27941,
                "delta_max_ms" : 20,
                "bitrate_bps" : 71111.11111111111,
                "frames" : 9,
                "frame_rate" : 44.44444444444444,
                "key_frames" : null,
                "payload_types" : [ 0 ],
                "unique" : 9,
                "restarts" : 0,
                "invalid" : 0,
                "frame_jitter_mean_ms" : null,
                "frame_jitter_max_ms" : null,
                "wire_bytes" : 2140,
                "wire_bitrate_bps" : 95111.11111111111,
                "rtcp_packets" : 0,
                "end" : "2023-11-14T22:13:20.180Z",
                "frame_details" : {
                  "kind" : "audio",
                  "frame_bytes_mean" : 160,
                  "media_duration_ms" : 180,
                  "unread_packets" : 0
                },
                "clock_rate_evidence" : null
              }, {
                "source" : "192.0.2.7:5002",
                "destination" : "192.0.2.1:6002",
                "transport" : "udp",
                "ssrc" : "0x00000042",
                "payload_type" : 111,
                "codec" : null,
                "clock_rate_hz" : null,
                "clock_rate_source" : "unknown",
                "start" : "2023-11-14T22:13:20.200Z",
                "duration_s" : 0.06,
                "packets" : 4,
                "bytes" : 400,
                "expected" : 4,
                "lost" : 0,
                "loss_ratio" : 0,
                "reordered" : 0,
                "duplicates" : 0,
                "jitter_mean_ms" : null,
                "jitter_max_ms" : null,
                "delta_max_ms" : 20,
                "bitrate_bps" : 53333.333333333336,
                "frames" : null,
                "frame_rate" : null,
                "key_frames" : null,
                "payload_types" : [ 111 ],
                "unique" : 4,
                "restarts" : 0,
                "invalid" : 0,
                "frame_jitter_mean_ms" : null,
                "frame_jitter_max_ms" : null,
                "wire_bytes" : 616,
                "wire_bitrate_bps" : 82133.33333333334,
                "rtcp_packets" : 0,
                "end" : "2023-11-14T22:13:20.260Z",
                "frame_details" : null,
                "clock_rate_evidence" : null
              } ],
              "rtsp_not_listed" : 0,
              "tcp_not_listed" : 0,
              "rtsp" : [ ],
              "tcp" : [ ],
              "rtcp" : [ ],
              "ts" : [ ],
              "changes" : [ ],
              "findings" : [ {
                "severity" : "critical",
                "kind" : "packet-loss",
                "subject" : "192.0.2.7:5000 > 192.0.2.1:6000 PCMU",
                "text" : "1 of 10 packets is missing (10.00 %%); no two in a row.",
                "file" : "%s",
                "frame" : 4,
                "time" : "2023-11-14T22:13:20.060Z",
                "wireshark_filter" : "ip.src == 192.0.2.7 && ip.dst == 192.0.2.1 && udp.srcport == 5000 && udp.dstport == 6000"
              } ]
            }
            """
                .formatted(capture, capture, capture));
  }

  @Test
  void writesCsv() {
    assertThat(execute("--format", "csv", "--sort", "bitrate", capture.toString())).isZero();
    assertThat(out.toString().split("\r\n"))
        .containsExactly(
            "source,destination,transport,ssrc,payload_type,codec,clock_rate_hz,"
                + "clock_rate_source,start,duration_s,packets,bytes,expected,lost,loss_ratio,"
                + "reordered,duplicates,jitter_mean_ms,jitter_max_ms,delta_max_ms,bitrate_bps,"
                + "frames,frame_rate,key_frames,payload_types,unique,restarts,invalid,"
                + "frame_jitter_mean_ms,frame_jitter_max_ms,wire_bytes,wire_bitrate_bps,"
                + "rtcp_packets,end"
                + ",frame_details_kind,frame_details_intra_frames,frame_details_intra_bytes"
                + ",frame_details_intra_bytes_max,frame_details_predicted_frames"
                + ",frame_details_predicted_bytes,frame_details_predicted_bytes_max"
                + ",frame_details_bipredicted_frames,frame_details_bipredicted_bytes"
                + ",frame_details_bipredicted_bytes_max,frame_details_untyped_frames"
                + ",frame_details_untyped_bytes,frame_details_untyped_bytes_max"
                + ",frame_details_damaged,frame_details_damaged_key_frames,frame_details_spoilt"
                + ",frame_details_unanchored,frame_details_damaged_or_spoilt_by_capture"
                + ",frame_details_packets_missing,frame_details_late_packets"
                + ",frame_details_key_frame_interval_mean_ms"
                + ",frame_details_key_frame_interval_min_ms"
                + ",frame_details_key_frame_interval_max_ms,frame_details_key_frame_distance_mean"
                + ",frame_details_key_frame_distance_max,frame_details_key_frame_bytes_mean"
                + ",frame_details_key_frame_bytes_max,frame_details_key_frame_packets_mean"
                + ",frame_details_key_frame_packets_max,frame_details_key_frame_burst_mean_ms"
                + ",frame_details_key_frame_burst_max_ms,frame_details_width,frame_details_height"
                + ",frame_details_profile,frame_details_profile_name,frame_details_level"
                + ",frame_details_level_name,frame_details_announced_frame_rate"
                + ",frame_details_jpeg_quality,frame_details_format_changes"
                + ",frame_details_frame_bytes_mean,frame_details_media_duration_ms"
                + ",frame_details_unread_packets"
                + ",clock_rate_evidence_measured_hz,clock_rate_evidence_lower_hz"
                + ",clock_rate_evidence_upper_hz,clock_rate_evidence_timestamps"
                + ",clock_rate_evidence_span_ms,clock_rate_evidence_jitter_of_all_packets",
            "192.0.2.7:5000,192.0.2.1:6000,udp,0x0000abcd,0,PCMU,8000,static,"
                + "2023-11-14T22:13:20Z,0.18,10,1600,10,1,0.1,1,1,3.521755,6.27941,20,"
                + "71111.11111111111,9,44.44444444444444,,0,9,0,0,,,2140,95111.11111111111,0,"
                + "2023-11-14T22:13:20.180Z,audio,"
                + ",".repeat(39)
                + "160,180,0,,,,,,",
            "192.0.2.7:5002,192.0.2.1:6002,udp,0x00000042,111,,,unknown,"
                + "2023-11-14T22:13:20.200Z,0.06,4,400,4,0,0,0,0,,,20,53333.333333333336,,,,111,"
                + "4,0,0,,,616,82133.33333333334,0,2023-11-14T22:13:20.260Z"
                + ",".repeat(49));
  }

  @Test
  void aCutFileIsAnalysedUpToTheCutWithAWarning() throws IOException {
    byte[] whole = Files.readAllBytes(capture);
    Path cut = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));
    assertThat(execute(cut.toString())).isZero();
    assertThat(out.toString()).contains("14 packets read: 14 RTP in 2 streams");
    assertThat(err.toString())
        .startsWith("camvitals: warning: " + cut + ": damaged at byte ")
        .contains("the file ends within a record: 71 of 76 bytes; what is before it is analysed");
  }

  @Test
  void severalFilesAreOneCapture() throws IOException {
    byte[] whole = Files.readAllBytes(capture);
    int half = 24 + 5 * (16 + 214);
    Path first = Files.write(directory.resolve("a.pcap"), Arrays.copyOf(whole, half));
    byte[] rest = Arrays.copyOfRange(whole, half - 24, whole.length);
    System.arraycopy(whole, 0, rest, 0, 24);
    Path second = Files.write(directory.resolve("b.pcap"), rest);
    assertThat(execute("--format", "csv", first.toString(), second.toString())).isZero();
    String together = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute("--format", "csv", capture.toString())).isZero();
    assertThat(together).isEqualTo(out.toString());
  }

  @Test
  void filesThatCannotBeReadAreNamedAndTheOthersReported() throws IOException {
    Path text = Files.writeString(directory.resolve("notes.txt"), "no capture at all");
    Path empty = Files.writeString(directory.resolve("empty.pcap"), "");
    Path missing = directory.resolve("missing.pcap");
    assertThat(execute(text.toString(), empty.toString(), missing.toString(), capture.toString()))
        .isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "camvitals: "
                + text
                + ": byte 0: this is no pcap or pcapng file: it begins with 6e6f2063",
            "camvitals: " + empty + ": byte 0: the file is empty",
            "camvitals: " + missing + ": there is no such file");
    assertThat(out.toString()).contains("14 RTP in 2 streams");
    out.getBuffer().setLength(0);
    assertThat(execute(text.toString())).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void readsAPipe() throws Exception {
    byte[] bytes = Files.readAllBytes(capture);
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer =
        new Thread(
            () -> {
              try (var pipeOut = Files.newOutputStream(pipe)) {
                for (int i = 0; i < bytes.length; i += 100) {
                  pipeOut.write(bytes, i, Math.min(100, bytes.length - i));
                  pipeOut.flush();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    assertThat(execute(pipe.toString())).isZero();
    writer.join();
    assertThat(out.toString()).contains("15 packets read: 14 RTP in 2 streams");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aUrlInPlaceOfAFileIsNotRepeatedWithItsPassword() {
    assertThat(execute("rtsp://admin:s3cret@192.0.2.1/s")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such file").doesNotContain("s3cret");
  }

  @Test
  void saysWhatWasSeenInsteadOfRtp() throws IOException {
    Path rtsp =
        Files.write(
            directory.resolve("rtsp.pcap"),
            CaptureWriter.pcap(ethernet(0x0800, ipv4(6, tcp(40_000, 80, 1, new byte[40])))));
    assertThat(execute(rtsp.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "No RTP stream was found.",
            "1 packet read: 0 RTP in 0 streams, 0 RTCP, 1 other (tcp 1).");
  }

  @Test
  void showsRtspAndTheConnectionsThatCarryVideo() throws IOException {
    byte[] request =
        "OPTIONS rtsp://viewer:secret@192.0.2.1/main RTSP/1.0\r\nCSeq: 1\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    Path file =
        Files.write(
            directory.resolve("rtsp.pcap"),
            CaptureWriter.pcap(ethernet(0x0800, ipv4(6, tcp(40_000, 7_070, 1, request)))));
    assertThat(execute(file.toString())).isZero();
    assertThat(out.toString())
        .containsPattern("RTSP CLIENT +URL .*\n192.0.2.7:40000 +rtsp://192.0.2.1/main ")
        .containsPattern("TCP CLIENT .*\n192.0.2.7:40000 +192.0.2.1:7070 +rtsp +client +1 ")
        .doesNotContain("b/s")
        .doesNotContain("secret");
  }

  /** With an identification of its own, so that it is no second copy of another. */
  private byte[] segment(boolean fromCamera, int flags, int sequence, byte[] data) {
    byte[] packet =
        ipv4(
            6,
            new byte[0],
            identification++,
            0,
            tcp(
                fromCamera ? 554 : 40_000,
                fromCamera ? 40_000 : 554,
                sequence,
                fromCamera ? 2 : 0,
                flags,
                data));
    if (fromCamera) {
      byte[] addresses = Arrays.copyOfRange(packet, 12, 20);
      System.arraycopy(addresses, 4, packet, 12, 4);
      System.arraycopy(addresses, 0, packet, 16, 4);
    }
    return ethernet(0x0800, packet);
  }

  @Test
  void connectionsThatGetNoAnswerAreToldOfInWordsAndNotAsLoss() throws IOException {
    byte[][] packets = new byte[7][];
    packets[0] = ethernet(0x0806, new byte[46]);
    for (int i = 1; i < packets.length; i++) {
      packets[i] = segment(false, 2, 1, new byte[0]);
    }
    Path file = Files.write(directory.resolve("down.pcap"), CaptureWriter.pcap(packets));
    assertThat(execute(file.toString())).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("CRITICAL 192.0.2.7:40000 > 192.0.2.1:554 rtsp")
        .contains("6 attempts of 192.0.2.7 to connect to 192.0.2.1:554 got no answer")
        .contains("[packet 2]")
        .doesNotContain("again")
        .doesNotContain("lost")
        .doesNotContain("%)");
  }

  @Test
  void connectionsThatAreRefusedAreToldOf() throws IOException {
    byte[][] packets = new byte[4][];
    for (int i = 0; i < packets.length; i += 2) {
      packets[i] = segment(false, 2, 1, new byte[0]);
      packets[i + 1] = segment(true, 0x14, 0, new byte[0]);
    }
    Path file = Files.write(directory.resolve("refused.pcap"), CaptureWriter.pcap(packets));
    assertThat(execute(file.toString())).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("2 attempts of 192.0.2.7 to connect to 192.0.2.1:554 were refused (RST to SYN)")
        .contains("[packet 1]")
        .doesNotContain("got no answer");
  }

  @Test
  void aConnectionOfWhichTheCaptureHasOneSideIsNoAttempt() throws IOException {
    byte[] syn = segment(false, 2, 1, new byte[0]);
    byte[] data = segment(false, 0x18, 2, new byte[100]);
    Path file =
        Files.write(
            directory.resolve("side.pcap"),
            CaptureWriter.pcap(syn, segment(false, 2, 1, new byte[0]), data));
    assertThat(execute(file.toString())).isZero();
    assertThat(out.toString()).doesNotContain("attempt").doesNotContain("again");
    Path one = Files.write(directory.resolve("one.pcap"), CaptureWriter.pcap(syn));
    assertThat(execute(one.toString())).isZero();
    assertThat(out.toString()).doesNotContain("attempt");
  }

  @Test
  void dropsOfTheCaptureItselfAreToldOf() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    Path dropping =
        Files.write(
            directory.resolve("dropping.pcapng"),
            writer
                .section()
                .describeInterface(1, 0)
                .statistics(0, writer.option(5, 1200L))
                .bytes());
    assertThat(execute(dropping.toString())).isEqualTo(4);
    assertThat(err.toString())
        .isEqualTo(
            "camvitals: warning: "
                + dropping
                + ": a pcapng capture without any packet"
                + System.lineSeparator()
                + "camvitals: warning: the capture itself dropped 1,200 packets; they may be among the"
                + " lost"
                + System.lineSeparator());
  }

  @Test
  void aLinkTypeThatIsNotSupportedIsNamed() throws IOException {
    Path usb =
        Files.write(
            directory.resolve("usb.pcap"),
            new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
                .pcapHeader(0xa1b2c3d4, 65_535, 249)
                .pcapRecord(1_700_000_000, 0, 4, 4, new byte[4])
                .bytes());
    assertThat(execute(usb.toString(), capture.toString())).isEqualTo(3);
    assertThat(err.toString())
        .isEqualTo(
            "camvitals: warning: "
                + usb
                + ": no packet can be decoded: link type 249 (USBPCAP) is not supported"
                + System.lineSeparator());
    assertThat(out.toString())
        .contains("16 packets read: 14 RTP")
        .contains("unsupported-link-type 1");
  }

  @Test
  void ofSeveralInterfacesThoseNotSupportedAreNamed() throws IOException {
    Path several =
        Files.write(
            directory.resolve("several.pcapng"),
            new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
                .section()
                .describeInterface(1, 0)
                .describeInterface(500, 0)
                .enhancedPacket(1, 1_700_000_000_000_000L, 4, new byte[4])
                .enhancedPacket(0, 1_700_000_000_000_000L, 60, new byte[60])
                .bytes());
    assertThat(execute(several.toString())).isZero();
    assertThat(err.toString())
        .contains("1 of 2 packets cannot be decoded: link type 500 is not supported");
  }

  @Test
  void whatLayAroundThePacketsIsTold() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.section().describeInterface(127, 0).describeInterface(1, 0);
    byte[] tagged = ethernet(0x8100, concat(hex("0064 0800"), ipv4(17, udp(1, 2, new byte[9]))));
    writer.enhancedPacket(1, 1_700_000_000_000_000L, tagged.length, tagged);
    String[] frameControls = {"0842", "084a", "8000"};
    for (int i = 0; i < frameControls.length; i++) {
      // Flags, 2437 MHz, and a signal of -60, -61, -62 dBm.
      String radiotap = "00 00 0f00 2a000000 00 00 8509 a000 " + String.format("%02x", 0xc4 - i);
      byte[] frame =
          hex(radiotap + frameControls[i] + "0000" + "02".repeat(18) + "1000" + "00".repeat(30));
      writer.enhancedPacket(0, 1_700_000_000_000_000L, frame.length, frame);
    }
    Path file = Files.write(directory.resolve("around.pcapng"), writer.bytes());
    assertThat(execute(file.toString())).isZero();
    assertThat(out.toString().lines())
        .contains(
            "Taken off the packets: vlan 1.",
            "Wireless: 3 frames on channel 6, 0 damaged; 2 with data, of which 2 encrypted and 1"
                + " sent again; signal -61 dBm (-62 to -60).");
    out.getBuffer().setLength(0);
    assertThat(execute("--format", "json", file.toString())).isZero();
    assertThat(out.toString())
        .contains("\"vlan\" : 1", "\"retry_ratio\" : 0.5", "\"signal_mean_dbm\" : -61");
  }

  @Test
  void aClockThatWasSetIsTold() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    for (int i = 0; i < 10; i++) {
      byte[] packet = udpFrame(rtp(0, i, 160 * i, 0xabcd, 160));
      int seconds = i < 5 ? 3 : 1_700_000_000;
      writer.pcapRecord(seconds, i * 20_000, packet.length, packet.length, packet);
    }
    byte[] damaged = udpFrame(rtp(0, 10, 1600, 0xabcd, 160));
    writer.pcapRecord(0x7fffffff, 0, damaged.length, damaged.length, damaged);
    Path clock = Files.write(directory.resolve("clock.pcap"), writer.bytes());
    assertThat(execute("--format", "csv", clock.toString())).isZero();
    assertThat(err.toString())
        .contains(
            "its times begin before 2000 or in the future: the clock of the capture was not set")
        .contains("the clock of the capture was set forward by 19675 days at packet 6; later");
    // Without its last packet, at 20 ms but for the step, whose 20 ms are not known.
    assertThat(out.toString())
        .contains(",1970-01-01T00:00:03Z,0.16,")
        .contains(",1970-01-01T00:00:03.160Z");
    out.getBuffer().setLength(0);
    assertThat(execute(clock.toString())).isZero();
    assertThat(out.toString()).contains("implausible-timestamp 1");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(execute()).isEqualTo(2);
    assertThat(execute("--format", "xml", capture.toString())).isEqualTo(2);
    assertThat(execute("--clock-rate", "200=1", capture.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--clock-rate: payload type 200 is not within 0 to 127");
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        AnalyzeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
