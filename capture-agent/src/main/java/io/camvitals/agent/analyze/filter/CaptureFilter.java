package io.camvitals.agent.analyze.filter;

import io.camvitals.event.v1.Endpoint;
import java.util.List;
import java.util.OptionalInt;

/**
 * What of a capture is wanted. Addresses, ports and SSRCs select whole streams and connections,
 * whose figures they never change; times select the packets that are measured at all.
 */
public final class CaptureFilter {
  private final String text;
  private final Condition condition;
  private final List<FilterTime> from;
  private final List<FilterTime> until;

  CaptureFilter(String text, Condition condition, List<FilterTime> from, List<FilterTime> until) {
    this.text = text;
    this.condition = condition;
    this.from = from;
    this.until = until;
  }

  /**
   * Reads a filter, as docs/analyze.md describes it.
   *
   * @throws FilterSyntaxException when it cannot be understood
   */
  public static CaptureFilter parse(String text) throws FilterSyntaxException {
    return FilterParser.parse(text);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether a stream is selected. */
  public boolean selects(Endpoint source, Endpoint destination, int ssrc) {
    return condition.holds(source, destination, OptionalInt.of(ssrc));
  }

  /** Whether a flow without an SSRC is selected. */
  public boolean selects(Endpoint source, Endpoint destination) {
    return condition.holds(source, destination, OptionalInt.empty());
  }

  /** Whether a connection is selected: one of its two directions. */
  public boolean selectsEither(Endpoint one, Endpoint other) {
    return selects(one, other) || selects(other, one);
  }

  /** Whether it limits the time. */
  public boolean limitsTime() {
    return !from.isEmpty() || !until.isEmpty();
  }

  /**
   * Whether a packet is within the limits of time, the beginning included, the end not.
   *
   * @param timeNs nanoseconds since the Unix epoch
   * @param captureStartNs time of the capture's first packet
   */
  public boolean includes(long timeNs, long captureStartNs) {
    for (FilterTime limit : from) {
      if (timeNs < limit.at(captureStartNs)) {
        return false;
      }
    }
    for (FilterTime limit : until) {
      if (timeNs >= limit.at(captureStartNs)) {
        return false;
      }
    }
    return true;
  }
}
