package io.camvitals.agent.observe;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.net.InetSocketAddress;

/** Socket addresses as they stand in events. */
public final class Endpoints {
  private Endpoints() {}

  /** Address and port; without an address when it was not resolved. */
  public static Endpoint of(InetSocketAddress address) {
    Endpoint.Builder endpoint = Endpoint.newBuilder().setPort(address.getPort());
    if (address.getAddress() != null) {
      endpoint.setAddress(ByteString.copyFrom(address.getAddress().getAddress()));
    }
    return endpoint.build();
  }
}
