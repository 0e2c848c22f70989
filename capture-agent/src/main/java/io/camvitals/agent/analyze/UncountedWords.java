package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;

import io.camvitals.agent.analyze.wireshark.NotCounted;

/** What is said of packets that Wireshark does not count. */
final class UncountedWords {
  private UncountedWords() {}

  static DifferenceReason reason(NotCounted reason) {
    return switch (reason) {
      case RTCP_TYPE -> DifferenceReason.MARKER_AS_RTCP;
      case PADDING_NOT_CAPTURED -> DifferenceReason.PADDING_NOT_CAPTURED;
      case PADDING_COUNT -> DifferenceReason.PADDING_COUNT;
      case HEADER_OVERRUN -> DifferenceReason.HEADER_OVERRUN;
      case PORT_OF_ANOTHER -> DifferenceReason.PORT_OF_ANOTHER_PROTOCOL;
      case FLOW_OF_ANOTHER -> DifferenceReason.FLOW_OF_ANOTHER_PROTOCOL;
    };
  }

  static String of(NotCounted reason, long packets) {
    String subject = packets == 1 ? "One packet" : count(packets) + " packets";
    boolean one = packets == 1;
    return switch (reason) {
      case RTCP_TYPE ->
          subject
              + (one ? " has" : " have")
              + " the marker and a payload type of 64 to 95, which Wireshark takes for RTCP.";
      case PADDING_NOT_CAPTURED ->
          subject
              + (one ? " is" : " are")
              + " padded and cut by the snapshot length; Wireshark does not count such.";
      case PADDING_COUNT ->
          subject
              + (one ? " says" : " say")
              + " a length of padding that cannot be, for which Wireshark refuses it;"
              + " where SRTP encrypts it that is no fault.";
      case HEADER_OVERRUN ->
          subject
              + (one ? " has" : " have")
              + " CSRCs or a header extension that run beyond the packet; Wireshark refuses such.";
      case PORT_OF_ANOTHER ->
          subject
              + (one ? " comes" : " come")
              + " to or from a port at which Wireshark expects another protocol.";
      case FLOW_OF_ANOTHER ->
          subject
              + (one ? " is" : " are")
              + " read by Wireshark as another protocol, which was announced for the ports or"
              + " recognised on them.";
    };
  }
}
