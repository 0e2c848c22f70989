package io.camvitals.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.event.v1.WirelessEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * The keys of Kafka records, and the ids of streams and documents. They are text, so that a person
 * who looks at a topic can read them.
 */
public final class StreamKeys {
  private StreamKeys() {}

  /**
   * The key of one stream: vantage point, transport, endpoints, interleaved channel and SSRC; for
   * example {@code site-1/agent-1/rtsp/udp/192.0.2.7:5000-192.0.2.1:6000/0/1a2b3c4d}. Two streams
   * that differ in any of these differ in their key; a payload type that changes within a stream
   * does not change it.
   */
  public static String of(StreamIdentity stream) {
    return of(stream.getVantagePoint())
        + '/'
        + transport(stream.getTransport())
        + '/'
        + of(stream.getSource())
        + '-'
        + of(stream.getDestination())
        + '/'
        + stream.getInterleavedChannel()
        + '/'
        + ssrc(stream.getSsrc());
  }

  /** The key of one vantage point: site, agent and interface. */
  public static String of(VantagePoint vantagePoint) {
    return vantagePoint.getSite()
        + '/'
        + vantagePoint.getAgent()
        + '/'
        + vantagePoint.getInterface();
  }

  /**
   * The key of one TCP connection: vantage point and endpoints; for example {@code
   * site-1/agent-1/eth0/192.0.2.1:40000-192.0.2.7:554}.
   */
  public static String of(TcpEvent connection) {
    return of(connection.getVantagePoint())
        + '/'
        + of(connection.getClient())
        + '-'
        + of(connection.getServer());
  }

  /** The key of one station of a wireless network, which may be unknown: vantage point and MAC. */
  public static String of(WirelessEvent station) {
    return of(station.getVantagePoint()) + '/' + station.getTransmitter();
  }

  /** Address and port, IPv6 in brackets; {@code ?} for an unknown address. */
  public static String of(Endpoint endpoint) {
    String address = address(endpoint.getAddress());
    return (address.indexOf(':') >= 0 ? '[' + address + ']' : address) + ':' + endpoint.getPort();
  }

  /** The address as text, without resolving it; {@code ?} when it is neither IPv4 nor IPv6. */
  public static String address(ByteString address) {
    if (address.size() == 4) {
      return octet(address, 0)
          + "."
          + octet(address, 1)
          + "."
          + octet(address, 2)
          + "."
          + octet(address, 3);
    }
    if (address.size() != 16) {
      return "?";
    }
    try {
      return InetAddress.getByAddress(address.toByteArray()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are always an address", e);
    }
  }

  private static int octet(ByteString address, int index) {
    return address.byteAt(index) & 0xff;
  }

  /** The synchronisation source identifier as eight hexadecimal digits. */
  public static String ssrc(int ssrc) {
    return HexFormat.of().toHexDigits(ssrc);
  }

  /** {@code udp}, {@code tcp}, {@code udp-mpeg-ts} or {@code unknown}. */
  public static String transport(Transport transport) {
    return switch (transport) {
      case TRANSPORT_UDP -> "udp";
      case TRANSPORT_TCP_INTERLEAVED -> "tcp";
      case TRANSPORT_UDP_MPEG_TS -> "udp-mpeg-ts";
      case TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  /** The camera of an event of any topic; empty when it names none. */
  public static String cameraId(Message event) {
    FieldDescriptor cameraId = event.getDescriptorForType().findFieldByName("camera_id");
    if (cameraId != null) {
      return (String) event.getField(cameraId);
    }
    FieldDescriptor stream = event.getDescriptorForType().findFieldByName("stream");
    return stream == null ? "" : ((StreamIdentity) event.getField(stream)).getCameraId();
  }
}
