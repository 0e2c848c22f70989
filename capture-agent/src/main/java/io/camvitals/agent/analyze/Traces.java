package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.PacketNumbers;
import io.camvitals.agent.analyze.trace.StreamTrace;
import io.camvitals.agent.analyze.trace.TimeLine;
import io.camvitals.agent.observe.MediaKind;
import io.camvitals.event.v1.StreamIdentity;
import java.util.Optional;

/**
 * Opens the streams' traces. Figures over time are gathered of the first {@value #MOST_TIME_LINES}
 * streams, which is some 15 MB at most.
 */
final class Traces {
  static final int MOST_TIME_LINES = 1_000;

  private final PacketNumbers numbers = new PacketNumbers();
  private final boolean timeLines;
  private int opened;

  /**
   * @param timeLines gather figures over time
   */
  Traces(boolean timeLines) {
    this.timeLines = timeLines;
  }

  StreamTrace open(StreamIdentity identity) {
    boolean withTimeLine = timeLines && opened++ < MOST_TIME_LINES;
    return new StreamTrace(
        numbers,
        identity.getClockRate(),
        MediaKind.of(identity) == MediaKind.VIDEO,
        withTimeLine ? Optional.of(new TimeLine()) : Optional.empty());
  }

  PacketNumbers numbers() {
    return numbers;
  }
}
