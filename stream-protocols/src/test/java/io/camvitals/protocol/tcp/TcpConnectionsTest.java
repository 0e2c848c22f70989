package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TcpConnectionsTest {
  private static final TcpLimits SMALL = new TcpLimits(8, 4_000, 8_000, 1_000_000_000L);

  private final RecordedConnections recorded = new RecordedConnections();
  private final TcpConnections connections = new TcpConnections(recorded, SMALL);

  @Test
  void bothDirectionsAreOneConnection() {
    connections.segment(new SegmentWriter(1).from(0).data(1).segment());
    connections.segment(new SegmentWriter(1).from(1).data(1).segment());
    connections.segment(new SegmentWriter(2).from(0).data(1).segment());

    assertThat(connections.size()).isEqualTo(2);
  }

  @Test
  void aPortScanDrivesNoConnectionOutThatCarriesData() {
    connections.segment(new SegmentWriter(1).data(10).segment());
    for (int port = 100; port < 5_000; port++) {
      connections.segment(new SegmentWriter(port).flags(SegmentWriter.SYN).segment());
      assertThat(connections.size()).isLessThanOrEqualTo(8);
    }

    connections.segment(new SegmentWriter(1).sequence(10).data(10).segment());
    assertThat(recorded.opened.stream().filter(each -> each.port(0) == 1)).hasSize(1);
    assertThat(connections.opened() - connections.forgotten()).isEqualTo(connections.size());
  }

  @Test
  void theOneThatWasSilentLongestMakesWay() {
    for (int port = 1; port <= 12; port++) {
      connections.segment(new SegmentWriter(port).data(1).segment());
      connections.segment(new SegmentWriter(1).sequence(port).data(1).segment());
    }

    assertThat(connections.size()).isEqualTo(8);
    assertThat(recorded.closed).extracting(each -> each.port(0)).containsExactly(2, 3, 4, 5);
    assertThat(connections.forgotten()).isEqualTo(4);
  }

  @Test
  void aResetAloneOpensNothing() {
    connections.segment(new SegmentWriter(1).flags(SegmentWriter.RST).segment());

    assertThat(connections.size()).isZero();
  }

  @Test
  void silentConnectionsAreForgotten() {
    connections.segment(new SegmentWriter(1).data(1).atMs(0).segment());
    connections.segment(new SegmentWriter(2).data(1).atMs(50_000).segment());
    connections.closeIdle(61_000_000_000L, 60_000_000_000L);

    assertThat(recorded.closed).extracting(each -> each.port(0)).containsExactly(1);
  }

  /**
   * Any segments: no failure, no more memory than the limits allow, each connection closed once.
   */
  @Property(tries = 200)
  void anySegmentsAreBorneInBoundedMemory(@ForAll long seed) {
    Random random = new Random(seed);
    RecordedConnections told = new RecordedConnections();
    TcpConnections table = new TcpConnections(told, SMALL);
    long timeNs = 0;
    int near = random.nextInt();
    for (int i = 0; i < 1_000; i++) {
      timeNs += random.nextInt(30_000_000);
      SegmentWriter writer =
          new SegmentWriter(random.nextInt(20))
              .from(random.nextInt(2))
              .atMs(timeNs / 1e6)
              .sequence(random.nextInt(9) == 0 ? random.nextInt() : near + random.nextInt(9_000))
              .flags(random.nextInt(6) == 0 ? random.nextInt(256) : 0)
              .window(random.nextInt(3) * 100)
              .identification(random.nextInt(4))
              .data(random.nextInt(3) == 0 ? random.nextInt(1_500) : random.nextInt(2));
      if (random.nextInt(3) > 0) {
        writer.ack(near + random.nextInt(9_000));
      }
      if (random.nextInt(3) == 0) {
        writer.timestamps(random.nextInt(50), random.nextInt(50));
      }
      if (random.nextInt(3) == 0) {
        int edge = near + random.nextInt(9_000);
        writer.sack(edge, edge + random.nextInt(900), edge - 50, edge + random.nextInt());
      }
      table.segment(writer.segment());
      if (random.nextInt(50) == 0) {
        table.advance(timeNs);
        table.closeIdle(timeNs, 1_000_000_000L);
      }
      assertThat(table.waitingBytes()).isLessThanOrEqualTo(8_000);
      assertThat(table.size()).isLessThanOrEqualTo(8);
    }
    table.close(timeNs);
    assertThat(table.waitingBytes()).isZero();
    assertThat(told.closed).doesNotHaveDuplicates().hasSameSizeAs(told.opened);
    assertThat(told.readers).allSatisfy(reader -> assertThat(reader.ends).hasSize(1));
    for (TcpConnection connection : told.closed) {
      for (int i = 0; i < 2; i++) {
        TcpFigures figures = connection.flow(i).total();
        assertThat(figures.spuriousRetransmissions()).isNotNegative();
        assertThat(figures.stalledNs()).isNotNegative();
        assertThat(figures.zeroWindowNs()).isNotNegative();
        assertThat(figures.segments()).isNotNegative();
      }
    }
  }
}
