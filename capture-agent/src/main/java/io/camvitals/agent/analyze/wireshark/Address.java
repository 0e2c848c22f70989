package io.camvitals.agent.analyze.wireshark;

import io.camvitals.event.v1.Endpoint;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** An IP address as two 64-bit halves; IPv4 stands as its IPv4-mapped IPv6 address. */
record Address(long high, long low) {
  /** The address that stands for none. */
  static final Address NONE = new Address(0, 0);

  private static final long IPV4_MAPPED = 0xffffL << 32;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  static Address of(Endpoint endpoint) {
    ByteBuffer bytes = endpoint.getAddress().asReadOnlyByteBuffer();
    return bytes.remaining() == 4
        ? new Address(0, IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()))
        : new Address(bytes.getLong(), bytes.getLong());
  }

  boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The address that four numbers name; null when they do not. */
  static Address ofIpv4(String text) {
    if (!IPV4.matcher(text).matches()) {
      return null;
    }
    // A literal, so that no name is looked up.
    return literal(text) instanceof Inet4Address address
        ? new Address(
            0, IPV4_MAPPED | Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt()))
        : null;
  }

  /** The address that hexadecimal groups name; null when they do not. */
  static Address ofIpv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return null;
    }
    InetAddress address = literal(text);
    if (address == null) {
      return null;
    }
    if (address instanceof Inet6Address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      return new Address(bytes.getLong(), bytes.getLong());
    }
    return new Address(
        0, IPV4_MAPPED | Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt()));
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
