package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.signal.SdpAnnouncements;
import io.camvitals.agent.source.signal.SessionAnnouncements;
import io.camvitals.agent.source.signal.Signalling;

/**
 * Gives each UDP datagram to who understands it: session descriptions to signalling, all else to
 * the detector of streams, what TURN relays without its wrapping (RFC 8656 section 12.4). Not for
 * use by several threads at once.
 */
public final class UdpDispatcher {
  private static final int CHANNEL_HEADER = 4;
  private static final int DTLS_HANDSHAKE = 22;

  private final RtpStreamDetector detector;
  private final CaptureCounters counters;
  private final Signalling signalling;
  private final SessionAnnouncements announcements;

  public UdpDispatcher(
      RtpStreamDetector detector, CaptureCounters counters, Signalling signalling) {
    this.detector = detector;
    this.counters = counters;
    this.signalling = signalling;
    this.announcements = new SessionAnnouncements(new SdpAnnouncements(signalling.flows()));
  }

  /** Takes one datagram, in order of arrival. */
  public void datagram(UdpDatagram datagram) {
    UdpPayloadKind kind = UdpPayloadKind.of(datagram);
    switch (kind) {
      case TURN_CHANNEL -> {
        datagram.unwrap(CHANNEL_HEADER);
        UdpPayloadKind inner = UdpPayloadKind.of(datagram);
        if (inner == UdpPayloadKind.RTP_LIKE || inner == UdpPayloadKind.RTCP) {
          detector.datagram(datagram);
        } else {
          noteHandshake(datagram, inner);
          counters.rejected(kind.reason());
        }
      }
      case OTHER -> {
        String protocol = describe(datagram);
        if (protocol.isEmpty()) {
          detector.datagram(datagram);
        } else {
          counters.rejected(protocol);
        }
      }
      default -> {
        noteHandshake(datagram, kind);
        detector.datagram(datagram);
      }
    }
  }

  private String describe(UdpDatagram datagram) {
    return announcements.datagram(
        datagram.buffer(),
        datagram.payloadOffset(),
        datagram.capturedLength(),
        datagram.destinationPort(),
        datagram.arrivalNs());
  }

  private void noteHandshake(UdpDatagram datagram, UdpPayloadKind kind) {
    if (kind == UdpPayloadKind.DTLS
        && datagram.buffer().get(datagram.payloadOffset()) == DTLS_HANDSHAKE) {
      signalling
          .encrypted()
          .add(
              datagram.sourceHigh(),
              datagram.sourceLow(),
              datagram.sourcePort(),
              datagram.destinationHigh(),
              datagram.destinationLow(),
              datagram.destinationPort());
    }
  }
}
