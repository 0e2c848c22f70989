package io.camvitals.agent.observe;

import static io.camvitals.metrics.mpegts.TransportStreamFigure.*;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import io.camvitals.protocol.mpegts.ElementaryStream;
import java.nio.ByteBuffer;

/** Publishes each second of one transport stream. One thread at a time. */
final class TransportStreamEvents {
  private final StreamIdentity stream;
  private final String key;
  private final EventPublisher publisher;
  private long published;
  private final TransportStreamProbe probe = new TransportStreamProbe(this::publish);

  TransportStreamEvents(StreamIdentity stream, String key, EventPublisher publisher) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
  }

  /** Whether a stream's packets carry a transport stream (RFC 2250 section 2). */
  static boolean has(StreamIdentity stream) {
    return stream.getCodec().equals("MP2T");
  }

  void datagram(ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
    probe.datagram(buffer, offset, capturedLength, wireLength, arrivalNs);
  }

  void captureDropped() {
    probe.captureDropped();
  }

  /** The stream is silent, or has ended: what is open is published. */
  void flush() {
    probe.flush();
  }

  private void publish(long secondStartNs, Figures<TransportStreamFigure> figures) {
    TransportStreamEvent.Builder event =
        TransportStreamEvent.newBuilder()
            .setStream(stream)
            .setEventNumber(published++)
            .setSecondStartNs(secondStartNs)
            .setPacketSize(probe.packetSize())
            .setDatagrams(figures.get(DATAGRAMS))
            .setBytes(figures.get(BYTES))
            .setPackets(figures.get(PACKETS))
            .setNullPackets(figures.get(NULL_PACKETS))
            .setSyncLosses(figures.get(SYNC_LOSSES))
            .setSyncByteErrors(figures.get(SYNC_BYTE_ERRORS))
            .setPatErrors(figures.get(PAT_ERRORS))
            .setContinuityErrors(figures.get(CONTINUITY_ERRORS))
            .setPacketsMissing(figures.get(PACKETS_MISSING))
            .setDuplicates(figures.get(DUPLICATES))
            .setPmtErrors(figures.get(PMT_ERRORS))
            .setPidErrors(figures.get(PID_ERRORS))
            .setTransportErrors(figures.get(TRANSPORT_ERRORS))
            .setCrcErrors(figures.get(CRC_ERRORS))
            .setPcrs(figures.get(PCRS))
            .setPcrRepetitionErrors(figures.get(PCR_REPETITION_ERRORS))
            .setPcrDiscontinuityErrors(figures.get(PCR_DISCONTINUITY_ERRORS))
            .setScrambledPackets(figures.get(SCRAMBLED_PACKETS))
            .setIncompletePackets(figures.get(INCOMPLETE_PACKETS))
            .setUnfollowedPackets(figures.get(UNFOLLOWED_PACKETS))
            .setPcrBytes(figures.get(PCR_BYTES))
            .setPcrTimeNs(figures.get(PCR_TIME_NS));
    if (figures.get(PCR_INTERVAL_MAX_NS) >= 0) {
      event.setPcrIntervalMaxNs(figures.get(PCR_INTERVAL_MAX_NS));
    }
    if (figures.get(PCR_JITTER_MAX_NS) >= 0) {
      event.setPcrJitterMaxNs(figures.get(PCR_JITTER_MAX_NS));
    }
    if (figures.get(PCR_ACCURACY_MAX_NS) >= 0) {
      event.setPcrAccuracyMaxNs(figures.get(PCR_ACCURACY_MAX_NS));
    }
    if (figures.get(DELAY_FACTOR_MAX_NS) >= 0) {
      event.setDelayFactorNs(figures.get(DELAY_FACTOR_MAX_NS));
    }
    if (figures.get(INTERARRIVAL_MAX_NS) >= 0) {
      event.setInterarrivalMaxNs(figures.get(INTERARRIVAL_MAX_NS));
    }
    probe.programs().forEach(program -> event.addProgram(program(program)));
    publisher.publish(Topic.TRANSPORT_STREAM, key, event.build().toByteArray());
  }

  private static TransportStreamEvent.Program program(TransportStreamProbe.Program program) {
    TransportStreamEvent.Program.Builder told =
        TransportStreamEvent.Program.newBuilder()
            .setNumber(program.map().programNumber())
            .setMapPid(program.mapPid())
            .setClockPid(program.map().clockReferencePid());
    for (ElementaryStream elementary : program.map().streams()) {
      told.addElementaryStream(
          TransportStreamEvent.ElementaryStream.newBuilder()
              .setPid(elementary.pid())
              .setStreamType(elementary.streamType())
              .setCodec(elementary.codec()));
    }
    return told.build();
  }
}
