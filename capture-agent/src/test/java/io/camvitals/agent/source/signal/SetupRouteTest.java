package io.camvitals.agent.source.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.agent.source.signal.SignalledFlows.Route;
import io.camvitals.protocol.rtsp.TransportHeader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetupRouteTest {
  private static final Address CLIENT = Addresses.parse("192.0.2.1").orElseThrow();
  private static final Address SERVER = Addresses.parse("192.0.2.7").orElseThrow();

  private static Optional<Route> route(String asked, String answered, boolean toServer) {
    return SetupRoute.of(
        TransportHeader.parse(asked).get(0),
        TransportHeader.parse(answered).get(0),
        CLIENT,
        SERVER,
        toServer);
  }

  private static Route between(Address from, int fromPort, Address to, int toPort) {
    return new Route(
        from.high(),
        from.low(),
        fromPort,
        to.high(),
        to.low(),
        toPort,
        toPort == 0 ? 0 : toPort + 1,
        fromPort == 0 ? 0 : fromPort + 1);
  }

  @Test
  void unicastGoesFromTheServersPortsToTheClients() {
    String answer = "RTP/AVP;unicast;client_port=6000-6001;server_port=5000-5001";
    assertThat(route("RTP/AVP;unicast;client_port=6000-6001", answer, false))
        .contains(between(SERVER, 5000, CLIENT, 6000));
    assertThat(route("RTP/AVP;unicast;client_port=6000-6001", answer, true))
        .contains(between(CLIENT, 6000, SERVER, 5000));
  }

  @Test
  void theClientsPortsMayStandInTheRequestAlone() {
    assertThat(
            route(
                "RTP/AVP;unicast;client_port=6000-6001",
                "RTP/AVP;unicast;server_port=5000-5001",
                false))
        .contains(between(SERVER, 5000, CLIENT, 6000));
    assertThat(route("RTP/AVP;unicast", "RTP/AVP;unicast", false)).isEmpty();
    assertThat(
            route(
                "RTP/AVP;unicast;client_port=6000-6001",
                "RTP/AVP;unicast;client_port=6000-6001",
                true))
        .isEmpty();
  }

  @Test
  void otherAddressesAreTakenWhereTheyAreNamed() {
    assertThat(
            route(
                "RTP/AVP;unicast;client_port=6000-6001",
                "RTP/AVP;unicast;source=198.51.100.9;destination=198.51.100.8"
                    + ";client_port=6000-6001;server_port=5000-5001",
                false))
        .contains(
            between(
                Addresses.parse("198.51.100.9").orElseThrow(),
                5000,
                Addresses.parse("198.51.100.8").orElseThrow(),
                6000));
    // Neither a name nor "anywhere" is an address.
    assertThat(
            route(
                "RTP/AVP;unicast;client_port=6000-6001",
                "RTP/AVP;unicast;source=0.0.0.0;destination=viewer.example"
                    + ";client_port=6000-6001;server_port=5000-5001",
                false))
        .contains(between(SERVER, 5000, CLIENT, 6000));
  }

  @Test
  void multicastGoesToItsGroupFromAnywhere() {
    Address group = Addresses.parse("239.1.1.1").orElseThrow();
    assertThat(
            route(
                "RTP/AVP;multicast",
                "RTP/AVP;multicast;destination=239.1.1.1;port=7000-7001;ttl=1",
                false))
        .contains(new Route(0, 0, 0, group.high(), group.low(), 7000, 7001, 0));
    assertThat(route("RTP/AVP;multicast", "RTP/AVP;multicast;port=7000-7001", false)).isEmpty();
  }
}
