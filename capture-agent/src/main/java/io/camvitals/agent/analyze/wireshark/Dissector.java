package io.camvitals.agent.analyze.wireshark;

/** Reads the payload of a UDP datagram or of a TCP connection as one protocol. */
@FunctionalInterface
interface Dissector {
  /**
   * @return false when it is not of that protocol, so that others may look at it
   * @throws EndOfDissection when the payload is shorter than it says
   */
  boolean dissect(Flow flow, Octets payload);
}
