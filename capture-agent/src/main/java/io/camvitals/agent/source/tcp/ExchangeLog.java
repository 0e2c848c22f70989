package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.RtspDialogueReport.Exchange;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.RtspStatus;
import io.camvitals.protocol.rtsp.RtspUrl;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests of a dialogue and their answers, matched by CSeq (RFC 2326 section 12.17), or in
 * their order where an answer has none. At most {@value #MOST_PENDING} wait for their answer.
 */
final class ExchangeLog {
  private static final int MOST_PENDING = 64;

  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private long unnumbered = Long.MIN_VALUE;
  private long requests;
  private long givenUp;
  private long failures;
  private long authenticationFailures;

  /**
   * A request that waits for its answer.
   *
   * @param timeNs arrival of its last byte
   */
  record Pending(RtspRequest request, long timeNs) {}

  void request(RtspRequest request, long timeNs) {
    requests++;
    long number = request.cSeq().isPresent() ? request.cSeq().getAsInt() : unnumbered++;
    Pending before = pending.put(number, new Pending(request, timeNs));
    if (before != null) {
      giveUp(before);
    }
    if (pending.size() > MOST_PENDING) {
      Iterator<Pending> oldest = pending.values().iterator();
      giveUp(oldest.next());
      oldest.remove();
    }
  }

  private void giveUp(Pending request) {
    givenUp++;
    add(request, 0, -1);
  }

  /**
   * An answer.
   *
   * @param firstByteNs arrival of its first byte
   * @return the request that it answers; null when that was not seen, or more is to come
   */
  Pending response(RtspResponse response, long firstByteNs) {
    if (response.status() < RtspStatus.OK) {
      return null;
    }
    Pending request = null;
    if (response.cSeq().isPresent()) {
      request = pending.remove((long) response.cSeq().getAsInt());
    } else if (!pending.isEmpty()) {
      Iterator<Pending> oldest = pending.values().iterator();
      request = oldest.next();
      oldest.remove();
    }
    if (request == null) {
      return null;
    }
    boolean authorized = request.request().header("Authorization").isPresent();
    if (response.status() == RtspStatus.UNAUTHORIZED) {
      authenticationFailures += isRefused(response, authorized) ? 1 : 0;
      failures += isRefused(response, authorized) ? 1 : 0;
    } else if (response.status() >= RtspStatus.BAD_REQUEST) {
      failures++;
    }
    add(request, response.status(), Math.max(0, firstByteNs - request.timeNs()));
    return request;
  }

  /** A 401 to a request without credentials asks for them; a stale nonce asks for another try. */
  static boolean isRefused(RtspResponse response, boolean authorized) {
    return authorized
        && response
            .header("WWW-Authenticate")
            .map(challenge -> !challenge.matches("(?i).*\\bstale\\s*=\\s*\"?true.*"))
            .orElse(true);
  }

  private void add(Pending request, int status, long responseTimeNs) {
    if (exchanges.size() < RtspDialogueReport.MOST_EXCHANGES) {
      exchanges.add(
          new Exchange(
              request.timeNs(),
              request.request().method(),
              RtspUrl.display(request.request().uri()),
              status,
              responseTimeNs));
    }
  }

  /** Nothing more comes: the requests that were not answered. */
  List<Pending> end() {
    List<Pending> left = List.copyOf(pending.values());
    pending.clear();
    left.forEach(this::giveUp);
    return left;
  }

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  long requests() {
    return requests;
  }

  /** Requests whose answer was not seen; those that wait are not counted. */
  long unanswered() {
    return givenUp;
  }

  long failures() {
    return failures;
  }

  long authenticationFailures() {
    return authenticationFailures;
  }
}
