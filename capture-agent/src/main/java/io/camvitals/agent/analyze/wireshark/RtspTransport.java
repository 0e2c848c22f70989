package io.camvitals.agent.analyze.wireshark;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Transport header of an RTSP reply (RFC 2326 section 12.39) announces. Requests announce
 * nothing, and neither do addresses of multicast groups.
 */
final class RtspTransport {
  /** More of a header is not looked at. */
  private static final int LONGEST = 255;

  private static final int DISCARD_PORT = 9;

  private static final Pattern PORT_PAIR =
      Pattern.compile("\\s*\\+?(\\d{1,9})(?:-\\s*\\+?(\\d{1,9}))?.*");
  private static final Pattern ONLY_PORT = Pattern.compile("\":(\\d{1,9}).*");
  private static final Pattern ADDRESS_AND_PORT =
      Pattern.compile("\"(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{1,9}).*");
  private static final Pattern ONLY_ADDRESS = Pattern.compile("\"(\\d{1,3}(?:\\.\\d{1,3}){3}).*");

  private final Conversations conversations;
  private final Dissector rtp;
  private final Dissector rtcp;

  RtspTransport(Conversations conversations, Dissector rtp, Dissector rtcp) {
    this.conversations = conversations;
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /** Takes the header of a reply that {@code flow} carried. */
  void reply(Flow flow, String line) {
    String header = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    String profile =
        header.substring("transport:".length()).stripLeading().toLowerCase(Locale.ROOT);
    boolean udp = profile.startsWith("rtp/avp") && !profile.startsWith("rtp/avp/tcp");
    boolean tcp = profile.startsWith("rtp/avp/tcp");
    if (!udp && !tcp && !profile.startsWith("x-real-rdt/") && !profile.startsWith("x-pn-tng/")) {
      return;
    }
    Address client = flow.key().destination();
    Address server = flow.key().source();
    int[] serverPorts = {0, 0};
    int[] clientPorts = {0, 0};
    String parameter = after(header, "server_port=");
    String destination = after(header, "dest_addr=");
    if (parameter != null) {
      if (!readPair(parameter, serverPorts)) {
        return;
      }
    } else if (destination != null) {
      Matcher port = ONLY_PORT.matcher(destination);
      Matcher both = ADDRESS_AND_PORT.matcher(destination);
      Matcher address = ONLY_ADDRESS.matcher(destination);
      if (port.matches()) {
        int number = Integer.parseInt(port.group(1));
        serverPorts[0] = number == DISCARD_PORT ? 0 : number;
      } else if (both.matches()) {
        serverPorts[0] = Integer.parseInt(both.group(2));
        client = Address.ofIpv4(both.group(1));
      } else if (address.matches()) {
        client = Address.ofIpv4(address.group(1));
      } else {
        return;
      }
    }
    parameter = after(header, "client_port=");
    String source = after(header, "src_addr=");
    if (parameter != null) {
      if (!readPair(parameter, clientPorts)) {
        return;
      }
    } else if (source != null) {
      Matcher both = ADDRESS_AND_PORT.matcher(source);
      if (both.matches()) {
        clientPorts[0] = Integer.parseInt(both.group(2));
        server = Address.ofIpv4(both.group(1));
      }
    }
    if (client == null || server == null) {
      return;
    }
    String channels = after(header, "interleaved=");
    if (channels != null) {
      interleave(flow, channels, tcp);
    } else if (udp) {
      announce(flow, client, clientPorts, server, serverPorts);
    }
  }

  private void interleave(Flow flow, String parameter, boolean tcp) {
    int[] channels = {-1, -1};
    if (!readPair(parameter, channels) || !tcp) {
      return;
    }
    Conversation conversation = conversations.note(flow.key());
    conversation.setChannel(channels[0], rtp);
    if (channels[1] >= 0) {
      conversation.setChannel(channels[1], rtcp);
    }
  }

  private void announce(
      Flow flow, Address client, int[] clientPorts, Address server, int[] serverPorts) {
    RtpSession session = new RtpSession("RTSP", null);
    if (clientPorts[0] != 0) {
      conversations.announce(
          Transport.UDP,
          client,
          clientPorts[0],
          serverPorts[0],
          rtp,
          session,
          conversations.frame());
    } else if (serverPorts[0] != 0) {
      conversations.announce(
          Transport.UDP, server, serverPorts[0], 0, rtp, session, conversations.frame());
    }
    if (clientPorts[1] != 0) {
      conversations.announceRtcp(
          flow.key().destination(), clientPorts[1], serverPorts[1], rtcp, conversations.frame());
    }
  }

  private static String after(String header, String name) {
    int found = header.indexOf(name);
    return found < 0 ? null : header.substring(found + name.length());
  }

  private static boolean readPair(String text, int[] pair) {
    Matcher matcher = PORT_PAIR.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    pair[0] = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) != null) {
      pair[1] = Integer.parseInt(matcher.group(2));
    }
    return true;
  }
}
