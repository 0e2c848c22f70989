package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.fuzz.Mutations;
import io.camvitals.agent.source.file.CaptureFormatException;
import io.camvitals.agent.source.file.CaptureFuzzing;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Random;

/** Damaged captures for the whole of the analysis. */
public final class AnalysisFuzzing {
  private AnalysisFuzzing() {}

  public static void analyse(Random random) throws IOException {
    byte[] capture =
        switch (random.nextInt(3)) {
          case 0 -> CaptureFuzzing.validPcap(random);
          case 1 -> CaptureFuzzing.validPcapng(random);
          default -> CaptureAnalysisFuzzTest.capture(random);
        };
    CaptureAnalysis analysis =
        new CaptureAnalysis(new PayloadTypeClocks(Map.of()), random.nextBoolean());
    try (CaptureReader reader = CaptureFuzzing.open(Mutations.of(capture, random))) {
      analysis.read(reader);
    } catch (CaptureFormatException e) {
      return;
    }
    StreamOrder[] orders = StreamOrder.values();
    check(analysis.report(), orders[random.nextInt(orders.length)]);
  }

  /** Every packet counts once, and all reports can be written. */
  static void check(CaptureReport report, StreamOrder... orders) throws IOException {
    long rejected = report.rejected().values().stream().mapToLong(Long::longValue).sum();
    assertThat(
            report.rtpPackets()
                + report.rtcpPackets()
                + report.transportStreamDatagrams()
                + rejected)
        .isEqualTo(report.packets() + report.connections().interleavedPackets());
    for (StreamOrder order : orders) {
      CaptureReport sorted = report.sortedBy(order);
      for (ReportFormat format :
          new ReportFormat[] {
            new JsonReport(),
            new CsvReport(),
            new TableReport(80, false),
            new TableReport(Integer.MAX_VALUE, true)
          }) {
        StringWriter out = new StringWriter();
        format.write(sorted, out);
        assertThat(out.toString()).isNotEmpty().doesNotContain("NaN");
      }
    }
  }
}
