package io.camvitals.agent.source.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.analyze.SharedCaptures;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.TsharkRows;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtcp.ReceiverReport;
import io.camvitals.protocol.rtcp.ReceptionReport;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpFormatException;
import io.camvitals.protocol.rtcp.RtcpPacket;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what reports say against tshark's reading of the same captures, field by field. Reports of
 * streams that are not in a capture have no place here, so ours may be fewer; where all find theirs
 * they are the same.
 */
class TsharkRtcpTest {
  private static final List<String> COMPLETE =
      List.of(
          "local__gst_rtcp_sr_rr.pcap",
          "local__gst_rtsp_udp_h264_pcmu.pcap",
          "local__gst_rtsp_udp_ipv6_h264.pcap",
          "local__gst_rtsp_tcp_h264_pcmu.pcap");

  /** Keeps each report as a line. */
  private static final class Reports implements StreamObserver {
    private final List<String> senders;
    private final List<String> blocks;

    Reports(List<String> senders, List<String> blocks) {
      this.senders = senders;
      this.blocks = blocks;
    }

    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      // Not asked for.
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
      RtcpCompound compound;
      try {
        compound = RtcpCompound.parse(buffer, offset, length);
      } catch (RtcpFormatException e) {
        return;
      }
      for (RtcpPacket packet : compound.packets()) {
        if (packet instanceof SenderReport report) {
          senders.add(
              line(
                  Integer.toUnsignedLong(report.ssrc()),
                  report.ntpTimestamp() >>> 32,
                  report.ntpTimestamp() & 0xffffffffL,
                  Integer.toUnsignedLong(report.rtpTimestamp()),
                  report.packetCount(),
                  report.octetCount()));
          report.reports().forEach(this::block);
        } else if (packet instanceof ReceiverReport report) {
          report.reports().forEach(this::block);
        }
      }
    }

    private void block(ReceptionReport block) {
      blocks.add(
          line(
              Integer.toUnsignedLong(block.ssrc()),
              block.fractionLost(),
              block.cumulativeLost(),
              block.extendedHighestSequence(),
              block.interarrivalJitter(),
              Integer.toUnsignedLong(block.lastSenderReport()),
              block.delaySinceLastSenderReport()));
    }

    @Override
    public void captureDropped(long packets) {
      // Nor this.
    }

    @Override
    public void close() {
      // All is kept.
    }
  }

  private static String line(Object... values) {
    return List.of(values).toString();
  }

  /** One line for each report of a frame, since tshark joins the values of several by commas. */
  private static List<String> lines(Path capture, String... fields)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String[] row : TsharkRows.of(capture, "rtcp && !icmp", fields)) {
      String[][] values = new String[row.length][];
      for (int i = 0; i < row.length; i++) {
        values[i] = row[i].isEmpty() ? new String[0] : row[i].split(",", -1);
      }
      for (int each = 0; each < values[values.length - 1].length; each++) {
        Object[] report = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
          report[i] = each < values[i].length ? Long.decode(values[i][each]) : "missing";
        }
        lines.add(line(report));
      }
    }
    return lines;
  }

  @Test
  void reportsAreReadAsTsharkReadsThem() throws IOException, InterruptedException {
    assumeTrue(RequiredTool.present("tshark"));
    assumeTrue(SharedCaptures.find().isPresent());
    List<Path> captures;
    try (Stream<Path> files = Files.list(SharedCaptures.find().orElseThrow())) {
      captures =
          files
              .filter(
                  file -> file.toString().matches(".*(gst|rtcp|rtsp|SIP|sip|jitsi).*\\.pcap(ng)?"))
              .sorted()
              .toList();
    }
    int compared = 0;
    for (Path capture : captures) {
      List<String> senders = new ArrayList<>();
      List<String> blocks = new ArrayList<>();
      read(capture, senders, blocks);
      List<String> expectedSenders =
          lines(
              capture,
              "rtcp.senderssrc",
              "rtcp.timestamp.ntp.msw",
              "rtcp.timestamp.ntp.lsw",
              "rtcp.timestamp.rtp",
              "rtcp.sender.packetcount",
              "rtcp.sender.octetcount");
      List<String> expectedBlocks =
          lines(
              capture,
              "rtcp.ssrc.identifier",
              "rtcp.ssrc.fraction",
              "rtcp.ssrc.cum_nr",
              "rtcp.ssrc.ext_high",
              "rtcp.ssrc.jitter",
              "rtcp.ssrc.lsr",
              "rtcp.ssrc.dlsr");
      String name = capture.getFileName().toString();
      if (COMPLETE.contains(name)) {
        assertThat(senders).as(name).containsExactlyInAnyOrderElementsOf(expectedSenders);
        assertThat(blocks).as(name).containsExactlyInAnyOrderElementsOf(expectedBlocks);
      } else {
        assertThat(expectedSenders).as(name).containsAll(senders);
        assertThat(expectedBlocks).as(name).containsAll(blocks);
      }
      compared += senders.size() + blocks.size();
    }
    assertThat(compared).as("reports compared").isGreaterThan(20);
  }

  private static void read(Path capture, List<String> senders, List<String> blocks)
      throws IOException {
    CapturedTraffic traffic =
        new CapturedTraffic(
            VantagePoint.getDefaultInstance(),
            new PayloadTypeClocks(Map.of()),
            CaptureLimits.ANALYSIS,
            new CaptureObservers(
                (StreamIdentity identity) -> new Reports(senders, blocks),
                ConnectionObserver.NONE,
                new CaptureCounters()));
    try (CaptureReader reader = CaptureReader.open(capture)) {
      reader.read(traffic);
    }
    traffic.close();
  }
}
