package io.camvitals.jobs.transportstream;

import static io.camvitals.event.document.TransportStreamField.*;

import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.document.StreamFields;
import java.util.List;

/** Makes a document of a window of a transport stream. */
final class TransportStreamFields {
  private static final double NS_PER_S = 1e9;

  private TransportStreamFields() {}

  static DocumentBuilder document(TransportStreamEvent sum, long startNs, long lengthNs) {
    DocumentBuilder document =
        CommonFields.window(DocumentKind.TRANSPORT_STREAM, startNs, lengthNs);
    StreamFields.put(document, sum.getStream());
    putCounts(document, sum, lengthNs);
    putErrors(document, sum);
    putTimes(document, sum, lengthNs);
    List<String> codecs =
        sum.getProgramList().stream()
            .flatMap(program -> program.getElementaryStreamList().stream())
            .map(TransportStreamEvent.ElementaryStream::getCodec)
            .filter(codec -> !codec.isEmpty())
            .distinct()
            .toList();
    return document
        .putIf(sum.getProgramCount() > 0, TRANSPORT_STREAM_PROGRAMS, sum.getProgramCount())
        .putIf(!codecs.isEmpty(), TRANSPORT_STREAM_CODECS, codecs);
  }

  private static void putCounts(DocumentBuilder document, TransportStreamEvent sum, long lengthNs) {
    document
        .put(TRANSPORT_STREAM_DATAGRAMS, sum.getDatagrams())
        .put(TRANSPORT_STREAM_BYTES, sum.getBytes())
        .put(TRANSPORT_STREAM_PACKETS, sum.getPackets())
        .put(TRANSPORT_STREAM_NULL_PACKETS, sum.getNullPackets())
        .put(TRANSPORT_STREAM_DUPLICATES, sum.getDuplicates())
        .put(TRANSPORT_STREAM_SCRAMBLED_PACKETS, sum.getScrambledPackets())
        .put(TRANSPORT_STREAM_INCOMPLETE_PACKETS, sum.getIncompletePackets())
        .put(TRANSPORT_STREAM_UNFOLLOWED_PACKETS, sum.getUnfollowedPackets())
        .putIf(
            sum.getPacketSize() > 0,
            TRANSPORT_STREAM_PACKET_SIZE,
            Integer.toUnsignedLong(sum.getPacketSize()))
        .put(TRANSPORT_STREAM_BITRATE_BPS, 8 * sum.getBytes() * NS_PER_S / lengthNs)
        .putIf(
            sum.getPcrTimeNs() > 0,
            TRANSPORT_STREAM_TRANSPORT_BITRATE_BPS,
            8 * sum.getPcrBytes() * NS_PER_S / sum.getPcrTimeNs());
  }

  private static void putErrors(DocumentBuilder document, TransportStreamEvent sum) {
    document
        .put(TRANSPORT_STREAM_TR101290_SYNC_LOSSES, sum.getSyncLosses())
        .put(TRANSPORT_STREAM_TR101290_SYNC_BYTE_ERRORS, sum.getSyncByteErrors())
        .put(TRANSPORT_STREAM_TR101290_PAT_ERRORS, sum.getPatErrors())
        .put(TRANSPORT_STREAM_TR101290_CONTINUITY_ERRORS, sum.getContinuityErrors())
        .put(TRANSPORT_STREAM_TR101290_PMT_ERRORS, sum.getPmtErrors())
        .put(TRANSPORT_STREAM_TR101290_PID_ERRORS, sum.getPidErrors())
        .put(
            TRANSPORT_STREAM_TR101290_PRIORITY_1_ERRORS,
            sum.getSyncLosses()
                + sum.getSyncByteErrors()
                + sum.getPatErrors()
                + sum.getContinuityErrors()
                + sum.getPmtErrors()
                + sum.getPidErrors())
        .put(TRANSPORT_STREAM_TR101290_TRANSPORT_ERRORS, sum.getTransportErrors())
        .put(TRANSPORT_STREAM_TR101290_CRC_ERRORS, sum.getCrcErrors())
        .put(TRANSPORT_STREAM_TR101290_PCR_REPETITION_ERRORS, sum.getPcrRepetitionErrors())
        .put(TRANSPORT_STREAM_TR101290_PCR_DISCONTINUITY_ERRORS, sum.getPcrDiscontinuityErrors());
  }

  private static void putTimes(DocumentBuilder document, TransportStreamEvent sum, long lengthNs) {
    document
        .put(TRANSPORT_STREAM_PCR_COUNT, sum.getPcrs())
        .put(TRANSPORT_STREAM_MDI_MEDIA_LOSS_PACKETS, sum.getPacketsMissing())
        .put(TRANSPORT_STREAM_MDI_MEDIA_LOSS_RATE, sum.getPacketsMissing() * NS_PER_S / lengthNs)
        .putMs(
            TRANSPORT_STREAM_TR101290_PCR_ACCURACY_MAX_MS,
            sum.hasPcrAccuracyMaxNs() ? sum.getPcrAccuracyMaxNs() : -1)
        .putMs(
            TRANSPORT_STREAM_PCR_INTERVAL_MAX_MS,
            sum.hasPcrIntervalMaxNs() ? sum.getPcrIntervalMaxNs() : -1)
        .putMs(
            TRANSPORT_STREAM_PCR_JITTER_MAX_MS,
            sum.hasPcrJitterMaxNs() ? sum.getPcrJitterMaxNs() : -1)
        .putMs(
            TRANSPORT_STREAM_MDI_DELAY_FACTOR_MAX_MS,
            sum.hasDelayFactorNs() ? sum.getDelayFactorNs() : -1)
        .putMs(
            TRANSPORT_STREAM_INTERARRIVAL_MAX_MS,
            sum.hasInterarrivalMaxNs() ? sum.getInterarrivalMaxNs() : -1);
  }
}
