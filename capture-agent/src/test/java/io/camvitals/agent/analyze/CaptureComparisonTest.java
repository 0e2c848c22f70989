package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.StreamKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the analysis of recorded captures against what tshark, with its RTP heuristics on, printed
 * of the same files ({@code FILE.rtp-streams.txt}), and against known truth ({@link
 * ConformanceTest} has that of the hand-made ones). Skipped where the captures are not at hand.
 */
class CaptureComparisonTest {
  /** tshark makes a stream of any single packet; we ask for three in order. */
  private static final int SHORTEST_STREAM = 3;

  private static final Pattern TSHARK_LINE =
      Pattern.compile(
          "\\s*[\\d.]+\\s+[\\d.]+\\s+(\\S+)\\s+(\\d+)\\s+(\\S+)\\s+(\\d+)\\s+0x([0-9A-F]{8})"
              + "\\s+.+?\\s+(\\d+)\\s+(-?\\d+) \\(.*");

  /** What TURN relays within TCP is not looked into. */
  private static final Set<String> TURN_OVER_TCP = Set.of("nDPI__stun_dtls_rtp.pcapng");

  /** Where the two differ and we are right, by file and SSRC: ours as packets/lost/duplicates. */
  private static final Map<String, String> DIFFERENCES =
      Map.ofEntries(
          // NFS calls: one SSRC, but the "sequence number" never moves.
          Map.entry("PcapPlusPlus__ip4_fragments.pcap 00000002", "absent"),
          // tshark counts reordering across the wrap as 65,536 lost.
          Map.entry("10_wrap_reorder_0_65535.pcap 11223344", "50/0/0"),
          Map.entry("43_first_two_swapped_same_ts.pcap 11223344", "50/0/0"),
          // tshark's loss starts at the packet that came first, not at the lowest number.
          Map.entry("12_first_packet_late.pcap 11223344", "50/0/0"),
          Map.entry("rtpproxy__sess6.a.rtp.pcap 49954fd1", "2546/0/470"),
          // A jump of 3,000 or more is a restart: what lies between cannot be known.
          Map.entry("14_ssrc_restart_same.pcap 11223344", "60/0/0"),
          Map.entry("15_ssrc_restart_small_ts.pcap 11223344", "60/0/0"),
          Map.entry("44_long_loss_over_wrap.pcap 11223344", "60/0/0"),
          // SRTP behind DTLS encrypts the padding count, by which tshark refuses padded packets.
          Map.entry("nDPI__stun_google_meet.pcapng 2001:4860:4864:6:0:0:0:81 00000000", "104/0/0"),
          Map.entry("nDPI__stun_google_meet.pcapng 142.250.82.76 00000000", "31/0/0"),
          // tshark keeps four RTP packets of a TCP frame, and counts the fifth as the first.
          Map.entry("51_il_5_per_segment.pcap 11223344", "80/0/0"),
          Map.entry("51_il_8_per_segment.pcap 11223344", "80/0/0"),
          // tshark takes payload type 80 with the marker for RTCP.
          Map.entry("28_m1_pt72_95.pcap 11223344", "50/0/0"),
          // Announced as T.38 by SIP, but 27 more RTP packets of the same sequence.
          Map.entry("nDPI__FAX-Call-t38-CA-TDM-SIP-FB-1.pcap 0eaf0eaf", "159/1712/0"));

  /** tshark's heuristics do not look into this BSD loopback capture. */
  private static final Set<String> MORE_THAN_TSHARK = Set.of("rtpproxy__DLT_NULL.a.rtp.pcap");

