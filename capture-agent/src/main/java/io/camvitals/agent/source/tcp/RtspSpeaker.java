package io.camvitals.agent.source.tcp;

import io.camvitals.protocol.rtsp.RtspMessageListener;
import io.camvitals.protocol.rtsp.RtspMessageParser;
import io.camvitals.protocol.rtsp.RtspParseError;
import io.camvitals.protocol.rtsp.RtspParserLimits;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import java.nio.ByteBuffer;

/** What one side of an RTSP connection says, with the times at which it was seen. */
final class RtspSpeaker implements RtspMessageListener {
  private static final RtspParserLimits LIMITS = new RtspParserLimits(16 * 1024, 128 * 1024);

  private final ObservedSession session;
  private final int endpoint;
  private final RtspMessageParser parser = new RtspMessageParser(this, LIMITS);
  private long arrivalNs;
  private long feedOffset;
  private long openMessageNs;

  RtspSpeaker(ObservedSession session, int endpoint) {
    this.session = session;
    this.endpoint = endpoint;
  }

  /** Its bytes begin within the connection. */
  void search() {
    parser.search();
  }

  void bytes(ByteBuffer buffer, int offset, int length, long atNs) {
    if (parser.atBoundary()) {
      openMessageNs = atNs;
    }
    arrivalNs = atNs;
    feedOffset = parser.offset();
    ByteBuffer input = buffer.duplicate();
    input.limit(offset + length).position(offset);
    parser.feed(input);
    if (parser.messageOffset() >= feedOffset) {
      openMessageNs = atNs;
    }
  }

  void gap(long length, long atNs) {
    arrivalNs = atNs;
    parser.gap(length);
  }

  void end(long atNs) {
    arrivalNs = atNs;
    parser.endOfInput();
  }

  int retainedBytes() {
    return parser.retainedBytes();
  }

  @Override
  public void request(RtspRequest request) {
    session.request(endpoint, request, arrivalNs);
  }

  @Override
  public void response(RtspResponse response) {
    boolean begunBefore = parser.messageOffset() < feedOffset;
    session.response(endpoint, response, begunBefore ? openMessageNs : arrivalNs, arrivalNs);
  }

  @Override
  public void interleaved(int channel, ByteBuffer buffer, int offset, int length) {
    session.frame(endpoint, channel, buffer, offset, length, length, arrivalNs);
  }

  @Override
  public void interleavedCut(int channel, ByteBuffer buffer, int offset, int captured, int length) {
    session.frame(endpoint, channel, buffer, offset, captured, length, arrivalNs);
  }

  @Override
  public void malformed(RtspParseError error) {
    session.malformed(error);
  }
}
