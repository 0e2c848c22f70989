package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.rtsp.RtspParseError.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Turns the bytes of one RTSP connection, however they are split, into messages and interleaved
 * frames (RFC 2326 sections 6, 7 and 10.12).
 *
 * <p>An interleaved frame that lies within one fed buffer is handed on in that buffer; only one
 * that is split is put together in the parser's own. Taken in good part are: lines that end with LF
 * alone, blank lines before a message, header names in any case, folded header lines, a missing
 * reason phrase, and a description ({@code Content-Type: application/sdp}) without {@code
 * Content-Length}, which ends where a line is none of SDP's, or with {@link #endBody}.
 *
 * <p>Anything else is reported once, and what follows is searched for the beginning of a message or
 * of a frame that holds RTP or RTCP. A frame found so counts only when its channel is known to
 * carry its source, or when other frames or a message follow it; {@link #skippedBytes} tells what
 * was passed over.
 *
 * <p>A listener on the wire may have missed bytes: see {@link #gap} and {@link #search}.
 *
 * <p>For one thread at a time.
 */
public final class RtspMessageParser {
  private final RtspMessageListener listener;
  private final RtspParserLimits limits;
  private final MessageHead head;
  private final BodyCollector body;
  private final FrameCollector frame = new FrameCollector();
  private final KnownSources known = new KnownSources();
  private final StartSearch search = new StartSearch(known);

  private State state = State.START;
  private ByteBuffer pushedBack = ByteBuffer.allocate(0);
  private long offset;
  private long messageOffset;
  private long searchOffset;
  private long skippedBytes;
  private StartLine startLine;
  private RtspHeaders headers;

  private enum State {
    START,
    HEAD,
    BODY,
    BODY_WITHOUT_LENGTH,
    FRAME,
    SEARCH
  }

  /** A parser with {@link RtspParserLimits#DEFAULT}. */
  public RtspMessageParser(RtspMessageListener listener) {
    this(listener, RtspParserLimits.DEFAULT);
  }

  public RtspMessageParser(RtspMessageListener listener, RtspParserLimits limits) {
    this.listener = listener;
    this.limits = limits;
    this.head = new MessageHead(limits.headerBytes());
    this.body = new BodyCollector(limits.bodyBytes());
  }

  /**
   * Reads all that remains in the buffer and calls the listener for each message and frame that is
   * complete. Never fails because of the bytes.
   */
  public void feed(ByteBuffer input) {
    while (pushedBack.hasRemaining() || input.hasRemaining()) {
      ByteBuffer source = pushedBack.hasRemaining() ? pushedBack : input;
      int before = source.position();
      switch (state) {
        case START -> start(source);
        case HEAD -> readHead(source.get());
        case BODY -> readBody(source);
        case BODY_WITHOUT_LENGTH -> readDescription(source.get());
        case FRAME -> readFrame(source);
        case SEARCH -> search(source.get());
      }
      offset += source.position() - before;
    }
  }

  /** True when no message or frame is begun. */
  public boolean atBoundary() {
    return state == State.START && !pushedBack.hasRemaining();
  }

  /** Bytes read since the beginning. */
  public long offset() {
    return offset;
  }

  /**
   * True within a body whose length the peer did not tell. When the peer then stays silent, {@link
   * #endBody} completes the message.
   */
  public boolean inBodyWithoutLength() {
    return state == State.BODY_WITHOUT_LENGTH;
  }

  /** Completes the message whose body has no length; does nothing elsewhere. */
  public void endBody() {
    if (state == State.BODY_WITHOUT_LENGTH) {
      complete(body.content());
    }
  }

  /**
   * Says that the parser begins within a connection: what comes first is searched for the beginning
   * of a message or frame, and nothing of it is reported as malformed.
   */
  public void search() {
    beginSearch(offset);
  }

  /**
   * Says that bytes are missing from the input here. A body or frame that goes on behind them is
   * completed, cut at the gap; where it cannot be told how to go on, what follows is searched as
   * after {@link #search}.
   *
   * @param length bytes that are missing; negative when that is not known
   */
  public void gap(long length) {
    pushedBack = ByteBuffer.allocate(0);
    if (state == State.SEARCH) {
      skippedBytes += offset - searchOffset;
    }
    boolean known = length >= 0;
    if (state == State.BODY && known && body.skip(length)) {
      offset += length;
      completeIf(body.isComplete());
      return;
    }
    if (state == State.FRAME && known && frame.skip(length)) {
      offset += length;
      if (frame.isComplete()) {
        state = State.START;
        deliverFrame();
      }
      return;
    }
    State before = state;
    offset += Math.max(0, length);
    beginSearch(offset);
    if (before == State.BODY || before == State.BODY_WITHOUT_LENGTH) {
      deliver(before == State.BODY ? body.content() : body.completeLines());
    } else if (before == State.FRAME && frame.hasHeader()) {
      deliverFrame();
    }
  }

  /** About how many bytes of memory are kept for what is unfinished. */
  public int retainedBytes() {
    return head.retainedBytes()
        + body.retainedBytes()
        + frame.retainedBytes()
        + search.retainedBytes()
        + pushedBack.capacity();
  }

  /** Where the message begins that is being read, or was handed on last: see {@link #offset}. */
  public long messageOffset() {
    return messageOffset;
  }

  /**
   * The peer has closed: completes or reports what is unfinished. The parser can then serve anew.
   */
  public void endOfInput() {
    endBody();
    if (state == State.SEARCH) {
      skippedBytes += offset - searchOffset;
    } else if (state != State.START) {
      skippedBytes += offset - messageOffset;
      listener.malformed(new RtspParseError(Reason.CUT_SHORT, offset));
    }
    state = State.START;
  }

  /** Bytes since the beginning that belonged to no message and no frame. */
  public long skippedBytes() {
    return state == State.SEARCH ? skippedBytes + offset - searchOffset : skippedBytes;
  }

  private void start(ByteBuffer source) {
    messageOffset = offset;
    if (source.get(source.position()) == RtspMessageWriter.FRAME_MAGIC) {
      frame.clear();
      state = State.FRAME;
      return;
    }
    byte first = source.get();
    if (first == '\r' || first == '\n') {
      return;
    }
    if (MessageHead.canBegin(first)) {
      head.clear();
      head.add(first);
      state = State.HEAD;
    } else {
      refuse(Reason.UNEXPECTED_BYTE);
    }
  }

  private void readHead(byte value) {
    switch (head.add(value)) {
      case MORE -> {}
      case START_LINE_COMPLETE -> {
        startLine = StartLine.parse(head.startLine());
        if (startLine instanceof StartLine.Invalid invalid) {
          refuse(invalid.reason());
          readAgain(head.startLineAfterFirstByte());
        }
      }
      case COMPLETE -> headComplete();
      case UNEXPECTED_BYTE -> {
        refuse(Reason.UNEXPECTED_BYTE);
        readAgain(new byte[] {value});
        readAgain(head.unfinishedLine());
      }
      case TOO_LARGE -> {
        refuse(Reason.HEADER_TOO_LARGE);
        readAgain(new byte[] {value});
      }
    }
  }

  private void headComplete() {
    headers =
        head.headers(
            position ->
                listener.malformed(
                    new RtspParseError(Reason.HEADER_LINE_INVALID, messageOffset + position)));
    List<String> lengths = headers.all("Content-Length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      if (isDescription()) {
        body.expectDescription();
        state = State.BODY_WITHOUT_LENGTH;
      } else {
        complete(new byte[0]);
      }
    } else if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
      refuse(Reason.CONTENT_LENGTH_INVALID);
    } else {
      expectBody(Long.parseLong(lengths.get(0)));
    }
  }

  private boolean isDescription() {
    String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return startLine instanceof StartLine.Status && type.startsWith("application/sdp");
  }

  private void expectBody(long length) {
    if (length > limits.bodyBytes()) {
      refuse(Reason.BODY_TOO_LARGE);
    } else if (length == 0) {
      complete(new byte[0]);
    } else {
      body.expect((int) length);
      state = State.BODY;
    }
  }

  private void readBody(ByteBuffer source) {
    if (body.read(source)) {
      complete(body.content());
    }
  }

  private void readDescription(byte value) {
    switch (body.addDescriptionByte(value)) {
      case MORE -> {}
      case ENDED_BEFORE_THIS_LINE -> {
        readAgain(body.currentLine());
        complete(body.completeLines());
      }
      case TOO_LARGE -> refuse(Reason.BODY_TOO_LARGE);
    }
  }

  private void complete(byte[] content) {
    state = State.START;
    deliver(content);
  }

  private void completeIf(boolean complete) {
    if (complete) {
      complete(body.content());
    }
  }

  private void deliver(byte[] content) {
    if (startLine instanceof StartLine.Request line) {
      listener.request(
          new RtspRequest(line.method(), line.uri(), line.version(), headers, content));
    } else if (startLine instanceof StartLine.Status line) {
      listener.response(
          new RtspResponse(line.version(), line.status(), line.reasonPhrase(), headers, content));
    }
  }

  private void readFrame(ByteBuffer source) {
    if (frame.read(source)) {
      state = State.START;
      deliverFrame();
    }
  }

  private void deliverFrame() {
    int captured = frame.captured();
    known.learn(frame.channel(), frame.payload(), frame.payloadOffset(), captured);
    if (captured == frame.length()) {
      listener.interleaved(frame.channel(), frame.payload(), frame.payloadOffset(), captured);
    } else {
      listener.interleavedCut(
          frame.channel(), frame.payload(), frame.payloadOffset(), captured, frame.length());
    }
  }

  private void refuse(Reason reason) {
    beginSearch(messageOffset);
    listener.malformed(new RtspParseError(reason, offset));
  }

  private void beginSearch(long from) {
    search.clear();
    searchOffset = from;
    state = State.SEARCH;
  }

  private void search(byte value) {
    if (!search.add(value)) {
      return;
    }
    byte[] found = search.found();
    search.clear();
    skippedBytes += offset + 1 - found.length - searchOffset;
    state = State.START;
    readAgain(found);
  }

  /** Puts bytes that were taken before the next ones, to be read a second time. */
  private void readAgain(byte[] bytes) {
    ByteBuffer joined = ByteBuffer.allocate(bytes.length + pushedBack.remaining());
    joined.put(bytes).put(pushedBack.duplicate()).flip();
    pushedBack = joined;
    offset -= bytes.length;
  }
}
