package io.camvitals.jobs.quality;

import static io.camvitals.event.document.StreamQualityField.*;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.StreamQualityField;
import io.camvitals.event.document.StreamQualityIndex;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.event.v1.Transport;
import io.camvitals.jobs.elasticsearch.BulkDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/** Makes an Elasticsearch document of a window's result. A figure that is not known is left out. */
public final class StreamQualityDocuments
    implements ElementConverter<StreamQualityResult, BulkDocument> {
  private static final long serialVersionUID = 1L;
  private static final String ECS = "8.17.0";
  private static final int ID_BYTES = 16;

  /** A stream that began less than this before the end of the window has no rate yet. */
  private static final long SHORTEST_FOR_RATES_NS = 1_000_000_000L;

  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;
  private static final Set<String> VIDEO_CODECS =
      Set.of("H264", "H265", "H266", "JPEG", "MPV", "MP4V-ES", "VP8", "VP9", "AV1");

  @Override
  public BulkDocument apply(StreamQualityResult result, SinkWriter.Context context) {
    try {
      return document(StreamQuality.parseFrom(result.value), result.revision);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the job itself wrote what is no StreamQuality", e);
    }
  }

  /** The document of a window; its id is the same for every revision. */
  static BulkDocument document(StreamQuality quality, long revision) {
    Instant start = instant(quality.getWindowStartNs());
    DocumentBuilder document = new DocumentBuilder();
    document
        .put(EVENT_KIND, "metric")
        .put(EVENT_MODULE, "camvitals")
        .put(EVENT_DATASET, StreamQualityIndex.DATASET)
        .put(EVENT_START, start.toString())
        .put(EVENT_END, instant(quality.getWindowStartNs() + quality.getResolutionNs()).toString())
        .put(EVENT_DURATION, quality.getResolutionNs())
        .put(TIMESTAMP, start.toString())
        .put(ECS_VERSION, ECS);
    putStream(document, quality.getStream());
    putCounts(document, quality);
    putLoss(document, quality);
    putTimes(document, quality);
    putRates(document, quality);
    return new BulkDocument(
        StreamQualityIndex.of(start),
        id(
            StreamKeys.of(quality.getStream()),
            quality.getWindowStartNs(),
            quality.getResolutionNs()),
        revision,
        document.json());
  }

  /** The first 128 bits of SHA-256, in hexadecimal digits. */
  static String id(String streamKey, long windowStartNs, long resolutionNs) {
    String name = streamKey + '\n' + windowStartNs + '\n' + resolutionNs;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Instant instant(long ns) {
    return Instant.ofEpochSecond(0, ns);
  }

  private static void putStream(DocumentBuilder document, StreamIdentity stream) {
    boolean tcp = stream.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED;
    document
        .put(OBSERVER_NAME, stream.getVantagePoint().getAgent())
        .put(OBSERVER_TYPE, "sensor")
        .put(OBSERVER_INGRESS_INTERFACE_NAME, stream.getVantagePoint().getInterface())
        .put(SITE, stream.getVantagePoint().getSite())
        .putText(CAMERA_ID, stream.getCameraId())
        .put(NETWORK_PROTOCOL, "rtp")
        .put(STREAM_ID, StreamKeys.of(stream))
        .putText(STREAM_MEDIA, stream.getMedia())
        .putText(STREAM_CODEC, stream.getCodec())
        .put(STREAM_SSRC, StreamKeys.ssrc(stream.getSsrc()))
        .put(STREAM_PAYLOAD_TYPE, stream.getPayloadType())
        .putIf(stream.getClockRate() > 0, STREAM_CLOCK_RATE, stream.getClockRate())
        .putIf(tcp, STREAM_INTERLEAVED_CHANNEL, stream.getInterleavedChannel());
    if (stream.getTransport() != Transport.TRANSPORT_UNSPECIFIED) {
      document.put(NETWORK_TRANSPORT, StreamKeys.transport(stream.getTransport()));
    }
    putEndpoint(document, stream.getSource(), SOURCE_IP, SOURCE_PORT);
    putEndpoint(document, stream.getDestination(), DESTINATION_IP, DESTINATION_PORT);
  }

  private static void putEndpoint(
      DocumentBuilder document, Endpoint endpoint, StreamQualityField ip, StreamQualityField port) {
    ByteString address = endpoint.getAddress();
    if (!address.isEmpty()) {
      document
          .put(ip, StreamKeys.address(address))
          .put(NETWORK_TYPE, address.size() == 4 ? "ipv4" : "ipv6");
    }
    document.putIf(endpoint.getPort() != 0, port, endpoint.getPort());
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
    if (isVideo(quality.getStream())) {
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

  private static boolean isVideo(StreamIdentity stream) {
    return stream.getMedia().isEmpty()
        ? VIDEO_CODECS.contains(stream.getCodec())
        : stream.getMedia().equals("video");
  }
}
