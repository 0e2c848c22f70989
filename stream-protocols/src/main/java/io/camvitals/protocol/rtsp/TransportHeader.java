package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One alternative of a {@code Transport} header (RFC 2326 section 12.39). Parameters that cannot be
 * read are taken as absent; unknown ones are dropped.
 *
 * @param profile "RTP/AVP", "RTP/SAVP" ...
 * @param tcp true for the lower transport TCP, false for UDP
 * @param multicast true for multicast; unicast also when the header names neither, which differs
 *     from the RFC's default but is what cameras mean
 * @param clientPorts the client's UDP ports
 * @param serverPorts the server's UDP ports
 * @param multicastPorts the ports of a multicast session ({@code port})
 * @param interleaved channels 0 to 255 within the RTSP connection
 * @param ssrc the synchronisation source that the server will use, as the 32 bits
 * @param source where the packets come from when it is not the server's address
 * @param destination where the packets go when it is not the client's address
 * @param mode "PLAY", "RECORD"; without quotes
 */
public record TransportHeader(
    String profile,
    boolean tcp,
    boolean multicast,
    Optional<RtpRtcpPair> clientPorts,
    Optional<RtpRtcpPair> serverPorts,
    Optional<RtpRtcpPair> multicastPorts,
    Optional<RtpRtcpPair> interleaved,
    OptionalInt ssrc,
    Optional<String> source,
    Optional<String> destination,
    Optional<String> mode) {
  /** The header's name. */
  public static final String NAME = "Transport";

  /** Unicast over UDP to these ports of the client. */
  public static TransportHeader udp(RtpRtcpPair clientPorts) {
    return basic(false, Optional.of(clientPorts), Optional.empty());
  }

  /** Interleaved in the RTSP connection on these channels. */
  public static TransportHeader interleaved(RtpRtcpPair channels) {
    return basic(true, Optional.empty(), Optional.of(channels));
  }

  private static TransportHeader basic(
      boolean tcp, Optional<RtpRtcpPair> clientPorts, Optional<RtpRtcpPair> channels) {
    return new TransportHeader(
        "RTP/AVP",
        tcp,
        false,
        clientPorts,
        Optional.empty(),
        Optional.empty(),
        channels,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the server's answer: its ports (not for TCP) and its synchronisation source. */
  public TransportHeader answeredWith(Optional<RtpRtcpPair> ports, OptionalInt synchronisation) {
    return new TransportHeader(
        profile,
        tcp,
        multicast,
        clientPorts,
        ports,
        multicastPorts,
        interleaved,
        synchronisation,
        source,
        destination,
        mode);
  }

  /** All alternatives of the header's value, in the sender's order of preference. */
  public static List<TransportHeader> parse(String value) {
    List<TransportHeader> alternatives = new ArrayList<>();
    for (String alternative : HeaderText.split(value, ',')) {
      if (!alternative.isEmpty()) {
        alternatives.add(parseOne(HeaderText.split(alternative, ';')));
      }
    }
    return List.copyOf(alternatives);
  }

  private static TransportHeader parseOne(List<String> parts) {
    String protocol = parts.get(0).toUpperCase(Locale.ROOT);
    boolean tcp = protocol.endsWith("/TCP");
    HeaderParameters parameters = HeaderParameters.parse(parts.subList(1, parts.size()));
    Optional<RtpRtcpPair> channels = parameters.get("interleaved").flatMap(RtpRtcpPair::parse);
    return new TransportHeader(
        protocol.replaceFirst("/(UDP|TCP)$", ""),
        tcp,
        parameters.has("multicast"),
        parameters.get("client_port").flatMap(RtpRtcpPair::parse),
        parameters.get("server_port").flatMap(RtpRtcpPair::parse),
        parameters.get("port").flatMap(RtpRtcpPair::parse),
        channels.filter(pair -> pair.rtp() <= 0xff && pair.rtcp() <= 0xff),
        ssrc(parameters.get("ssrc").orElse("")),
        parameters.get("source").filter(text -> !text.isEmpty()),
        parameters.get("destination").filter(text -> !text.isEmpty()),
        parameters.get("mode").filter(text -> !text.isEmpty()));
  }

  /** Eight hexadecimal digits by the RFC; cameras leave out leading zeros or write "0x". */
  private static OptionalInt ssrc(String text) {
    String digits = text.replaceFirst("^0[xX]", "");
    return digits.matches("[0-9a-fA-F]{1,8}")
        ? OptionalInt.of(Integer.parseUnsignedInt(digits, 16))
        : OptionalInt.empty();
  }

  /** The header's value with these alternatives. */
  public static String format(List<TransportHeader> alternatives) {
    return String.join(",", alternatives.stream().map(TransportHeader::format).toList());
  }

  /** This alternative as it is written in the header. */
  public String format() {
    StringBuilder out = new StringBuilder(profile);
    out.append(tcp ? "/TCP" : "").append(multicast ? ";multicast" : ";unicast");
    destination.ifPresent(text -> out.append(";destination=").append(text));
    source.ifPresent(text -> out.append(";source=").append(text));
    clientPorts.ifPresent(pair -> out.append(";client_port=").append(pair));
    serverPorts.ifPresent(pair -> out.append(";server_port=").append(pair));
    multicastPorts.ifPresent(pair -> out.append(";port=").append(pair));
    interleaved.ifPresent(pair -> out.append(";interleaved=").append(pair));
    ssrc.ifPresent(bits -> out.append(String.format(Locale.ROOT, ";ssrc=%08X", bits)));
    mode.ifPresent(text -> out.append(";mode=\"").append(text).append('"'));
    return out.toString();
  }
}
