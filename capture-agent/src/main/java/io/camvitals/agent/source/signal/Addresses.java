package io.camvitals.agent.source.signal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that stand in signalling as text, never looked up by name. */
public final class Addresses {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /** With a colon, InetAddress asks no server of names, whatever the rest is. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private static final long IPV4_MAPPED = 0xffffL << 32;

  /** Two halves; IPv4 is IPv4-mapped. */
  public record Address(long high, long low) {
    /** 224.0.0.0/4 or ff00::/8. */
    public boolean isMulticast() {
      return high == 0 && low >>> 32 == 0xffff ? (low >>> 28 & 0xf) == 0xe : high >>> 56 == 0xff;
    }

    /** 0.0.0.0 or :: stand for "not to be sent to" or "wherever". */
    public boolean isUnspecified() {
      return high == 0 && (low == 0 || low == IPV4_MAPPED);
    }
  }

  private Addresses() {}

  /** A literal address; empty for a name or anything else. */
  public static Optional<Address> parse(String text) {
    String literal = text.strip();
    if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return Optional.of(bytes.length == 4 ? ipv4(bytes) : ipv6(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Address ipv4(byte[] bytes) {
    return new Address(0, IPV4_MAPPED | word(bytes, 0, 4));
  }

  private static Address ipv6(byte[] bytes) {
    return new Address(word(bytes, 0, 8), word(bytes, 8, 8));
  }

  private static long word(byte[] bytes, int from, int count) {
    long word = 0;
    for (int i = from; i < from + count; i++) {
      word = word << 8 | bytes[i] & 0xff;
    }
    return word;
  }
}
