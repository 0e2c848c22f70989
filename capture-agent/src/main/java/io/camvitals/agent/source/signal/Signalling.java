package io.camvitals.agent.source.signal;

/**
 * What was learnt on the wire of media to come.
 *
 * @param flows UDP flows that were announced
 * @param encrypted UDP ports between which DTLS was spoken
 */
public record Signalling(SignalledFlows flows, EncryptedFlows encrypted) {
  /** Nothing is known yet. */
  public Signalling() {
    this(new SignalledFlows(), new EncryptedFlows());
  }
}
