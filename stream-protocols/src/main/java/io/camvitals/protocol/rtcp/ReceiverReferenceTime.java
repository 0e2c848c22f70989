package io.camvitals.protocol.rtcp;

/**
 * A receiver's clock, so that who sends no media can have its round trip too (RFC 3611 section
 * 4.4).
 *
 * @param ntpTimestamp as in {@link SenderReport}
 */
public record ReceiverReferenceTime(long ntpTimestamp) implements ExtendedReportBlock {
  static final int BLOCK_TYPE = 4;

  @Override
  public int blockType() {
    return BLOCK_TYPE;
  }
}
