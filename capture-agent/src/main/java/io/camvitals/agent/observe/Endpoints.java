package io.camvitals.agent.observe;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Socket addresses as they stand in events. */
public final class Endpoints {
  private Endpoints() {}

  /**
   * Address and port.
   *
   * @param high upper half of an IPv6 address, or of an IPv4-mapped one
   */
  public static Endpoint of(long high, long low, int port) {
    ByteBuffer address = ByteBuffer.allocate(16).putLong(high).putLong(low).flip();
    if (high == 0 && low >>> 32 == 0xffff) {
      address.position(12);
    }
    return Endpoint.newBuilder().setAddress(ByteString.copyFrom(address)).setPort(port).build();
  }

  /** Address and port; without an address when it was not resolved. */
  public static Endpoint of(InetSocketAddress address) {
    Endpoint.Builder endpoint = Endpoint.newBuilder().setPort(address.getPort());
    if (address.getAddress() != null) {
      endpoint.setAddress(ByteString.copyFrom(address.getAddress().getAddress()));
    }
    return endpoint.build();
  }
}
