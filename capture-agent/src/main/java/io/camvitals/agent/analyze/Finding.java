package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Something in a capture that an engineer should know of, in words.
 *
 * @param kind a fixed name for programs, such as "packet-loss"
 * @param subject the stream or connection; empty when it is the capture
 * @param text one or two sentences
 * @param packet where to look; empty when no single packet shows it
 * @param displayFilter what to enter in Wireshark to see its packets; empty when there is none
 * @param weight orders findings of the same severity, the greatest first: how many times the limit
 */
record Finding(
    Severity severity,
    String kind,
    String subject,
    String text,
    Optional<PacketReference> packet,
    String displayFilter,
    double weight) {

  /** How bad it is. */
  enum Severity {
    /** Pictures or sound suffer. */
    CRITICAL,
    /** It may be the cause of trouble, or makes figures doubtful. */
    WARNING,
    /** Good to know. */
    NOTE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The worst first. */
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Comparator.comparingDouble(Finding::weight).reversed())
          .thenComparing(Finding::subject)
          .thenComparing(Finding::kind);

  /** As streams are named in findings. */
  static String subject(Endpoint source, Endpoint destination, String codec) {
    return EndpointText.of(source)
        + " > "
        + EndpointText.of(destination)
        + (codec.isEmpty() ? "" : ' ' + codec);
  }

  /** The packets of a flow, in one direction, as Wireshark's display filters name them. */
  static String flowFilter(Endpoint source, Endpoint destination, boolean tcp) {
    String transport = tcp ? "tcp" : "udp";
    return String.format(
        Locale.ROOT,
        "%s.src == %s && %s.dst == %s && %s.srcport == %d && %s.dstport == %d",
        network(source),
        StreamKeys.address(source.getAddress()),
        network(destination),
        StreamKeys.address(destination.getAddress()),
        transport,
        source.getPort(),
        transport,
        destination.getPort());
  }

  /** The packets of a connection, in both directions. */
  static String connectionFilter(Endpoint one, Endpoint other) {
    return String.format(
        Locale.ROOT,
        "%s.addr == %s && tcp.port == %d && %s.addr == %s && tcp.port == %d",
        network(one),
        StreamKeys.address(one.getAddress()),
        one.getPort(),
        network(other),
        StreamKeys.address(other.getAddress()),
        other.getPort());
  }

  private static String network(Endpoint endpoint) {
    return endpoint.getAddress().size() == 16 ? "ipv6" : "ip";
  }
}
