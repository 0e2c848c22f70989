package io.camvitals.protocol.video;

/**
 * One frame: all packets with one RTP timestamp.
 *
 * @param rtpTimestamp modulo 2^32
 * @param size payload bytes received, duplicates not counted
 * @param packets received, duplicates not counted; at least 1
 * @param packetsMissing sequence numbers missing between the frame's first and last packet; what
 *     may be missing before and behind these is not claimed, but makes the frame incomplete
 * @param keyFrame a decoder can begin here
 * @param firstArrivalNs earliest arrival, nanoseconds since the Unix epoch
 * @param lastArrivalNs latest arrival
 * @param complete nothing is missing, and both ends were seen; see {@link FrameAssembler}
 * @param lossWithin whatever may be missing is a part of this frame, and of no other one next to it
 * @param cut it is not complete only because the stream was seen from its middle on, or to its
 *     middle: no packet is known to be missing
 * @param frameNumber from the frame's SEI message; 0 when it carries none
 * @param captureTimeNs likewise, nanoseconds since the Unix epoch, the sender's clock
 * @param facts bits of {@link PayloadFacts} of its packets together
 */
public record FrameFacts(
    int rtpTimestamp,
    long size,
    int packets,
    int packetsMissing,
    boolean keyFrame,
    long firstArrivalNs,
    long lastArrivalNs,
    boolean complete,
    boolean lossWithin,
    boolean cut,
    long frameNumber,
    long captureTimeNs,
    int facts) {
  /** What the slices that came say. */
  public PictureType pictureType() {
    return PictureType.of(facts);
  }

  /** Whether no other picture is predicted from it, as far as the packets that came say. */
  public boolean isDisposable() {
    return (facts & PayloadFacts.DISPOSABLE) != 0;
  }

  /** Whether a parameter set came with it. */
  public boolean hasParameterSets() {
    return (facts & PayloadFacts.PARAMETER_SETS) != 0;
  }
}
