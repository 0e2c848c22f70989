package io.camvitals.agent.analyze.wireshark;

/**
 * Segments of one direction of a TCP connection that keep Wireshark from the messages in them.
 *
 * @param cut segments of which the capture has not the end; no message is put together with them
 * @param outOfOrder segments behind later ones, which are not read
 */
public record UnreadSegments(long cut, long outOfOrder) {
  static final UnreadSegments NONE = new UnreadSegments(0, 0);
}
