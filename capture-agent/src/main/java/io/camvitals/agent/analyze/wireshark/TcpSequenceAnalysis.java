package io.camvitals.agent.analyze.wireshark;

import io.camvitals.protocol.tcp.TcpSegment;

/**
 * Tells by Wireshark's rules which segments repeat or come late. Their data is not looked at: a
 * message within a segment that Wireshark takes for a retransmission is never seen.
 */
final class TcpSequenceAnalysis {
  /** What a segment is taken for. */
  enum Verdict {
    NEW,
    /** A byte that asks whether the other side is alive. */
    KEEP_ALIVE,
    /** Not handed on. */
    REPEATED,
    /** Acknowledged long ago; not handed on either, unless the capture cut it. */
    SPURIOUS,
    /** Handed on only as part of a message that began before. */
    OUT_OF_ORDER
  }

  private static final long FAST_RETRANSMISSION_NS = 20_000_000;

  /** Taken for the round trip while the handshake was not seen. */
  private static final long REORDERING_NS = 3_000_000;

  private static final int FEWEST_DUPLICATE_ACKNOWLEDGMENTS = 2;

  private TcpSequenceAnalysis() {}

  /** Takes the next segment of a connection. */
  static Verdict of(TcpSegment segment, TcpConversation conversation, Flow.Key key) {
    TcpDirection forward = conversation.of(key);
    TcpDirection backward = conversation.of(key.reversed());
    int sequence = segment.sequenceNumber();
    int length = segment.payloadLength();
    boolean probe = length == 1 && sequence == forward.next && backward.window == 0;
    boolean control = segment.syn() || segment.fin() || segment.rst();
    boolean keepAlive = !probe && length <= 1 && sequence == forward.next - 1 && !control;
    if (!probe) {
      countDuplicateAcknowledgments(segment, forward, backward, control);
    }
    if (segment.acknowledgmentNumber() != forward.latestAcknowledgment) {
      forward.duplicateAcknowledgments = 0;
    }
    noteAcknowledgedGap(segment, backward);
    Verdict verdict = keepAlive ? Verdict.KEEP_ALIVE : verdict(segment, conversation, key);
    remember(segment, forward, probe, keepAlive);
    return verdict;
  }

  private static void countDuplicateAcknowledgments(
      TcpSegment segment, TcpDirection forward, TcpDirection backward, boolean control) {
    boolean repeats =
        segment.payloadLength() == 0
            && segment.window() == forward.window
            && segment.sequenceNumber() == forward.next
            && segment.acknowledgmentNumber() == forward.latestAcknowledgment
            && !control;
    if (!repeats || segment.window() == 0 || backward.wasKeepAlive) {
      return;
    }
    forward.duplicateAcknowledgments =
        forward.duplicateAcknowledgments == -1 ? 1 : forward.duplicateAcknowledgments + 1;
  }

  /** The segment acknowledges what was not captured. */
  private static void noteAcknowledgedGap(TcpSegment segment, TcpDirection backward) {
    if (backward.contiguous == 0
        || segment.acknowledgmentNumber() - backward.contiguous <= 0
        || !segment.ack()) {
      return;
    }
    if (backward.contiguous - backward.next < 0) {
      backward.contiguous = backward.next;
    } else {
      backward.duplicateAcknowledgments = -1;
    }
  }

  private static Verdict verdict(TcpSegment segment, TcpConversation conversation, Flow.Key key) {
    TcpDirection forward = conversation.of(key);
    TcpDirection backward = conversation.of(key.reversed());
    int sequence = segment.sequenceNumber();
    int length = segment.payloadLength();
    int occupied = segment.syn() || segment.fin() ? 1 : 0;
    if (length == 0 && occupied == 0) {
      return Verdict.NEW;
    }
    boolean behind =
        forward.next != 0
            && sequence - forward.next < 0
            && !(length > 1 && forward.next - 1 == sequence);
    if (length > 0
        && backward.latestAcknowledgment != 0
        && sequence + length - backward.latestAcknowledgment <= 0) {
      return Verdict.SPURIOUS;
    }
    if (!behind) {
      return Verdict.NEW;
    }
    if (backward.duplicateAcknowledgments >= FEWEST_DUPLICATE_ACKNOWLEDGMENTS
        && backward.latestAcknowledgment == sequence
        && isWithin(segment.arrivalNs() - backward.latestNs, FAST_RETRANSMISSION_NS)) {
      // A fast retransmission is handed on all the same.
      return Verdict.NEW;
    }
    long limit = conversation.handshakeNs == 0 ? REORDERING_NS : conversation.handshakeNs;
    if (isWithin(segment.arrivalNs() - forward.nextNs, limit)
        && forward.next != sequence + length + occupied) {
      return Verdict.OUT_OF_ORDER;
    }
    return Verdict.REPEATED;
  }

  /** Times that went back count as long ago. */
  private static boolean isWithin(long ns, long limit) {
    return Long.compareUnsigned(ns, limit) < 0;
  }

  private static void remember(
      TcpSegment segment, TcpDirection forward, boolean probe, boolean keepAlive) {
    int occupied = segment.syn() || segment.fin() ? 1 : 0;
    int next = segment.sequenceNumber() + segment.payloadLength() + occupied;
    if (!probe && (next - forward.next > 0 || forward.next == 0)) {
      forward.next = next;
      forward.nextNs = segment.arrivalNs();
    }
    if (!probe && (segment.sequenceNumber() == forward.contiguous || forward.contiguous == 0)) {
      forward.contiguous = forward.next;
    }
    forward.window = segment.window();
    forward.latestAcknowledgment = segment.acknowledgmentNumber();
    forward.latestNs = segment.arrivalNs();
    forward.wasKeepAlive = keepAlive;
  }
}