  @Test
  void findsTheStreamsThatTsharkFindsWithTheSameCounts() throws IOException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    List<String> problems = new ArrayList<>();
    int files = 0;
    int streams = 0;
    for (Path expected : expectations(captures)) {
      String name = expected.getFileName().toString().replace(".rtp-streams.txt", "");
      Map<String, StreamReport> ours = new HashMap<>();
      CaptureReport report = analyze(expected.resolveSibling(name));
      report.streams().forEach(stream -> ours.put(key(stream), stream));
      assertThat(ours).hasSameSizeAs(report.streams());
      long rejected = report.rejected().values().stream().mapToLong(Long::longValue).sum();
      assertThat(
              report.rtpPackets()
                  + report.rtcpPackets()
                  + report.transportStreamDatagrams()
                  + rejected)
          .as("every packet of %s is counted once", name)
          .isEqualTo(report.packets() + report.connections().interleavedPackets());
      files++;
      for (String line : Files.readAllLines(expected)) {
        Matcher stream = TSHARK_LINE.matcher(line);
        if (stream.matches()) {
          streams++;
          compare(name, stream, ours, problems);
        }
      }
      if (!MORE_THAN_TSHARK.contains(name)) {
        ours.keySet().forEach(key -> problems.add(name + ": tshark has no " + key));
      }
    }
    assertThat(problems).isEmpty();
    assertThat(files).isPositive();
    assertThat(streams).isPositive();
  }

  private static void compare(
      String file, Matcher tshark, Map<String, StreamReport> ours, List<String> problems)
      throws IOException {
    String ssrc = tshark.group(5).toLowerCase(Locale.ROOT);
    String key =
        endpoint(tshark.group(1), tshark.group(2))
            + '-'
            + endpoint(tshark.group(3), tshark.group(4))
            + '/'
            + ssrc;
    long packets = Long.parseLong(tshark.group(6));
    long lost = Long.parseLong(tshark.group(7));
    StreamReport found = ours.remove(key);
    String source = InetAddress.getByName(tshark.group(1)).getHostAddress();
    String difference =
        DIFFERENCES.getOrDefault(
            file + ' ' + ssrc, DIFFERENCES.get(file + ' ' + source + ' ' + ssrc));
    String is =
        found == null ? "absent" : found.packets() + "/" + found.lost() + "/" + found.duplicates();
    boolean agrees =
        difference != null
            ? difference.equals(is)
            : found == null
                ? packets < SHORTEST_STREAM || TURN_OVER_TCP.contains(file)
                : found.packets() == packets && found.lost() - found.duplicates() == lost;
    if (!agrees) {
      problems.add(file + " " + key + ": tshark " + packets + "/" + lost + ", here " + is);
    }
  }

  @Test
  void aRecordingWithKnownFaultsAgreesWithItsTruth() throws IOException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    StreamReport stream =
        analyze(captures.resolve("local__ff_rtp_h264_mangled.pcap")).streams().get(0);
    assertThat(stream.packets()).isEqualTo(1962);
    assertThat(stream.lost()).isEqualTo(19);
    assertThat(stream.duplicates()).isEqualTo(7);
    assertThat(stream.codec()).isEqualTo("H264");
    assertThat(stream.frameRate()).isBetween(24.5, 25.5);
  }

  private static List<Path> expectations(Path captures) throws IOException {
    try (Stream<Path> files = Files.walk(captures, 2)) {
      return files.filter(file -> file.toString().endsWith(".rtp-streams.txt")).sorted().toList();
    }
  }

  static CaptureReport analyze(Path file) throws IOException {
    CaptureAnalysis analysis = new CaptureAnalysis(new PayloadTypeClocks(Map.of()), true);
    try (CaptureReader reader = CaptureReader.open(file)) {
      analysis.read(reader);
    }
    return analysis.report();
  }

  private static String key(StreamReport stream) {
    return StreamKeys.of(stream.source())
        + '-'
        + StreamKeys.of(stream.destination())
        + '/'
        + stream.ssrc();
  }

  private static String endpoint(String address, String port) throws IOException {
    String text = InetAddress.getByName(address).getHostAddress();
    return (text.contains(":") ? '[' + text + ']' : text) + ':' + port;
  }
}
