package io.camvitals.agent.source.signal;

import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.agent.source.signal.SignalledFlows.Route;
import io.camvitals.protocol.rtsp.RtpRtcpPair;
import io.camvitals.protocol.rtsp.TransportHeader;
import java.util.Optional;

/** Where the packets of a track go that SETUP arranged over UDP (RFC 2326 section 12.39). */
public final class SetupRoute {
  private SetupRoute() {}

  /**
   * The route.
   *
   * @param asked the transport of the request, which an answer may leave out in part
   * @param answered the transport of the answer
   * @param client where the RTSP connection comes from
   * @param server where it goes to
   * @param toServer whether the client sends the media
   * @return empty when the answer names no port
   */
  public static Optional<Route> of(
      TransportHeader asked,
      TransportHeader answered,
      Address client,
      Address server,
      boolean toServer) {
    if (answered.multicast()) {
      return multicast(answered);
    }
    Optional<RtpRtcpPair> clientPorts =
        answered.clientPorts().isPresent() ? answered.clientPorts() : asked.clientPorts();
    Optional<RtpRtcpPair> serverPorts = answered.serverPorts();
    Address from = address(answered.source(), server);
    Address to = address(answered.destination(), client);
    if (toServer) {
      return serverPorts.map(ports -> route(client, clientPorts, server, Optional.of(ports)));
    }
    return clientPorts.isEmpty() && serverPorts.isEmpty()
        ? Optional.empty()
        : Optional.of(route(from, serverPorts, to, clientPorts));
  }

  private static Optional<Route> multicast(TransportHeader answered) {
    Optional<Address> group = answered.destination().flatMap(Addresses::parse);
    Optional<RtpRtcpPair> ports =
        answered.multicastPorts().isPresent() ? answered.multicastPorts() : answered.clientPorts();
    if (group.isEmpty() || ports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Route(
            0,
            0,
            0,
            group.get().high(),
            group.get().low(),
            ports.get().rtp(),
            ports.get().rtcp(),
            0));
  }

  private static Route route(
      Address from, Optional<RtpRtcpPair> fromPorts, Address to, Optional<RtpRtcpPair> toPorts) {
    return new Route(
        from.high(),
        from.low(),
        fromPorts.map(RtpRtcpPair::rtp).orElse(0),
        to.high(),
        to.low(),
        toPorts.map(RtpRtcpPair::rtp).orElse(0),
        toPorts.map(RtpRtcpPair::rtcp).orElse(0),
        fromPorts.map(RtpRtcpPair::rtcp).orElse(0));
  }

  private static Address address(Optional<String> named, Address connection) {
    return named
        .flatMap(Addresses::parse)
        .filter(address -> !address.isUnspecified())
        .orElse(connection);
  }
}
