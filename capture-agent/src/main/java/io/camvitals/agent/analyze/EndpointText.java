package io.camvitals.agent.analyze;

import com.google.protobuf.ByteString;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;

/** Endpoints as reports write them: {@code ip:port} and {@code [ip6]:port}, IPv6 as RFC 5952. */
final class EndpointText {
  private static final int GROUPS = 8;

  private EndpointText() {}

  static String of(Endpoint endpoint) {
    return endpoint.getAddress().size() == 2 * GROUPS
        ? '[' + ipv6(endpoint.getAddress()) + "]:" + endpoint.getPort()
        : StreamKeys.of(endpoint);
  }

  /** The longest run of at least two zero groups, the first one of these, becomes {@code ::}. */
  private static String ipv6(ByteString address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (address.byteAt(2 * i) & 0xff) << 8 | address.byteAt(2 * i + 1) & 0xff;
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        start = i;
        longest = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
