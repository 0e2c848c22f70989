package io.camvitals.metrics.rtcp;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The reports of a stream's receivers, each against its own one before: what was expected and lost
 * between the two (RFC 3550 section 6.4.4). The last {@value #CAPACITY} receivers are remembered;
 * one that is not gives a first report again, which tells of no span.
 */
final class RemoteReceivers {
  static final int CAPACITY = 16;

  /** A jump of the highest sequence number beyond this begins anew: the sender did too. */
  private static final long LONGEST_SPAN = 1 << 22;

  private static final int LOST_LIMIT_HIGH = 0x7f_ffff;
  private static final int LOST_LIMIT_LOW = -0x80_0000;

  private final int[] reporter = new int[CAPACITY];
  private final int[] highest = new int[CAPACITY];
  private final int[] lost = new int[CAPACITY];
  private int size;

  void report(
      int reporterSsrc, int extendedHighest, int cumulativeLost, Figures<RtcpFigure> figures) {
    int at = find(reporterSsrc);
    if (at >= 0) {
      int expected = extendedHighest - highest[at];
      boolean saturated = cumulativeLost == LOST_LIMIT_HIGH || cumulativeLost == LOST_LIMIT_LOW;
      if (expected < 0 && expected > -LONGEST_SPAN) {
        return; // an old report that came late
      }
      int difference = cumulativeLost - lost[at];
      if (expected > 0 && expected < LONGEST_SPAN && !saturated && difference <= expected) {
        figures.add(RtcpFigure.REMOTE_EXPECTED, expected);
        figures.add(RtcpFigure.REMOTE_LOST, difference);
      }
    } else {
      at = place(reporterSsrc);
    }
    highest[at] = extendedHighest;
    lost[at] = cumulativeLost;
  }

  private int find(int reporterSsrc) {
    for (int i = 0; i < size; i++) {
      if (reporter[i] == reporterSsrc) {
        return i;
      }
    }
    return -1;
  }

  private int place(int reporterSsrc) {
    if (size == CAPACITY) {
      size--;
      System.arraycopy(reporter, 1, reporter, 0, size);
      System.arraycopy(highest, 1, highest, 0, size);
      System.arraycopy(lost, 1, lost, 0, size);
    }
    reporter[size] = reporterSsrc;
    return size++;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(reporter[i]);
      out.writeInt(highest[i]);
      out.writeInt(lost[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    size = Serialised.within("receivers", in.readByte(), 0, CAPACITY);
    for (int i = 0; i < size; i++) {
      reporter[i] = in.readInt();
      highest[i] = in.readInt();
      lost[i] = in.readInt();
    }
  }
}
