package io.camvitals.protocol.rtcp;

import java.util.List;

/** DLRR: the answer to {@link ReceiverReferenceTime} (RFC 3611 section 4.5). */
public record DelaySinceLastReceiverReport(List<Answer> answers) implements ExtendedReportBlock {
  static final int BLOCK_TYPE = 5;

  /**
   * The answer to one receiver.
   *
   * @param ssrc the receiver
   * @param lastReceiverReference middle 32 bits of its NTP timestamp; 0 if none came
   * @param delaySinceLastReceiverReference units of 1/65536 s, 0 to 2^32-1
   */
  public record Answer(int ssrc, int lastReceiverReference, long delaySinceLastReceiverReference) {
    public Answer {
      Limits.check(
          "delay since last receiver report", delaySinceLastReceiverReference, 0, 0xffff_ffffL);
    }
  }

  public DelaySinceLastReceiverReport {
    answers = List.copyOf(answers);
  }

  @Override
  public int blockType() {
    return BLOCK_TYPE;
  }
}
