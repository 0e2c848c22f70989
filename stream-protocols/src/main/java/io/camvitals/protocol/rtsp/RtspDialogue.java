package io.camvitals.protocol.rtsp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Requests and answers over one connection, one at a time, with authentication; what else the
 * camera sends meanwhile goes its way. Deadlines are of {@link System#nanoTime}.
 */
final class RtspDialogue implements RtspMessageListener {
  private static final int ATTEMPTS_OF_A_REQUEST = 3;
  private static final long SILENCE_THAT_ENDS_A_BODY_NS = 500_000_000;

  private final RtspConnection connection;
  private final ClientAuthenticator authenticator;
  private final RtspSessionListener listener;
  private final InterleavedFrames frames;
  private final RtspSessionSettings settings;
  private final LongSupplier epochClock;
  private final ByteBuffer buffer;
  private final RtspMessageParser parser = new RtspMessageParser(this);
  private final Queue<RtspRequest> requests = new ArrayDeque<>();

  private Housekeeping housekeeping = now -> Long.MAX_VALUE;
  private Optional<SessionHeader> session = Optional.empty();
  private int cSeq;
  private RtspResponse answer;
  private long answerBeganNs;
  private long messageBeganNs;
  private long readNs;
  private long arrivalNs;

  /** What is to be done from time to time while the dialogue waits. */
  @FunctionalInterface
  interface Housekeeping {
    /** Does what is due, and says when it wants to be called again. */
    long run(long nowNs) throws IOException;
  }

  RtspDialogue(
      RtspConnection connection,
      ClientAuthenticator authenticator,
      RtspSessionListener listener,
      InterleavedFrames frames,
      RtspSessionSettings settings,
      LongSupplier epochClock,
      ByteBuffer readBuffer) {
    this.connection = connection;
    this.authenticator = authenticator;
    this.listener = listener;
    this.frames = frames;
    this.settings = settings;
    this.epochClock = epochClock;
    this.buffer = readBuffer;
  }

  /** The server's session, once it has told one. */
  Optional<SessionHeader> session() {
    return session;
  }

  void keepHouse(Housekeeping other) {
    housekeeping = other;
  }

  /** As {@link #ask(String, String, RtspHeaders, Duration)} with the usual time. */
  RtspResponse ask(String method, String uri, RtspHeaders headers) throws IOException {
    return ask(method, uri, headers, settings.timeouts().response());
  }

  /** Sends a request and waits for its answer; an answer 401 is answered with the password. */
  RtspResponse ask(String method, String uri, RtspHeaders headers, Duration timeout)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS_OF_A_REQUEST; attempt++) {
      Optional<String> authorization = authenticator.authorization(method, uri);
      RtspResponse response =
          exchange(method, uri, headers, authorization, System.nanoTime() + timeout.toNanos());
      if (response.status() != RtspStatus.UNAUTHORIZED) {
        if (authorization.isPresent()) {
          authenticator.accepted();
        }
        response.header(SessionHeader.NAME).ifPresent(this::takeSession);
        return response;
      }
      authenticator.challenged(response.headers().all("WWW-Authenticate"));
    }
    throw new RtspAuthenticationException("the camera finds every nonce stale");
  }

  private RtspResponse exchange(
      String method,
      String uri,
      RtspHeaders headers,
      Optional<String> authorization,
      long deadlineNs)
      throws IOException {
    cSeq++;
    RtspHeaders all = RtspHeaders.of("CSeq", Integer.toString(cSeq));
    if (session.isPresent()) {
      all = all.and(SessionHeader.NAME, session.get().id());
    }
    if (authorization.isPresent()) {
      all = all.and("Authorization", authorization.get());
    }
    all = all.and("User-Agent", settings.userAgent());
    for (RtspHeaders.Field field : headers.fields()) {
      all = all.and(field.name(), field.value());
    }
    answer = null;
    write(ByteBuffer.wrap(RtspMessageWriter.encode(new RtspRequest(method, uri, all))), deadlineNs);
    long sentNs = System.nanoTime();
    long timeNs = epochClock.getAsLong();
    try {
      await(method, deadlineNs);
    } finally {
      listener.exchange(
          new RtspExchange(
              timeNs,
              method,
              RtspUrl.display(uri),
              answer == null ? 0 : answer.status(),
              answer == null ? 0 : Math.max(1, answerBeganNs - sentNs),
              answer == null ? "" : answer.header("Server").orElse(""),
              answer == null ? 0 : toldTimeoutSeconds(answer)));
    }
    return answer;
  }

  private static int toldTimeoutSeconds(RtspResponse response) {
    String header = response.header(SessionHeader.NAME).orElse("");
    try {
      return header.contains("timeout") ? SessionHeader.parse(header).timeoutSeconds() : 0;
    } catch (IllegalArgumentException withoutId) {
      return 0;
    }
  }

  private void await(String method, long deadlineNs) throws IOException {
    while (answer == null) {
      if (System.nanoTime() - deadlineNs >= 0) {
        throw new NoAnswerException(method);
      }
      pump(deadlineNs);
    }
  }

  private void takeSession(String value) {
    try {
      session = Optional.of(SessionHeader.parse(value));
    } catch (IllegalArgumentException e) {
      // A session header without an id tells nothing; the one before it stays in force.
      listener.malformed(
          new RtspParseError(RtspParseError.Reason.HEADER_LINE_INVALID, parser.offset()));
    }
  }

  /** Waits for bytes until the deadline at most, and handles what has come and what is due. */
  void pump(long deadlineNs) throws IOException {
    long wakeNs = Math.min(deadlineNs, housekeeping.run(System.nanoTime()));
    if (parser.inBodyWithoutLength()) {
      wakeNs = Math.min(wakeNs, readNs + SILENCE_THAT_ENDS_A_BODY_NS);
    }
    int count = connection.read(buffer.clear(), wakeNs);
    if (count > 0) {
      arrivalNs = epochClock.getAsLong();
      readNs = System.nanoTime();
      if (parser.atBoundary()) {
        messageBeganNs = readNs;
      }
      parser.feed(buffer.flip());
    } else if (count < 0) {
      parser.endOfInput();
      if (answer == null) {
        throw new EOFException("the camera closed the connection");
      }
    } else if (parser.inBodyWithoutLength()
        && System.nanoTime() - readNs >= SILENCE_THAT_ENDS_A_BODY_NS) {
      parser.endBody();
    }
    while (!requests.isEmpty()) {
      ServerRequests.answer(requests.remove(), this);
    }
  }

  /** Writes a whole message or frame. */
  void write(ByteBuffer bytes) throws IOException {
    write(bytes, System.nanoTime() + settings.timeouts().response().toNanos());
  }

  private void write(ByteBuffer bytes, long deadlineNs) throws IOException {
    connection.write(bytes, deadlineNs);
  }

  @Override
  public void request(RtspRequest request) {
    messageBeganNs = readNs;
    requests.add(request);
  }

  /**
   * Takes the answer that is waited for. One with a sequence number of an earlier request is late
   * and of no use any more; one without a number, or with one that was never sent, is believed, for
   * there is only one request at a time.
   */
  @Override
  public void response(RtspResponse response) {
    int number = response.cSeq().orElse(cSeq);
    boolean late = number > 0 && number < cSeq;
    if (!late && response.status() >= 200) {
      answer = response;
      answerBeganNs = messageBeganNs;
    }
    messageBeganNs = readNs;
  }

  @Override
  public void interleaved(int channel, ByteBuffer payload, int offset, int length) {
    messageBeganNs = readNs;
    frames.frame(channel, payload, offset, length, arrivalNs);
  }

  @Override
  public void malformed(RtspParseError error) {
    listener.malformed(error);
  }
}
