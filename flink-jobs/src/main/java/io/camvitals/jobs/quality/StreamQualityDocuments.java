package io.camvitals.jobs.quality;

import static io.camvitals.event.document.StreamQualityField.*;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.document.StreamQualityField;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.document.DocumentIds;
import io.camvitals.jobs.document.StreamFields;

/** Makes an Elasticsearch document of a window's result. A figure that is not known is left out. */
final class StreamQualityDocuments {
  /** A stream that began less than this before the end of the window has no rate yet. */
  private static final long SHORTEST_FOR_RATES_NS = 1_000_000_000L;

  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;

  private StreamQualityDocuments() {}

  /** The document of a window as it is known by its packets. */
  static DocumentBuilder builder(StreamQuality quality) {
    DocumentBuilder document =
        CommonFields.window(
            DocumentKind.STREAM_QUALITY, quality.getWindowStartNs(), quality.getResolutionNs());
    StreamFields.put(document, quality.getStream());
    putCounts(document, quality);
    putLoss(document, quality);
    putTimes(document, quality);
    putRates(document, quality);
    return document;
  }

  /** The whole of it; its id is the same for every version. */
  static Document document(StreamQuality quality, DocumentBuilder builder, long version) {
    return new Document(
        DocumentKind.STREAM_QUALITY,
        quality.getWindowStartNs(),
        DocumentIds.ofWindow(
            StreamKeys.of(quality.getStream()),
            quality.getWindowStartNs(),
            quality.getResolutionNs()),
        version,
        builder.json());
  }

  private static void putCounts(DocumentBuilder document, StreamQuality quality) {
    document
        .put(RTP_PACKETS, quality.getPackets())
        .put(RTP_UNIQUE, quality.getPackets() - quality.getDuplicates())
        .put(RTP_EXPECTED, quality.getExpected())
        .put(RTP_REORDERED, quality.getReordered())
        .put(RTP_DUPLICATES, quality.getDuplicates())
        .put(RTP_RESTARTS, quality.getRestarts())
        .put(RTP_INVALID, quality.getInvalid())
        .put(RTP_PAYLOAD_BYTES, quality.getPayloadBytes())
        .put(RTP_WIRE_BYTES, quality.getWireBytes())
        .put(CAPTURE_COMPLETE, quality.getCaptureComplete())
        .put(CAPTURE_DROPPED, quality.getCaptureDropped());
    if (StreamFields.isVideo(quality.getStream())) {
      document
          .put(VIDEO_FRAMES, quality.getFrames())
          .put(VIDEO_KEY_FRAMES, quality.getKeyFrames())
          .putIf(ratesAreKnown(quality), VIDEO_FRAME_RATE, perSecond(quality.getFrames(), quality));
    }
  }

  /** Losses that may be the agent's own are named missing, and nobody is blamed for them. */
  private static void putLoss(DocumentBuilder document, StreamQuality quality) {
    if (!quality.getCaptureComplete()) {
      document.put(RTP_MISSING, quality.getLost());
      return;
    }
    long expected = quality.getExpected();
    document
        .put(RTP_LOST, quality.getLost())
        .put(RTP_LOSS_RATIO, expected == 0 ? 0.0 : (double) quality.getLost() / expected)
        .put(RTP_BURST_COUNT, quality.getBursts())
        .put(RTP_BURST_PACKETS, quality.getBurstPackets())
        .put(RTP_BURST_LOST, quality.getBurstLost());
    for (int length = 1; length <= quality.getLossRunCount(); length++) {
      document.put(StreamQualityField.lossRun(length), quality.getLossRun(length - 1));
    }
  }

  private static void putTimes(DocumentBuilder document, StreamQuality quality) {
    if (quality.hasJitterLastNs()) {
      document
          .put(RTP_JITTER_LAST_MS, quality.getJitterLastNs() / NS_PER_MS)
          .put(RTP_JITTER_MEAN_MS, quality.getJitterMeanNs() / NS_PER_MS)
          .put(RTP_JITTER_MAX_MS, quality.getJitterMaxNs() / NS_PER_MS);
    }
    if (quality.hasFrameJitterMeanNs()) {
      document
          .put(RTP_FRAME_JITTER_MEAN_MS, quality.getFrameJitterMeanNs() / NS_PER_MS)
          .put(RTP_FRAME_JITTER_MAX_MS, quality.getFrameJitterMaxNs() / NS_PER_MS);
    }
    if (quality.hasInterarrivalMaxNs()) {
      document.put(RTP_INTERARRIVAL_MAX_MS, quality.getInterarrivalMaxNs() / NS_PER_MS);
    }
  }

  private static void putRates(DocumentBuilder document, StreamQuality quality) {
    if (!ratesAreKnown(quality)) {
      return;
    }
    document
        .put(RTP_BITRATE_BPS, perSecond(8 * quality.getPayloadBytes(), quality))
        .put(RTP_WIRE_BITRATE_BPS, perSecond(8 * quality.getWireBytes(), quality))
        .put(RTP_PACKET_RATE, perSecond(quality.getPackets(), quality));
  }

  private static boolean ratesAreKnown(StreamQuality quality) {
    return observedNs(quality) >= Math.min(SHORTEST_FOR_RATES_NS, quality.getResolutionNs());
  }

  private static double perSecond(long count, StreamQuality quality) {
    return count * NS_PER_S / observedNs(quality);
  }

  private static long observedNs(StreamQuality quality) {
    return quality.getObservedNs() > 0 ? quality.getObservedNs() : quality.getResolutionNs();
  }
}
