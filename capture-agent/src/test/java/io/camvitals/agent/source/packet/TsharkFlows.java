package io.camvitals.agent.source.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The flows of UDP in a capture as tshark sees them: of each packet the innermost datagram. */
final class TsharkFlows {
  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern COLON = Pattern.compile(":");

  /**
   * What may not lie around the innermost datagram: a copy of it in an error, or other carriers.
   */
  private static final List<String> ENDS = List.of("tcp", "sctp", "icmp", "icmpv6");

  private TsharkFlows() {}

  /** Packets by "source destination". */
  static Map<String, Integer> of(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "tshark",
                "-n",
                "-d",
                "udp.port==8472,vxlan",
                "-r",
                file.toString(),
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-E",
                "occurrence=a",
                "-E",
                "aggregator=,",
                "-e",
                "frame.protocols",
                "-e",
                "ip.src",
                "-e",
                "ip.dst",
                "-e",
                "ipv6.src",
                "-e",
                "ipv6.dst",
                "-e",
                "udp.srcport",
                "-e",
                "udp.dstport")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 2 stands for a file that is cut off.
    assertThat(process.waitFor()).isIn(0, 2);
    Map<String, Integer> flows = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String flow = flow(BAR.split(line, -1));
      if (flow != null) {
        flows.merge(flow, 1, Integer::sum);
      }
    }
    return flows;
  }

  /** The innermost flow of a packet; null when it is none of UDP. */
  private static String flow(String[] fields) throws IOException {
    int[] headers = {-1, -1};
    int version = 0;
    int datagrams = -1;
    boolean innermost = false;
    for (String protocol : COLON.split(fields[0], -1)) {
      if (protocol.equals("ip") || protocol.equals("ipv6")) {
        version = protocol.equals("ip") ? 0 : 1;
        headers[version]++;
        innermost = false;
      } else if (protocol.equals("udp")) {
        datagrams++;
        innermost = true;
      } else if (ENDS.contains(protocol)) {
        return null;
      }
    }
    List<String> sourcePorts = list(fields[5]);
    // A datagram whose header was cut off has no ports.
    if (!innermost || datagrams >= sourcePorts.size()) {
      return null;
    }
    int header = headers[version];
    return endpoint(list(fields[1 + 2 * version]).get(header), sourcePorts.get(datagrams))
        + ' '
        + endpoint(list(fields[2 + 2 * version]).get(header), list(fields[6]).get(datagrams));
  }

  private static List<String> list(String field) {
    return field.isEmpty() ? new ArrayList<>() : List.of(COMMA.split(field, -1));
  }

  private static String endpoint(String address, String port) throws IOException {
    return StreamKeys.of(
        Endpoint.newBuilder()
            .setAddress(ByteString.copyFrom(InetAddress.getByName(address).getAddress()))
            .setPort(Integer.parseInt(port))
            .build());
  }
}
