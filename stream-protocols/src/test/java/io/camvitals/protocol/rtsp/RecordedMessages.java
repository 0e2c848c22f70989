package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Keeps all that a parser finds, in order and comparable. */
class RecordedMessages implements RtspMessageListener {
  final List<Object> all = new ArrayList<>();
  final List<RtspRequest> requests = new ArrayList<>();
  final List<RtspResponse> responses = new ArrayList<>();
  final List<Frame> frames = new ArrayList<>();

  /** Frames that were cut by a gap: channel, bytes captured, bytes on the wire. */
  final List<String> cut = new ArrayList<>();

  final List<RtspParseError> errors = new ArrayList<>();

  record Frame(int channel, String payload) {}

  /**
   * All that a parser with default limits finds in the bytes, fed in pieces cut at these places.
   */
  static RecordedMessages parse(byte[] bytes, int... cuts) {
    RecordedMessages messages = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(messages);
    int from = 0;
    for (int cut : cuts) {
      parser.feed(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, cut)));
      from = cut;
    }
    parser.feed(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, bytes.length)));
    parser.endOfInput();
    return messages;
  }

  @Override
  public void request(RtspRequest request) {
    all.add(request);
    requests.add(request);
  }

  @Override
  public void response(RtspResponse response) {
    all.add(response);
    responses.add(response);
  }

  @Override
  public void interleaved(int channel, ByteBuffer buffer, int offset, int length) {
    byte[] payload = new byte[length];
    buffer.get(offset, payload);
    Frame frame = new Frame(channel, HexFormat.of().formatHex(payload));
    all.add(frame);
    frames.add(frame);
  }

  @Override
  public void interleavedCut(int channel, ByteBuffer buffer, int offset, int captured, int length) {
    cut.add(channel + " " + captured + " of " + length);
  }

  @Override
  public void malformed(RtspParseError error) {
    all.add(error);
    errors.add(error);
  }
}
