package io.camvitals.agent.analyze.wireshark;

/**
 * Puts the messages of a TCP direction together as Wireshark does: segment by segment in the order
 * of capture, without waiting for what is missing. Behind a gap it goes on with the next segment,
 * whatever part of a message that begins with.
 */
final class TcpReassembly {
  /** Longer messages are not put together. */
  private static final int LONGEST_MESSAGE = 1 << 20;

  private final Desegmentation desegmentation;

  /** Hands bytes to the dissector of a connection. */
  interface Reader {
    void read(Octets bytes);
  }

  TcpReassembly(Desegmentation desegmentation) {
    this.desegmentation = desegmentation;
  }

  /**
   * Takes the payload of a segment.
   *
   * @param sequence relative sequence number of its first byte
   */
  void segment(
      TcpMessages messages,
      Octets payload,
      int sequence,
      TcpSequenceAnalysis.Verdict verdict,
      int frame,
      Reader reader) {
    int next = sequence + payload.reported();
    int done = 0;
    while (done < payload.reported()) {
      int from = sequence + done;
      TcpMessage known = messages.startingAt(from);
      if (known != null
          && Integer.compareUnsigned(next, known.end()) <= 0
          && known.latestFrame() != frame) {
        return;
      }
      if (verdict == TcpSequenceAnalysis.Verdict.REPEATED
          || verdict == TcpSequenceAnalysis.Verdict.SPURIOUS) {
        return;
      }
      if (known == null) {
        known = messages.startingBefore(from);
      }
      if (known != null && known.start() - from <= 0 && known.end() - from > 0) {
        int taken = goOn(messages, known, payload, done, sequence, frame, reader);
        if (taken == 0) {
          return;
        }
        done += taken;
      } else {
        begin(messages, payload, done, sequence, frame, reader);
        return;
      }
    }
  }

  /** Reads a part of a segment that belongs to no message that began before. */
  private void begin(
      TcpMessages messages, Octets payload, int done, int sequence, int frame, Reader reader) {
    desegmentation.begin(true);
    reader.read(payload.from(done));
    if (!desegmentation.isAsked()) {
      return;
    }
    int start = done + desegmentation.offset();
    int from = sequence + start;
    int next = sequence + payload.reported();
    if (Integer.compareUnsigned(next - from, LONGEST_MESSAGE) > 0) {
      return;
    }
    boolean unknown = desegmentation.needed() == Desegmentation.ONE_MORE_SEGMENT;
    TcpMessage message =
        new TcpMessage(from, next + (unknown ? 1 : desegmentation.needed()), frame);
    message.setTakesWholeSegment(unknown);
    messages.put(message);
    message.add(payload, start, next - from, from, next - message.end() >= 0);
  }

  /**
   * Adds a part of a segment to the message that it continues, and reads that when it is whole.
   *
   * @return how many bytes were taken when another message follows in the segment, else 0
   */
  private int goOn(
      TcpMessages messages,
      TcpMessage message,
      Octets payload,
      int done,
      int sequence,
      int frame,
      Reader reader) {
    int from = sequence + done;
    int next = sequence + payload.reported();
    message.setLatestFrame(frame);
    int rest = payload.reported() - done;
    int taken = message.takesWholeSegment() ? rest : Math.min(rest, message.end() - from);
    boolean whole = message.add(payload, done, taken, from, next - message.end() >= 0);
    if (whole && message.takesWholeSegment()) {
      message.setTakesWholeSegment(false);
      if (message.end() - next < 0) {
        message.setEnd(next);
      }
    }
    boolean more =
        Integer.compareUnsigned(message.end(), next) < 0
            && Integer.compareUnsigned(message.end(), from) >= 0
            && taken > 0;
    int following = more ? message.end() - from : 0;
    if (!whole) {
      return following;
    }
    desegmentation.begin(true);
    reader.read(message.assembled());
    if (!desegmentation.isAsked()) {
      return following;
    }
    extend(messages, message, from, rest, taken, frame);
    return taken;
  }

  /** A message that was thought whole goes on. */
  private void extend(
      TcpMessages messages, TcpMessage message, int from, int rest, int taken, int frame) {
    if (message.size() > LONGEST_MESSAGE) {
      return;
    }
    TcpMessage extended = message;
    int offset = desegmentation.offset();
    if (offset == 0 || message.start() + offset - from <= 0) {
      message.reopen();
    } else {
      extended = message.split(offset, frame);
      messages.put(extended);
    }
    if (desegmentation.needed() == Desegmentation.ONE_MORE_SEGMENT) {
      // The larger one, as unsigned numbers.
      int next = from + rest;
      int end = Integer.compareUnsigned(next, extended.end()) > 0 ? next : extended.end();
      extended.setEnd(end + 1);
      extended.setTakesWholeSegment(true);
    } else if (Integer.compareUnsigned(from + taken, extended.end()) >= 0) {
      extended.setEnd(from + taken + desegmentation.needed());
    } else {
      extended.setEnd(extended.end() + desegmentation.needed());
    }
  }
}
