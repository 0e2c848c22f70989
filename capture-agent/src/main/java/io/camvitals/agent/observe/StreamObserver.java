package io.camvitals.agent.observe;

import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * Takes the packets of one stream, in order of arrival. Calls for one stream come from one thread
 * at a time. No argument is kept after the call returns, so that a source may reuse its buffers.
 */
public interface StreamObserver {
  /**
   * One RTP packet, parsed without an error. It counts as accepted.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param wireSize bytes that the packet cost on the wire as far as they were seen: the RTP packet
   *     with its UDP, IP and link headers, or with the four bytes of interleaved framing
   */
  void rtp(RtpPacket packet, long arrivalNs, int wireSize);

  /**
   * One RTCP compound packet. It counts as accepted, or, when malformed, as rejected by reason.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   */
  void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs);

  /**
   * Packets of this stream, or that may have been of this stream, which the agent did not get to
   * read: the windows that this touches will accuse nobody of loss.
   */
  void captureDropped(long packets);

  /** The stream has ended: what is open is published. Calls that come later are ignored. */
  void close();
}
