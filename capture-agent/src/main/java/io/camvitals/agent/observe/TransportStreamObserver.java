package io.camvitals.agent.observe;

import java.nio.ByteBuffer;

/**
 * Takes the datagrams of one MPEG transport stream that comes straight in UDP, in order of arrival.
 * Calls come from one thread at a time; no argument is kept after the call returns.
 */
public interface TransportStreamObserver {
  /**
   * One datagram. It counts as accepted.
   *
   * @param capturedLength bytes that can be read
   * @param wireLength bytes that the datagram had
   * @param arrivalNs nanoseconds since the Unix epoch
   */
  void datagram(ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs);

  /** Packets that the agent did not get to read and that may have been of this stream. */
  void captureDropped(long packets);

  /** The stream has ended. Calls that come later are ignored. */
  void close();
}
