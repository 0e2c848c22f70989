package io.camvitals.agent.source.tcp;

import io.camvitals.agent.source.signal.SdpAnnouncements;
import io.camvitals.agent.source.signal.SessionAnnouncements;
import io.camvitals.protocol.tcp.TcpByteReader.End;
import io.camvitals.protocol.text.MessageText;
import java.nio.ByteBuffer;

/**
 * SIP over TCP: each message is as long as its Content-Length says (RFC 3261 section 18.3). Behind
 * a gap nothing more is read.
 */
final class SipHandler implements ConnectionHandler {
  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final SessionAnnouncements announcements;
  private final ByteBuffer[] kept = {ByteBuffer.allocate(0), ByteBuffer.allocate(0)};
  private final boolean[] lost = new boolean[2];

  SipHandler(ObservationContext context) {
    announcements = new SessionAnnouncements(new SdpAnnouncements(context.signalling().flows()));
  }

  @Override
  public void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (lost[endpoint]) {
      return;
    }
    ByteBuffer before = kept[endpoint];
    if (before.remaining() + length > LONGEST_MESSAGE) {
      lose(endpoint);
      return;
    }
    ByteBuffer joined = ByteBuffer.allocate(before.remaining() + length);
    joined.put(before.duplicate());
    joined.put(joined.position(), buffer, offset, length).rewind();
    kept[endpoint] = joined;
    for (int taken = message(endpoint, arrivalNs); taken > 0; ) {
      taken = message(endpoint, arrivalNs);
    }
  }

  /** Reads one message when it is complete; how many bytes it took, 0 when it is not. */
  private int message(int endpoint, long arrivalNs) {
    ByteBuffer bytes = kept[endpoint];
    int start = bytes.position();
    int head = MessageText.headLength(bytes, start, bytes.remaining());
    if (head < 0) {
      return 0;
    }
    MessageText text = MessageText.parse(MessageText.text(bytes, start, head));
    String told = text.field("content-length").or(() -> text.field("l")).orElse("0");
    int body = told.matches("[0-9]{1,5}") ? Integer.parseInt(told) : -1;
    // A keep-alive of blank lines (RFC 5626 section 3.5.1) is a head without a start line.
    if (body < 0
        || !text.startLine().isEmpty()
            && head + body <= bytes.remaining()
            && !announcements.sip(bytes, start, head + body, arrivalNs)) {
      lose(endpoint);
      return 0;
    }
    if (head + body > bytes.remaining()) {
      return 0;
    }
    bytes.position(start + head + body);
    return head + body;
  }

  private void lose(int endpoint) {
    lost[endpoint] = true;
    kept[endpoint] = ByteBuffer.allocate(0);
  }

  @Override
  public void gap(int endpoint, long length, long arrivalNs) {
    lose(endpoint);
  }

  @Override
  public void end(int endpoint, End why, long arrivalNs) {
    lose(endpoint);
  }

  @Override
  public StreamProtocol protocol() {
    return StreamProtocol.SIP;
  }

  @Override
  public boolean isInterested() {
    return !lost[0] || !lost[1];
  }

  @Override
  public int retainedBytes() {
    return kept[0].capacity() + kept[1].capacity();
  }
}
