package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import org.junit.jupiter.api.Test;

/** Health of a connection: the server (endpoint 1) sends data, the client (0) answers. */
class TcpConnectionTest {
  private static final int SIZE = 100;

  private final RecordedConnections recorded = new RecordedConnections();
  private final TcpConnections connections = new TcpConnections(recorded, TcpLimits.AGENT);

  @Test
  void timesTheHandshake() {
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(0));
    send(new SegmentWriter().from(1).sequence(999).ack(100).flags(SegmentWriter.SYN).atMs(7));
    send(new SegmentWriter().from(0).sequence(100).ack(1000).atMs(9.5));

    TcpConnection connection = recorded.opened.get(0);
    assertThat(connection.initiatorKnown()).isTrue();
    assertThat(connection.serverRoundTripNs()).isEqualTo(7_000_000);
    assertThat(connection.clientRoundTripNs()).isEqualTo(2_500_000);
    assertThat(connection.handshakeNs()).isEqualTo(9_500_000);
    assertThat(connection.port(0)).isEqualTo(40_000);
    assertThat(connection.port(1)).isEqualTo(554);
  }

  @Test
  void doesNotTimeAHandshakeWhoseSynWasSentTwice() {
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(0));
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(1000));
    send(new SegmentWriter().from(1).sequence(999).ack(100).flags(SegmentWriter.SYN).atMs(1007));
    send(new SegmentWriter().from(0).sequence(100).ack(1000).atMs(1009));

    assertThat(recorded.opened.get(0).handshakeNs()).isEqualTo(-1);
    connections.close(0);
    assertThat(recorded.opened.get(0).flow(0).total().timeoutRetransmissions()).isEqualTo(1);
  }

  @Test
  void timesAHandshakeWhoseSynWasSentTwiceWhenTimestampsTellWhichWasAnswered() {
    send(
        new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).timestamps(5, 0).atMs(0));
    send(
        new SegmentWriter()
            .from(0)
            .sequence(99)
            .flags(SegmentWriter.SYN)
            .timestamps(1005, 0)
            .atMs(1000));
    send(
        new SegmentWriter()
            .from(1)
            .sequence(999)
            .ack(100)
            .flags(SegmentWriter.SYN)
            .timestamps(7, 1005)
            .atMs(1007));
    send(new SegmentWriter().from(0).sequence(100).ack(1000).timestamps(1015, 7).atMs(1009));

    assertThat(recorded.opened.get(0).handshakeNs()).isEqualTo(9_000_000);
  }

  @Test
  void theEndpointThatAnswersASynIsTheSecond() {
    send(new SegmentWriter().from(1).sequence(999).ack(100).flags(SegmentWriter.SYN));

    assertThat(recorded.opened.get(0).port(1)).isEqualTo(554);
  }

  @Test
  void timesDataToTheirAcknowledgement() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    data(1, 30);
    data(2, 31);
    acknowledge(3, 40);

    TcpFigures figures = closed();
    assertThat(figures.roundTrips().count()).isEqualTo(2);
    assertThat(figures.roundTrips().minimumNs()).isEqualTo(5_000_000);
    assertThat(figures.roundTrips().maximumNs()).isEqualTo(9_000_000);
    assertThat(figures.bytesInFlightMaximum()).isEqualTo(200);
    assertThat(figures.dataSegments()).isEqualTo(3);
    assertThat(figures.bytes()).isEqualTo(300);
    assertThat(figures.retransmissions()).isZero();
  }

  @Test
  void tellsAFastRetransmission() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    data(2, 30); // 1 is missing
    data(3, 30.1);
    data(4, 30.2);
    acknowledge(1, 40);
    acknowledge(1, 40.1);
    acknowledge(1, 40.2);
    data(1, 50);
    acknowledge(5, 55);

    TcpFigures figures = closed();
    assertThat(figures.fastRetransmissions()).isEqualTo(1);
    assertThat(figures.timeoutRetransmissions()).isZero();
    assertThat(figures.spuriousRetransmissions()).isZero();
    assertThat(figures.outOfOrder()).isZero();
    assertThat(figures.duplicateAcknowledgements()).isEqualTo(3);
    assertThat(figures.retransmittedBytes()).isEqualTo(100);
    // Karn: nothing that was in flight during the repair is timed.
    assertThat(figures.roundTrips().count()).isEqualTo(1);
    assertThat(text()).hasSize(500);
  }

  @Test
  void takesSelectiveAcknowledgementsForEvidenceOfLoss() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    data(2, 30);
    send(
        new SegmentWriter()
            .from(0)
            .sequence(100)
            .ack(number(1))
            .sack((int) number(2), (int) number(3))
            .atMs(40));
    data(1, 50);

    assertThat(closed().fastRetransmissions()).isEqualTo(1);
  }

  @Test
  void tellsARetransmissionByTimeOut() {
    handshake(10);
    data(0, 20);
    data(0, 260);
    data(0, 700);
    acknowledge(1, 710);

    TcpFigures figures = closed();
    assertThat(figures.timeoutRetransmissions()).isEqualTo(2);
    assertThat(figures.fastRetransmissions()).isZero();
    assertThat(figures.roundTrips().count()).isZero();
  }

  @Test
  void whatIsSentAgainAfterATimeOutBelongsToIt() {
    handshake(10);
    data(0, 20);
    data(1, 20.1);
    data(2, 20.2);
    data(0, 400); // the timer ran out
    acknowledge(1, 405);
    data(1, 410);
    data(2, 410.1);
    acknowledge(3, 415);

    assertThat(closed().timeoutRetransmissions()).isEqualTo(3);
  }

  @Test
  void tellsReorderingByTheRoundTrip() {
    handshake(10);
    data(0, 20);
    data(2, 20.1);
    data(1, 20.2);

    TcpFigures figures = closed();
    assertThat(figures.outOfOrder()).isEqualTo(1);
    assertThat(figures.retransmissions()).isZero();
    assertThat(text()).hasSize(300);
  }

  @Test
  void tellsReorderingByTheSendersTimestamps() {
    handshake(10);
    stamped(0, 20, 1);
    stamped(2, 20.1, 3);
    stamped(1, 60, 2); // sent before what came before it, however late
    stamped(4, 60.1, 5);
    stamped(3, 60.2, 6); // sent after it, however soon

    TcpFigures figures = closed();
    assertThat(figures.outOfOrder()).isEqualTo(1);
    assertThat(figures.retransmissions()).isEqualTo(1);
  }

  @Test
  void aRetransmissionOfAcknowledgedDataWasNotNeeded() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    data(0, 300);

    TcpFigures figures = closed();
    assertThat(figures.retransmissions()).isEqualTo(1);
    assertThat(figures.spuriousRetransmissions()).isEqualTo(1);
  }

  @Test
  void believesTheReceiverThatSaysDataCameTwice() {
    handshake(10);
    data(0, 20);
    data(0, 300);
    acknowledge(1, 305);
    send(
        new SegmentWriter()
            .from(0)
            .sequence(100)
            .ack(number(1))
            .sack((int) number(0), (int) number(1))
            .atMs(310));
    send(
        new SegmentWriter()
            .from(0)
            .sequence(100)
            .ack(number(1))
            .sack((int) number(0), (int) number(1))
            .atMs(311));

    assertThat(closed().spuriousRetransmissions()).isEqualTo(1);
  }

  @Test
  void believesTheEchoOfTheOriginalsTimestamp() {
    handshake(10);
    acknowledge(0, 15);
    stamped(0, 20, 100);
    stamped(0, 300, 380);
    send(new SegmentWriter().from(0).sequence(100).ack(number(1)).timestamps(7, 100).atMs(301));
    stamped(1, 400, 480);
    stamped(1, 700, 780);
    send(new SegmentWriter().from(0).sequence(100).ack(number(2)).timestamps(8, 780).atMs(701));

    TcpFigures figures = closed();
    assertThat(figures.retransmissions()).isEqualTo(2);
    assertThat(figures.spuriousRetransmissions()).isEqualTo(1);
  }

  @Test
  void measuresClosedWindows() {
    handshake(10);
    data(0, 20);
    send(new SegmentWriter().from(0).sequence(100).ack(number(1)).window(0).atMs(30));
    send(new SegmentWriter().from(1).sequence(number(0) + 99).ack(100).data(1).atMs(230));
    send(new SegmentWriter().from(0).sequence(100).ack(number(1)).window(0).atMs(231));
    send(new SegmentWriter().from(1).sequence(number(1)).ack(100).data(1).atMs(630));
    send(new SegmentWriter().from(0).sequence(100).ack(number(1)).window(500).atMs(1530));

    TcpFigures figures = closed();
    assertThat(figures.zeroWindows()).isEqualTo(1);
    assertThat(figures.zeroWindowNs()).isEqualTo(1_500_000_000L);
    assertThat(figures.zeroWindowProbes()).isEqualTo(2);
    assertThat(figures.retransmissions()).isZero();
    assertThat(figures.duplicateAcknowledgements()).isZero();
  }

  @Test
  void countsKeepAlives() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    send(new SegmentWriter().from(1).sequence(number(1) - 1).ack(100).atMs(5000));
    acknowledge(1, 5001);
    send(new SegmentWriter().from(1).sequence(number(1) - 1).ack(100).data(1).atMs(9000));
    acknowledge(1, 9001);

    TcpFigures figures = closed();
    assertThat(figures.keepAlives()).isEqualTo(2);
    assertThat(figures.retransmissions()).isZero();
    assertThat(figures.duplicateAcknowledgements()).isZero();
    assertThat(text()).hasSize(100);
  }

  @Test
  void measuresStalls() {
    handshake(10);
    data(0, 1000);
    acknowledge(1, 1200); // a slow answer is no stall
    data(1, 2000);
    connections.advance(2_400_000_000L);
    connections.advance(2_900_000_000L);
    acknowledge(2, 3500);
    connections.advance(9_000_000_000L); // silence with nothing in flight is none

    TcpFigures figures = closed();
    assertThat(figures.stalls()).isEqualTo(1);
    assertThat(figures.stalledNs()).isEqualTo(1_500_000_000L);
    assertThat(recorded.windowsMs).containsExactly(0L, 1000L, 2000L, 3000L);
    assertThat(recorded.sumOfWindows.stalledNs()).isEqualTo(1_500_000_000L);
  }

  @Test
  void aConnectionThatFallsSilentWithDataInFlightIsNotStalledForEver() {
    handshake(10);
    data(0, 1000);
    connections.advance(60_000_000_000L);
    data(0, 61_000);
    acknowledge(1, 61_100);
    data(1, 61_200);
    connections.advance(100_000_000_000L);
    TcpFigures figures = closed();
    assertThat(figures.stalls()).isEqualTo(2);
    assertThat(figures.stalledNs())
        .as("until the acknowledgement, and then some seconds")
        .isEqualTo(60_100_000_000L + StallWatch.LONGEST_SILENCE_NS);
  }

  @Test
  void aMirroredCopyIsNoRetransmissionAndNoDuplicateAcknowledgement() {
    handshake(10);
    for (int copy = 0; copy < 2; copy++) {
      send(
          new SegmentWriter()
              .from(1)
              .sequence(number(0))
              .ack(100)
              .data(SIZE)
              .identification(7)
              .atMs(20));
    }
    for (int copy = 0; copy < 2; copy++) {
      send(new SegmentWriter().from(0).sequence(100).ack(number(1)).identification(9).atMs(25));
    }

    TcpFigures figures = closed();
    assertThat(figures.captureDuplicates()).isEqualTo(1);
    assertThat(figures.retransmissions()).isZero();
    assertThat(figures.duplicateAcknowledgements()).isZero();
    assertThat(figures.bytes()).isEqualTo(100);
    assertThat(recorded.opened.get(0).flow(0).total().captureDuplicates()).isEqualTo(1);
  }

  @Test
  void copiesWithoutAnIdentificationAreNoticedByTheirTime() {
    for (int copy = 0; copy < 2; copy++) {
      send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(copy));
    }
    for (int copy = 0; copy < 2; copy++) {
      send(
          new SegmentWriter()
              .from(1)
              .sequence(number(0) - 1)
              .ack(100)
              .flags(SegmentWriter.SYN)
              .atMs(5 + copy));
    }
    acknowledge(0, 10);
    acknowledge(0, 10.5);
    data(0, 20);
    data(0, 20.5);
    acknowledge(1, 30);
    acknowledge(1, 30.5);
    data(0, 300);

    assertThat(recorded.opened.get(0).handshakeNs()).isEqualTo(10_000_000);
    TcpFigures figures = closed();
    assertThat(figures.captureDuplicates()).isEqualTo(2);
    assertThat(figures.retransmissions()).isEqualTo(1);
    assertThat(recorded.opened.get(0).flow(0).total().captureDuplicates()).isEqualTo(3);
    assertThat(figures.duplicateAcknowledgements()).isZero();
  }

  @Test
  void duplicateAcknowledgementsAtOnceAreNoCopiesWhereNothingElseIsDoubled() {
    handshake(10);
    data(0, 20);
    acknowledge(1, 25);
    data(2, 30);
    for (int i = 0; i < 3; i++) {
      acknowledge(1, 40 + 0.1 * i);
    }

    assertThat(closed().duplicateAcknowledgements()).isEqualTo(3);
  }

  @Test
  void aSynThatIsSentAgainIsARetransmissionButNoneOfData() {
    for (int i = 0; i < 6; i++) {
      send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(1_000 * i));
    }

    connections.close(0);
    TcpFigures sent = recorded.opened.get(0).flow(0).total();
    assertThat(sent.syns()).isEqualTo(6);
    assertThat(sent.segments()).isEqualTo(6);
    assertThat(sent.retransmissions()).isEqualTo(5);
    assertThat(sent.retransmissionsWithoutData()).isEqualTo(5);
    assertThat(sent.dataRetransmissions()).isZero();
    assertThat(sent.retransmissionRatio()).isNaN();
  }

  @Test
  void aRefusedConnectionMayBeTriedAgainWithTheSameNumber() {
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(0));
    send(new SegmentWriter().from(1).sequence(0).ack(100).flags(SegmentWriter.RST).atMs(1));
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(500));
    send(
        new SegmentWriter()
            .from(1)
            .sequence(number(0) - 1)
            .ack(100)
            .flags(SegmentWriter.SYN)
            .atMs(501));
    data(0, 510);

    assertThat(recorded.opened).hasSize(2);
    assertThat(recorded.readers.get(3).text()).hasSize(100);
  }

  @Test
  void aRetransmissionWithANumberOfItsOwnIsOne() {
    handshake(10);
    for (int copy = 0; copy < 2; copy++) {
      send(
          new SegmentWriter()
              .from(1)
              .sequence(number(0))
              .ack(100)
              .data(SIZE)
              .identification(7 + copy)
              .atMs(20));
    }

    assertThat(closed().retransmissions()).isEqualTo(1);
  }

  @Test
  void tellsWhatTheCaptureMissed() {
    handshake(10);
    data(0, 20);
    data(3, 21);
    acknowledge(4, 22);
    data(4, 100);
    acknowledge(5, 101);

    TcpFigures figures = closed();
    assertThat(figures.gaps()).isEqualTo(1);
    assertThat(figures.gapBytes()).isEqualTo(200);
    assertThat(figures.retransmissions()).isZero();
    assertThat(recorded.readers.get(1).gaps).containsExactly("ACKNOWLEDGED 200");
  }

  @Test
  void goesOnAfterACapturePauseOfMoreThanHalfTheSequenceSpace() {
    handshake(10);
    data(0, 20);
    for (int i = 0; i < 4; i++) {
      send(
          new SegmentWriter()
              .from(1)
              .sequence(0x9000_0000L + (long) i * SIZE)
              .ack(100)
              .data(SIZE)
              .atMs(30 + i));
    }

    assertThat(closed().gaps()).isEqualTo(1);
    assertThat(recorded.readers.get(1).gaps).containsExactly("LOST -1");
    assertThat(text()).hasSize(100 + 1 + 200);
  }

  @Test
  void beginsInTheMiddle() {
    send(new SegmentWriter().from(1).sequence(5_000).ack(100).data(SIZE).atMs(20));
    send(new SegmentWriter().from(0).sequence(100).ack(5_100).atMs(21));
    send(new SegmentWriter().from(1).sequence(5_100).ack(100).data(SIZE).atMs(30));
    send(new SegmentWriter().from(0).sequence(100).ack(5_200).atMs(34));

    TcpConnection connection = recorded.opened.get(0);
    assertThat(connection.initiatorKnown()).isFalse();
    assertThat(connection.port(0)).isEqualTo(554);
    connections.close(0);
    assertThat(connection.flow(0).total().roundTrips().maximumNs()).isEqualTo(4_000_000);
  }

  @Test
  void endsByFinOnBothSides() {
    handshake(10);
    data(0, 20);
    send(
        new SegmentWriter().from(1).sequence(number(1)).ack(100).flags(SegmentWriter.FIN).atMs(30));
    send(
        new SegmentWriter()
            .from(0)
            .sequence(100)
            .ack(number(1) + 1)
            .flags(SegmentWriter.FIN)
            .atMs(31));
    send(new SegmentWriter().from(1).sequence(number(1) + 1).ack(101).atMs(32));

    assertThat(recorded.opened.get(0).end()).isEqualTo(End.FINISHED);
    assertThat(closed().duplicateAcknowledgements()).isZero();
    assertThat(recorded.readers.get(1).ends).containsExactly(End.FINISHED);
  }

  @Test
  void endsByReset() {
    handshake(10);
    data(0, 20);
    send(new SegmentWriter().from(0).sequence(100).flags(SegmentWriter.RST).atMs(30));

    assertThat(recorded.opened.get(0).end()).isEqualTo(End.RESET);
    assertThat(recorded.readers.get(1).ends).containsExactly(End.RESET);
  }

  @Test
  void aNewSynAfterTheEndIsAnotherConnection() {
    handshake(10);
    send(new SegmentWriter().from(0).sequence(100).flags(SegmentWriter.RST).atMs(30));
    send(new SegmentWriter().from(0).sequence(77).flags(SegmentWriter.SYN).atMs(31));

    assertThat(recorded.opened).hasSize(2);
    assertThat(recorded.closed).containsExactly(recorded.opened.get(0));
  }

  @Test
  void aForgedSynEndsNothing() {
    handshake(10);
    data(0, 20);
    send(new SegmentWriter().from(0).sequence(123_456).flags(SegmentWriter.SYN).atMs(21));
    data(1, 22);

    assertThat(recorded.opened).hasSize(1);
    assertThat(closed().retransmissions()).isZero();
    assertThat(text()).hasSize(200);
  }

  private void handshake(double roundTripMs) {
    send(new SegmentWriter().from(0).sequence(99).flags(SegmentWriter.SYN).atMs(0));
    send(
        new SegmentWriter()
            .from(1)
            .sequence(number(0) - 1)
            .ack(100)
            .flags(SegmentWriter.SYN)
            .atMs(roundTripMs / 2));
    send(new SegmentWriter().from(0).sequence(100).ack(number(0)).atMs(roundTripMs));
  }

  /** Sequence number of the server's n-th block of data; the first wraps soon. */
  private static long number(int block) {
    return -150L + (long) block * SIZE;
  }

  private void data(int block, double ms) {
    send(new SegmentWriter().from(1).sequence(number(block)).ack(100).data(SIZE).atMs(ms));
  }

  private void stamped(int block, double ms, int timestamp) {
    send(
        new SegmentWriter()
            .from(1)
            .sequence(number(block))
            .ack(100)
            .data(SIZE)
            .timestamps(timestamp, 1)
            .atMs(ms));
  }

  private void acknowledge(int block, double ms) {
    send(new SegmentWriter().from(0).sequence(100).ack(number(block)).atMs(ms));
  }

  private void send(SegmentWriter writer) {
    connections.segment(writer.segment());
  }

  private String text() {
    return recorded.readers.get(1).text();
  }

  private TcpFigures closed() {
    connections.close(0);
    return recorded.opened.get(0).flow(1).total();
  }
}
