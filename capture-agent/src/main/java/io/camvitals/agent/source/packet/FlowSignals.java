package io.camvitals.agent.source.packet;

import io.camvitals.agent.source.signal.SignalledFlow;
import io.camvitals.agent.source.signal.Signalling;

/** What signalling said of the flow to which a datagram belongs. */
final class FlowSignals {
  private final Signalling signalling;

  FlowSignals(Signalling signalling) {
    this.signalling = signalling;
  }

  /** The announced flow; null when nobody announced it. */
  SignalledFlow of(UdpDatagram datagram) {
    return signalling
        .flows()
        .find(
            datagram.sourceHigh(),
            datagram.sourceLow(),
            datagram.sourcePort(),
            datagram.destinationHigh(),
            datagram.destinationLow(),
            datagram.destinationPort(),
            datagram.arrivalNs());
  }

  /** The announced flow to whose packets this datagram answers; null when there is none. */
  SignalledFlow answeredBy(UdpDatagram datagram) {
    return signalling
        .flows()
        .find(
            datagram.destinationHigh(),
            datagram.destinationLow(),
            datagram.destinationPort(),
            datagram.sourceHigh(),
            datagram.sourceLow(),
            datagram.sourcePort(),
            datagram.arrivalNs());
  }

  /** Whether keys were agreed upon for it: by SDP, or by DTLS on the same flow. */
  boolean isEncrypted(UdpDatagram datagram) {
    SignalledFlow signal = of(datagram);
    return signal != null && !signal.track().encryption().isEmpty()
        || signalling
            .encrypted()
            .contains(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.destinationHigh(),
                datagram.destinationLow(),
                datagram.destinationPort());
  }
}
