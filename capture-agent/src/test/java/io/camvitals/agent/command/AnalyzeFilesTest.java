package io.camvitals.agent.command;

import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.agent.source.CaptureWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files, and what of them: several files, directories, and filters. */
class AnalyzeFilesTest {
  private static final int START = 1_700_000_000;

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void filesAreOrderedByTheirFirstPacketsTime() throws IOException {
    Path first = stream("z.pcap", 0, 50, 0, 1);
    Path second = stream("m.pcap", 50, 100, 0, 1);
    Path third = stream("a.pcap", 100, 150, 0, 1);
    for (Path[] files :
        new Path[][] {{first, second, third}, {third, first, second}, {directory}}) {
      JsonNode report = json(files);
      assertThat(report.get("streams")).hasSize(1);
      JsonNode stream = report.get("streams").get(0);
      assertThat(stream.get("packets").asInt()).isEqualTo(150);
      assertThat(stream.get("lost").asInt()).isZero();
      assertThat(stream.get("reordered").asInt()).isZero();
      assertThat(stream.get("restarts").asInt()).isZero();
      assertThat(stream.get("jitter_max_ms").asDouble()).isZero();
      assertThat(report.get("files").get(0).get("file").asText()).isEqualTo(first.toString());
      assertThat(report.get("files").get(2).get("file").asText()).isEqualTo(third.toString());
    }
    assertThat(err.toString()).isEmpty();
  }

  /** A packet that one of two taps missed is in the other: duplicates tell of the two. */
  @Test
  void twoTapsOfOneMomentGiveDuplicatesAndAWarningInsteadOfReordering() throws IOException {
    Path one = stream("one.pcap", 0, 150, 0, 1);
    Path two = stream("two.pcap", 10, 160, 300, 1);
    JsonNode stream = json(two, one).get("streams").get(0);
    assertThat(stream.get("packets").asInt()).isEqualTo(300);
    assertThat(stream.get("duplicates").asInt()).isEqualTo(140);
    assertThat(stream.get("lost").asInt()).isZero();
    assertThat(stream.get("reordered").asInt()).isZero();
    assertThat(err.toString())
        .startsWith(
            "camvitals: warning: "
                + one
                + " and "
                + two
                + " tell of the same 2.8 s: their packets are put in order by time.");
  }

  @Test
  void ofADirectoryTheCapturesAreReadAndTheRestIsTold() throws IOException {
    stream("a.pcap", 0, 10, 0, 1);
    Files.writeString(directory.resolve("notes.txt"), "what was changed");
    Files.createDirectory(directory.resolve("older"));
    assertThat(json(directory).get("packets").asInt()).isEqualTo(10);
    assertThat(err.toString())
        .isEqualTo(
            "camvitals: warning: "
                + directory
                + ": 1 file is no capture and left out"
                + System.lineSeparator());
  }

  @Test
  void aDirectoryWithoutCapturesIsAnError() throws IOException {
    assertThat(execute(new StringWriter(), directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(directory + ": there is no capture in this directory");
  }

  @Test
  void aFilterShowsStreamsWithTheFiguresOfAllOfTheirPackets() throws IOException {
    Path capture = twoStreams();
    JsonNode all = json(capture);
    assertThat(all.get("filter").isNull()).isTrue();
    for (String filter : new String[] {"ssrc 0x2", "src port 5002", "port 6002 and not ssrc 1"}) {
      JsonNode report = jsonOf("--filter", filter, capture.toString());
      assertThat(report.get("streams")).hasSize(1);
      assertThat(report.get("streams").get(0)).isEqualTo(all.get("streams").get(1));
      assertThat(report.get("streams_not_shown").asInt()).isEqualTo(1);
      assertThat(report.get("filter").asText()).isEqualTo(filter);
      for (String whole : new String[] {"packets", "rtp_packets", "rejected", "duration_s"}) {
        assertThat(report.get(whole)).isEqualTo(all.get(whole));
      }
    }
    StringWriter table = new StringWriter();
    assertThat(execute(table, "--filter", "host 192.0.2.99", capture.toString())).isZero();
    assertThat(table.toString().lines())
        .containsExactly(
            "No RTP stream is selected by the filter.",
            "120 packets read: 120 RTP in 2 streams, 0 RTCP, 0 other.",
            "0 streams shown by the filter: host 192.0.2.99");
  }

  @Test
  void aTimeLeavesOutThePacketsBeforeAndAfter() throws IOException {
    Path capture = twoStreams();
    JsonNode report = jsonOf("--filter", "from 0.2 and until 400ms and ssrc 1", capture.toString());
    JsonNode stream = report.get("streams").get(0);
    assertThat(stream.get("packets").asInt()).isEqualTo(10);
    assertThat(stream.get("lost").asInt()).isZero();
    assertThat(stream.get("start").asText()).isEqualTo("2023-11-14T22:13:20.200Z");
    assertThat(report.get("packets").asInt()).isEqualTo(120);
    assertThat(report.get("rejected").get("outside-filter-time").asInt()).isEqualTo(100);
    JsonNode absolute =
        jsonOf(
            "--filter",
            "from 2023-11-14T22:13:20.2Z and until 2023-11-14T22:13:20.4Z and ssrc 1",
            capture.toString());
    assertThat(absolute.get("streams")).isEqualTo(report.get("streams"));
    JsonNode compared =
        jsonOf("--compat", "wireshark", "--filter", "from 0.2 and ssrc 1", capture.toString());
    JsonNode wireshark = compared.get("streams").get(0).get("wireshark");
    assertThat(wireshark.get("packets").asInt()).isEqualTo(50);
    assertThat(wireshark.get("first_frame").asInt()).isEqualTo(21);
  }

  @Test
  void aFilterThatCannotBeUnderstoodIsWrongUsage() throws IOException {
    assertThat(execute(new StringWriter(), "--filter", "port 5 or hots ::1", "x.pcap"))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            String.format(
                "--filter: expected host, net, port, ssrc, from or until, \"not\" or \"(\"%n"
                    + "  port 5 or hots ::1%n"
                    + "            ^%n"));
  }

  /** PCMU packets of 20 ms, from one sequence number to before another, late by some time. */
  private Path stream(String name, int first, int end, int lateUs, int ssrc) throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    for (int i = first; i < end; i++) {
      byte[] packet = udpFrame(rtp(0, i, 160 * i, ssrc, 160));
      writer.pcapRecord(
          START + i / 50, i % 50 * 20_000 + lateUs, packet.length, packet.length, packet);
    }
    return Files.write(directory.resolve(name), writer.bytes());
  }

  /** Two streams side by side, 60 packets each. */
  private Path twoStreams() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    for (int i = 0; i < 60; i++) {
      byte[] one = udpFrame(rtp(0, i, 160 * i, 1, 160));
      byte[] other = udpFrame(5002, 6002, rtp(8, i, 160 * i, 2, 160));
      int us = i % 50 * 20_000;
      writer.pcapRecord(START + i / 50, us, one.length, one.length, one);
      writer.pcapRecord(START + i / 50, us, other.length, other.length, other);
    }
    return Files.write(directory.resolve("two.pcap"), writer.bytes());
  }

  private JsonNode json(Path... files) throws IOException {
    String[] arguments = new String[files.length];
    for (int i = 0; i < files.length; i++) {
      arguments[i] = files[i].toString();
    }
    return jsonOf(arguments);
  }

  private JsonNode jsonOf(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    String[] all = new String[arguments.length + 2];
    all[0] = "--format";
    all[1] = "json";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    assertThat(execute(out, all)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int execute(StringWriter out, String... arguments) {
    return AnalyzeCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
