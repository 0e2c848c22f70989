package io.camvitals.protocol.rtcp;

/**
 * A block that is kept but not understood: of another type, or of a known type with a length that
 * this type cannot have (RFC 3611 section 3 asks to pass these over).
 *
 * @param blockType 0 to 255
 * @param typeSpecific 0 to 255
 * @param content a multiple of 4 bytes
 */
public record UnknownReportBlock(int blockType, int typeSpecific, Octets content)
    implements ExtendedReportBlock {
  public UnknownReportBlock {
    Limits.check("block type", blockType, 0, 255);
    Limits.check("type-specific bits", typeSpecific, 0, 255);
    Limits.checkWords("content", content);
  }
}
