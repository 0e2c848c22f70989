package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;

import io.camvitals.agent.analyze.wireshark.NotCounted;
import io.camvitals.agent.analyze.wireshark.StreamEvidence;
import io.camvitals.agent.analyze.wireshark.Transport;
import io.camvitals.agent.analyze.wireshark.WiresharkAnalysis;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import java.util.List;
import java.util.Map;

/** Why a stream is listed by Wireshark alone, or by us alone. */
final class ListingDifference {
  /** Steps from one sequence number to the next that make a stream here. */
  private static final int REQUIRED_STEPS = 2;

  private static final String STREAM = "stream";

  private ListingDifference() {}

  /** Why we say that a stream of Wireshark's is no RTP. */
  static List<Difference> notRtp(WiresharkStream stream) {
    StreamEvidence evidence = stream.evidence();
    long packets = stream.figures().packets();
    if (stream.transport() == Transport.TCP && stream.origin().equals("heuristic")) {
      return one(
          DifferenceReason.RELAYED,
          "It comes within TURN over TCP, which is not looked into here.");
    }
    if (stream.isRelayed() && evidence.steps() >= REQUIRED_STEPS) {
      return one(
          DifferenceReason.RELAYED,
          "It comes within messages of TURN; only channels of TURN are looked into here.");
    }
    if (evidence.steps() >= REQUIRED_STEPS) {
      return one(DifferenceReason.NONE_FOUND, "No reason was found.");
    }
    String words =
        packets == 1
            ? "A single packet makes no stream here, three in sequence do"
            : count(packets)
                + " packets, of which "
                + (evidence.steps() == 0 ? "none follows" : "one follows")
                + " another by its sequence number; here three in sequence make a stream";
    String content = stream.content().isEmpty() ? "" : "; it reads as " + stream.content();
    String siblings =
        stream.siblings() > 2
            ? "; packets between these ports name " + count(stream.siblings()) + " SSRCs"
            : "";
    return one(DifferenceReason.NO_SEQUENCE, words + content + siblings + '.');
  }

  /** Why Wireshark does not list a stream of ours. */
  static List<Difference> notListed(
      StreamReport stream, boolean gaps, WiresharkAnalysis wireshark) {
    if (stream.transport().equals("tcp")) {
      return interleaved(stream, gaps, wireshark);
    }
    Map<NotCounted, Long> uncounted =
        wireshark
            .notCounted()
            .of(stream.source(), stream.destination(), Integer.parseUnsignedInt(stream.ssrc(), 16));
    if (uncounted.isEmpty()) {
      return one(DifferenceReason.NONE_FOUND, "No reason was found.");
    }
    DifferenceList differences = new DifferenceList();
    uncounted.forEach(
        (reason, packets) ->
            differences.add(
                UncountedWords.reason(reason), STREAM, UncountedWords.of(reason, packets)));
    return differences.all();
  }

  private static List<Difference> interleaved(
      StreamReport stream, boolean gaps, WiresharkAnalysis wireshark) {
    DifferenceList differences = new DifferenceList();
    SegmentWords.add(
        STREAM, gaps, wireshark.unread(stream.source(), stream.destination()), differences);
    return switch (wireshark.reading(stream.source(), stream.destination())) {
      case PORT_NOT_LOOKED_AT ->
          one(
              DifferenceReason.TCP_PORT,
              "Wireshark looks for RTSP at TCP ports 554, 7236 and 8554 only; here its content"
                  + " tells.");
      case NO_CHANNEL_ANNOUNCED ->
          one(
              DifferenceReason.NO_CHANNEL_ANNOUNCED,
              "The capture has no answer to SETUP that names the channel, without which Wireshark"
                  + " does not look into it.");
      case CHANNELS_ANNOUNCED ->
          differences.all().isEmpty()
              ? one(DifferenceReason.NONE_FOUND, "No reason was found.")
              : differences.all();
    };
  }

  private static List<Difference> one(DifferenceReason reason, String words) {
    return List.of(new Difference(reason, List.of(STREAM), words));
  }
}
