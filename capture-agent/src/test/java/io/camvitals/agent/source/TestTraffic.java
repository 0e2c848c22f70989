package io.camvitals.agent.source;

import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import io.camvitals.agent.source.packet.LinkType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts that speak over UDP and TCP, with all numbers right, as a capture sees them. Each packet is
 * handed on at once, one millisecond after the one before; or kept, to be handed on in another
 * order.
 */
public final class TestTraffic {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int PSH = 8;
  private static final int ACK = 16;
  private static final int MAXIMUM_SEGMENT_SIZE = 1_448;

  private final CapturedPacketHandler handler;
  private final CapturedPacket packet = new CapturedPacket();
  private List<byte[]> kept;
  private long timeNs;

  /**
   * @param startNs time of the first packet
   */
  public TestTraffic(CapturedPacketHandler handler, long startNs) {
    this.handler = handler;
    this.timeNs = startNs;
  }

  public long timeNs() {
    return timeNs;
  }

  /** Nobody says anything for so long. */
  public TestTraffic pause(long milliseconds) {
    timeNs += milliseconds * 1_000_000;
    return this;
  }

  /** From now on packets are kept, until {@link #kept}. */
  public void keep() {
    kept = new ArrayList<>();
  }

  /** What was kept; from now on packets are handed on again. */
  public List<byte[]> kept() {
    List<byte[]> packets = kept;
    kept = null;
    return packets;
  }

  /** Hands on one IPv4 packet. */
  public void capture(byte[] ipPacket) {
    if (kept != null) {
      kept.add(ipPacket);
      return;
    }
    packet.set(ByteBuffer.wrap(ipPacket), 0, ipPacket.length, ipPacket.length, LinkType.RAW, 0);
    packet.setTimestampNs(timeNs);
    timeNs += 1_000_000;
    handler.packet(packet);
  }

  /** A datagram; hosts as "192.0.2.7:5000". */
  public void udp(String from, String to, byte[] payload) {
    capture(ip(17, from, to, Frames.udp(port(from), port(to), payload)));
  }

  private static byte[] ip(int protocol, String from, String to, byte[] payload) {
    byte[] bytes = Frames.ipv4(protocol, payload);
    System.arraycopy(address(from), 0, bytes, 12, 4);
    System.arraycopy(address(to), 0, bytes, 16, 4);
    return bytes;
  }

  private static byte[] address(String host) {
    String[] octets = host.substring(0, host.indexOf(':')).split("\\.", 4);
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      address[i] = (byte) Integer.parseInt(octets[i]);
    }
    return address;
  }

  private static int port(String host) {
    return Integer.parseInt(host.substring(host.indexOf(':') + 1));
  }

  /** A connection whose beginning was not captured. */
  public Connection joined(String client, String server) {
    return new Connection(client, server);
  }

  /** A connection with its handshake. */
  public Connection connect(String client, String server) {
    Connection connection = new Connection(client, server);
    connection.segment(0, SYN, new byte[0]);
    connection.next[0]++;
    connection.segment(1, SYN | ACK, new byte[0]);
    connection.next[1]++;
    connection.segment(0, ACK, new byte[0]);
    return connection;
  }

  /** One connection: 0 is the client, 1 the server. */
  public final class Connection {
    private final String[] hosts;
    private final int[] next = {0xfffff000, 0x7000};

    private Connection(String client, String server) {
      hosts = new String[] {client, server};
    }

    private void segment(int from, int flags, byte[] data) {
      capture(
          ip(
              6,
              hosts[from],
              hosts[1 - from],
              Frames.tcp(
                  port(hosts[from]),
                  port(hosts[1 - from]),
                  next[from],
                  (flags & ACK) == 0 ? 0 : next[1 - from],
                  flags,
                  data)));
    }

    public Connection client(String text) {
      return say(0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Connection server(String text) {
      return say(1, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Connection client(byte[] data) {
      return say(0, data);
    }

    public Connection server(byte[] data) {
      return say(1, data);
    }

    /** Data in segments of the usual size, which the other side acknowledges. */
    public Connection say(int from, byte[] data) {
      return say(from, data, MAXIMUM_SEGMENT_SIZE);
    }

    /** Data in segments of that size. */
    public Connection say(int from, byte[] data, int size) {
      for (int at = 0; at < data.length; at += size) {
        byte[] part = java.util.Arrays.copyOfRange(data, at, Math.min(data.length, at + size));
        segment(from, PSH | ACK, part);
        next[from] += part.length;
      }
      segment(1 - from, ACK, new byte[0]);
      return this;
    }

    /** Data that were sent and acknowledged, and that the capture missed. */
    public Connection missed(int from, int length) {
      next[from] += length;
      segment(1 - from, ACK, new byte[0]);
      return this;
    }

    /** Closes one side. */
    public Connection finish(int from) {
      segment(from, FIN | ACK, new byte[0]);
      next[from]++;
      segment(1 - from, ACK, new byte[0]);
      return this;
    }

    public Connection reset(int from) {
      segment(from, RST | ACK, new byte[0]);
      return this;
    }
  }
}
