package io.camvitals.benchmarks.analyze;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wireshark's table of RTP streams. */
final class TsharkPeer extends Peer {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\s*[\\d.]+\\s+[\\d.]+\\s+(\\S+)\\s+(\\d+)\\s+(\\S+)\\s+(\\d+)\\s+0x([0-9A-Fa-f]+)"
              + "\\s.*?\\s(\\d+)\\s+-?\\d+ \\(",
          Pattern.MULTILINE);

  TsharkPeer() {
    super("tshark");
  }

  @Override
  List<String> command(Path file) {
    return List.of(
        "tshark",
        "-n",
        "-r",
        file.toString(),
        "-o",
        "rtp.heuristic_rtp:TRUE",
        "-q",
        "-z",
        "rtp,streams");
  }

  @Override
  Map<StreamName, Long> parse(String output) {
    Map<StreamName, Long> packets = new HashMap<>();
    Matcher row = ROW.matcher(output);
    while (row.find()) {
      packets.put(
          new StreamName(
              row.group(1),
              Integer.parseInt(row.group(2)),
              row.group(3),
              Integer.parseInt(row.group(4)),
              Integer.parseUnsignedInt(row.group(5), 16)),
          Long.valueOf(row.group(6)));
    }
    return packets;
  }
}
