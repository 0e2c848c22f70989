package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.signal.SignalledFlow;
import io.camvitals.event.v1.StreamIdentity;

/** One SSRC of one UDP flow: a candidate until it has an observer. */
final class RtpFlow {
  final AddressPair addresses = new AddressPair();
  StreamCandidate candidate;
  StreamObserver observer;
  StreamIdentity identity;
  SignalledFlow signal;
  boolean announced;
  long lastArrivalNs;
}
