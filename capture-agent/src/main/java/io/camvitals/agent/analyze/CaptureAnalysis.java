package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.filter.CaptureFilter;
import io.camvitals.agent.analyze.wireshark.WiresharkAnalysis;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.MediaFormat;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.file.CaptureInterface;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.file.TimestampFilter;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import io.camvitals.agent.source.packet.PacketDemultiplexer;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures all RTP streams of capture files. Several files count as one capture, in the order in
 * which their packets are handed over, as a capture that was written to a ring of files.
 */
final class CaptureAnalysis {
  private static final int MOST_KEPT_PACKETS = 1_000_000;

  /** Reason under which packets are counted that a filter's times leave out. */
  static final String OUTSIDE_TIME = "outside-filter-time";

  private final List<AnalyzedStream> streams = new ArrayList<>();
  private final List<AnalyzedTransportStream> transportStreams = new ArrayList<>();
  private final List<CaptureReport.AnalyzedFile> files = new ArrayList<>();
  private final CaptureCounters counters = new CaptureCounters();
  private final CapturedTraffic traffic;
  private final Traces traces;
  private final AnalyzedConnections connections;
  private final CaptureCounters frames = new CaptureCounters();
  private final KeptPackets.Room kept = new KeptPackets.Room(MOST_KEPT_PACKETS);
  private final CaptureExtentMeter extent = new CaptureExtentMeter();
  private final Optional<WiresharkAnalysis> wireshark;
  private final Optional<CaptureFilter> selection;
  private boolean begun;
  private long startNs;
  private long captureDropped;

  /**
   * @param wireshark read the capture a second time as Wireshark would
   */
  CaptureAnalysis(PayloadTypeClocks clocks, boolean wireshark) {
    this(clocks, wireshark, Optional.empty(), false);
  }

  /**
   * @param wireshark read the capture a second time as Wireshark would
   * @param selection what of it is wanted, when not all
   * @param timeLines gather the streams' figures over time
   */
  CaptureAnalysis(
      PayloadTypeClocks clocks,
      boolean wireshark,
      Optional<CaptureFilter> selection,
      boolean timeLines) {
    this.selection = selection;
    this.traces = new Traces(timeLines);
    this.connections = new AnalyzedConnections(traces.numbers());
    this.wireshark = wireshark ? Optional.of(new WiresharkAnalysis()) : Optional.empty();
    this.traffic =
        new CapturedTraffic(
            VantagePoint.getDefaultInstance(),
            clocks,
            CaptureLimits.ANALYSIS,
            new CaptureObservers(new Opened(), connections, counters, frames));
  }

  private final class Opened implements StreamObservers {
    @Override
    public StreamObserver open(StreamIdentity identity) {
      return open(identity, MediaFormat.UNKNOWN);
    }

    @Override
    public StreamObserver open(StreamIdentity identity, MediaFormat format) {
      AnalyzedStream stream = new AnalyzedStream(identity, format, kept, traces);
      streams.add(stream);
      return stream;
    }

    @Override
    public TransportStreamObserver openTransportStream(StreamIdentity identity) {
      AnalyzedTransportStream stream = new AnalyzedTransportStream(identity, traces.numbers());
      transportStreams.add(stream);
      return stream;
    }
  }

  /**
   * Reads a capture to its end, or to where it is damaged.
   *
   * @return what is to be said of it
   */
  FileRemarks read(CaptureReader reader) throws IOException {
    FileAnalysis file = begin(reader);
    reader.read(file);
    return file.end();
  }

  /** Begins a file; its packets are to come, and then its end. */
  FileAnalysis begin(CaptureReader reader) {
    return new FileAnalysis(reader);
  }

  /** One file of the capture. */
  final class FileAnalysis implements CapturedPacketHandler {
    private final CaptureReader reader;
    private final TimestampFilter filter = new TimestampFilter(this::timed, counters);

    private final int index = files.size();

    private FileAnalysis(CaptureReader reader) {
      this.reader = reader;
      files.add(analyzed());
    }

    private CaptureReport.AnalyzedFile analyzed() {
      return new CaptureReport.AnalyzedFile(
          reader.file(), reader.format(), reader.packets(), reader.damage());
    }

    @Override
    public void packet(CapturedPacket packet) {
      extent.packet(packet);
      if (!begun && packet.timestamped()) {
        begun = true;
        startNs = packet.timestampNs();
      }
      if (wireshark.isPresent()) {
        // Before the filter, which corrects times: Wireshark takes them as they are.
        if (isSelected(packet)) {
          wireshark.get().packet(packet);
        } else {
          wireshark.get().skip(packet);
        }
      }
      filter.packet(packet);
    }

    private void timed(CapturedPacket packet) {
      extent.time(packet);
      traces.numbers().packet(index, packet.frameNumber(), packet.timestampNs());
      if (isSelected(packet)) {
        traffic.packet(packet);
      } else {
        counters.rejected(OUTSIDE_TIME);
      }
    }

    /** Ends the file, and tells what is to be said of it. */
    FileRemarks end() {
      filter.end();
      captureDropped += reader.interfaces().stream().mapToLong(CaptureInterface::dropped).sum();
      files.set(index, analyzed());
      return FileRemarks.of(reader, filter);
    }
  }

  private boolean isSelected(CapturedPacket packet) {
    return selection.isEmpty()
        || !packet.timestamped()
        || selection.get().includes(packet.timestampNs(), startNs);
  }

  /**
   * An announced track may have brought a packet or two of another source that never became a
   * sequence.
   */
  private boolean isRejected(AnalyzedStream stream) {
    if (stream.meter().total() != null) {
      return false;
    }
    CaptureCounters its = stream.isInterleaved() ? frames : counters;
    for (long left = stream.meter().pendingPackets() + stream.rtcpPackets(); left > 0; left--) {
      its.rejected("rtp-without-sequence");
    }
    return true;
  }

  /** Ends the analysis. */
  CaptureReport report() {
    traffic.close();
    streams.removeIf(this::isRejected);
    CaptureReport report = whole();
    return selection.map(filter -> ReportSelection.apply(filter, report)).orElse(report);
  }

  private CaptureReport whole() {
    PacketDemultiplexer demultiplexer = traffic.demultiplexer();
    List<StreamReport> reports = streams.stream().map(StreamReport::of).toList();
    return new CaptureReport(
        List.copyOf(files),
        extent.extent().packets() + demultiplexer.aggregated(),
        reports.stream().mapToLong(StreamReport::rtpPackets).sum(),
        streams.stream().mapToLong(AnalyzedStream::rtcpPackets).sum(),
        counters.snapshot().rejected(),
        captureDropped,
        demultiplexer.incompleteDatagrams(),
        reports,
        transportStreams.stream().mapToLong(AnalyzedTransportStream::datagrams).sum(),
        Stream.concat(
                transportStreams.stream().map(AnalyzedTransportStream::report),
                streams.stream().flatMap(stream -> stream.transportStream().stream()))
            .toList(),
        streams.stream().flatMap(stream -> stream.rtcp().stream()).toList(),
        extent.extent(),
        connections.report(
            streams.stream().filter(AnalyzedStream::isInterleaved).toList(),
            frames.snapshot().rejected()),
        new LinkReport(demultiplexer.encapsulations(), connections.wireless()),
        wireshark.map(
            analysis ->
                new WiresharkReport(
                    analysis.streams(), analysis.firstNs(), analysis.uncounted(), analysis)),
        Optional.empty());
  }
}
