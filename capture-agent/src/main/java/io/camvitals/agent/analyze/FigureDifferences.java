package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;

import io.camvitals.agent.analyze.wireshark.NotCounted;
import io.camvitals.agent.analyze.wireshark.StreamEvidence;
import io.camvitals.agent.analyze.wireshark.UnreadSegments;
import io.camvitals.agent.analyze.wireshark.WiresharkFigures;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import java.util.List;
import java.util.Map;

/**
 * Why Wireshark's counts of a stream are not ours. Each reason is one that the packets show, and
 * together they must make up for the whole difference: else it is said that no reason was found.
 */
final class FigureDifferences {
  static final String PACKETS = "packets";
  private static final String EXPECTED = "expected";
  private static final String LOST = "lost";
  private static final long CYCLE = 65_536;

  private final StreamReport own;
  private final WiresharkFigures theirs;
  private final StreamEvidence evidence;
  private final Map<NotCounted, Long> uncounted;
  private final boolean gaps;
  private final UnreadSegments unread;
  private final DifferenceList differences = new DifferenceList();

  private FigureDifferences(
      StreamReport own,
      WiresharkStream theirs,
      Map<NotCounted, Long> uncounted,
      boolean gaps,
      UnreadSegments unread) {
    this.own = own;
    this.theirs = theirs.figures();
    this.evidence = theirs.evidence();
    this.uncounted = uncounted;
    this.gaps = gaps;
    this.unread = unread;
  }

  /**
   * The differences between a stream of ours and the one that Wireshark makes of it.
   *
   * @param sharing how many of our streams Wireshark makes one of
   * @param uncounted packets of the stream that Wireshark does not count
   * @param gaps whether bytes of its TCP connection are missing in the capture
   * @param unread segments of it that Wireshark does not read
   */
  static List<Difference> of(
      StreamReport own,
      WiresharkStream theirs,
      int sharing,
      Map<NotCounted, Long> uncounted,
      boolean gaps,
      UnreadSegments unread) {
    FigureDifferences comparison = new FigureDifferences(own, theirs, uncounted, gaps, unread);
    comparison.compare(sharing);
    return comparison.differences.all();
  }

  private void compare(int sharing) {
    TimingDifferences timing = new TimingDifferences(own, theirs, evidence, differences);
    if (sharing > 1) {
      wholly(
          DifferenceReason.SHARED_SSRC,
          "Wireshark makes one stream of "
              + count(sharing)
              + " tracks with this SSRC on this connection; here their channels tell them apart.",
          timing);
      return;
    }
    if (evidence.overwritten() > 0) {
      wholly(
          DifferenceReason.OVERWRITTEN_HEADERS,
          "Frames have more than four RTP packets; Wireshark keeps the headers of four, and counts "
              + counted(evidence.overwritten(), "packet")
              + " of this connection with the headers of others.",
          timing);
      return;
    }
    packets();
    boolean samePackets = own.packets() == theirs.packets();
    if (own.expected() != theirs.expected() || own.lost() != theirs.lost()) {
      sequence(samePackets);
    }
    timing.compare(samePackets);
  }

  /** One reason for whatever differs. */
  private void wholly(DifferenceReason reason, String words, TimingDifferences timing) {
    if (own.packets() != theirs.packets()) {
      differences.add(reason, PACKETS, words);
    }
    if (own.expected() != theirs.expected()) {
      differences.add(reason, EXPECTED, words);
    }
    if (own.lost() != theirs.lost()) {
      differences.add(reason, LOST, words);
    }
    timing.wholly(reason, words);
  }

  private void packets() {
    long more = own.packets() - theirs.packets();
    if (more == 0) {
      return;
    }
    long known = 0;
    for (Map.Entry<NotCounted, Long> each : uncounted.entrySet()) {
      differences.add(
          UncountedWords.reason(each.getKey()),
          PACKETS,
          UncountedWords.of(each.getKey(), each.getValue()));
      known += each.getValue();
    }
    // Some of these are refused here too.
    if (more <= known && known > 0) {
      return;
    }
    if (own.invalid() > 0 && known == 0 && more == -own.invalid()) {
      differences.add(
          DifferenceReason.STRAY_PACKETS,
          PACKETS,
          count(own.invalid())
              + " packets fit into no sequence of the stream; here they are counted apart.");
    } else if (more < 0 || !unreadSegments()) {
      unexplained(PACKETS);
    }
  }

  /** Whether segments of the connection could not be read by Wireshark. */
  private boolean unreadSegments() {
    SegmentWords.add(PACKETS, gaps, unread, differences);
    return gaps || unread.cut() > 0 || unread.outOfOrder() > 0;
  }

  private void sequence(boolean samePackets) {
    if (!samePackets) {
      if (own.expected() != theirs.expected()) {
        differences.alsoConcerns(EXPECTED, PACKETS);
      }
      if (own.lost() != theirs.lost()) {
        differences.alsoConcerns(LOST, PACKETS);
      }
    }
    long expectedDifference = theirs.expected() - own.expected();
    if (expectedDifference != 0) {
      expected(expectedDifference, samePackets);
    }
    if (own.duplicates() > 0) {
      differences.add(
          DifferenceReason.DUPLICATES,
          LOST,
          "Wireshark's loss is expected less received, in which "
              + (own.duplicates() == 1
                  ? "a duplicate makes"
                  : count(own.duplicates()) + " duplicates make")
              + " up for as many lost; here duplicates are counted apart.");
    } else if (expectedDifference == 0 && samePackets && own.lost() != theirs.lost()) {
      unexplained(LOST);
    }
  }

  private void expected(long difference, boolean samePackets) {
    long phantom = theirs.expected() - evidence.inOrderExpected();
    long explained = phantom - evidence.beforeFirst() - evidence.afterLast();
    if (own.restarts() > 0 || evidence.jumps() > 0) {
      both(
          DifferenceReason.RESTART,
          "The sequence number jumps as of a sender that begins anew ("
              + times(Math.max(own.restarts(), evidence.jumps()))
              + "); Wireshark takes what lies between for lost.");
      return;
    }
    if (phantom != 0 && phantom % CYCLE == 0) {
      both(
          DifferenceReason.WRAP_COUNTED_WRONG,
          "Packets are reordered around the wrap of the sequence number, or around the stream's"
              + " first one, for which Wireshark counts "
              + count(Math.abs(phantom))
              + " packets too "
              + (phantom > 0 ? "many." : "few."));
    }
    if (evidence.beforeFirst() > 0) {
      both(
          DifferenceReason.FIRST_PACKET_LATE,
          "The stream's lowest sequence number came late; Wireshark counts from the one that came"
              + " first.");
    }
    if (evidence.afterLast() > 0) {
      both(
          DifferenceReason.LAST_PACKET_LATE,
          "The packet that came last is not the one with the highest sequence number, up to which"
              + " we count.");
    }
    if (samePackets && explained != difference) {
      unexplained(EXPECTED);
    }
  }

  private static String times(long number) {
    return number == 1 ? "once" : count(number) + " times";
  }

  private void both(DifferenceReason reason, String words) {
    differences.add(reason, EXPECTED, words);
    if (own.lost() != theirs.lost()) {
      differences.add(reason, LOST, words);
    }
  }

  private void unexplained(String figure) {
    differences.add(DifferenceReason.NONE_FOUND, figure, "No reason was found.");
  }
}
