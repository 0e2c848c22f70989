package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.StreamTrace;
import io.camvitals.agent.observe.MediaKind;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.metrics.WindowMetrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was measured of one stream. Figures that are not known are NaN.
 *
 * @param transport {@code udp} or {@code tcp}
 * @param ssrc eight hexadecimal digits
 * @param payloadType of the first packet
 * @param payloadTypes all that were seen, ascending
 * @param codec encoding name; empty when unknown
 * @param clockRate units per second; 0 when unknown
 * @param clockRateSource from where it is known
 * @param inference why the clock rate is what it is, when it was inferred from timestamps
 * @param invalid packets that belonged to no sequence
 * @param jitterMeanMs RFC 3550 A.8 after each packet, milliseconds
 * @param frameJitterMeanMs the same over the first packets of frames, milliseconds
 * @param interarrivalMaxMs longest time between two packets
 * @param payloadBytes of RTP payload, duplicates included
 * @param wireBytes with all headers
 * @param bitrateBps payload bits per second over the stream's duration
 * @param frames pictures, or codec frames of sound; -1 when neither is known
 * @param keyFrames pictures at which a decoder can begin; -1 when the packets do not tell
 * @param frameRate frames per second; NaN when these are not known
 * @param frameDetails what else is known of them
 * @param firstNs arrival of the first packet, nanoseconds since the Unix epoch
 * @param lastNs arrival of the last packet
 * @param trace where in it something happened
 */
record StreamReport(
    Endpoint source,
    Endpoint destination,
    String transport,
    String ssrc,
    int payloadType,
    List<Integer> payloadTypes,
    String codec,
    int clockRate,
    ClockRateSource clockRateSource,
    Optional<InferenceReport> inference,
    long packets,
    long unique,
    long expected,
    long lost,
    double lossRatio,
    long reordered,
    long duplicates,
    long restarts,
    long invalid,
    double jitterMeanMs,
    double jitterMaxMs,
    double frameJitterMeanMs,
    double frameJitterMaxMs,
    double interarrivalMaxMs,
    long payloadBytes,
    long wireBytes,
    double bitrateBps,
    double wireBitrateBps,
    long frames,
    long keyFrames,
    double frameRate,
    Optional<FrameReport> frameDetails,
    long rtcpPackets,
    long firstNs,
    long lastNs,
    StreamTrace trace) {

  static StreamReport of(AnalyzedStream stream) {
    StreamIdentity identity = stream.identity();
    WindowMetrics total = stream.meter().total();
    double seconds = (stream.lastNs() - stream.firstNs()) / 1e9;
    boolean video = MediaKind.of(identity) == MediaKind.VIDEO;
    Optional<FrameReport> details = stream.frames();
    long frames = frames(details, total);
    return new StreamReport(
        identity.getSource(),
        identity.getDestination(),
        identity.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED ? "tcp" : "udp",
        StreamKeys.ssrc(identity.getSsrc()),
        identity.getPayloadType(),
        IntStream.range(0, 128).filter(stream::hasPayloadType).boxed().toList(),
        identity.getCodec(),
        identity.getClockRate(),
        ClockRateSource.of(identity.getClockRateSource()),
        identity.hasClockRateEvidence()
            ? Optional.of(
                new InferenceReport(identity.getClockRateEvidence(), stream.isJitterOfAllPackets()))
            : Optional.empty(),
        total.packets(),
        total.unique(),
        total.expected(),
        total.lost(),
        total.lossRatio(),
        total.reordered(),
        total.duplicates(),
        total.restarts(),
        total.invalid() + stream.meter().pendingPackets(),
        milliseconds(total.jitterMeanNs()),
        milliseconds(total.jitterMaxNs()),
        video ? milliseconds(total.frameJitterMeanNs()) : Double.NaN,
        video ? milliseconds(total.frameJitterMaxNs()) : Double.NaN,
        milliseconds(total.interarrivalMaxNs()),
        total.payloadBytes(),
        total.wireBytes(),
        rate(8.0 * total.payloadBytes(), seconds),
        rate(8.0 * total.wireBytes(), seconds),
        frames,
        MediaKind.hasKeyFrames(identity) ? total.keyFrames() : -1,
        frames < 0 ? Double.NaN : rate(frames - framesAtOnce(details), seconds),
        details,
        stream.rtcpPackets(),
        stream.firstNs(),
        stream.lastNs(),
        stream.trace());
  }

  /** Packets of the stream, those that belonged to no sequence included. */
  long rtpPackets() {
    return packets + invalid;
  }

  double durationSeconds() {
    return (lastNs - firstNs) / 1e9;
  }

  /** Whether packets of one timestamp are one picture. */
  boolean isVideo() {
    return frameDetails.isPresent() && frameDetails.get() instanceof FrameReport.Video;
  }

  private static long frames(Optional<FrameReport> details, WindowMetrics total) {
    if (details.isEmpty()) {
      return -1;
    }
    return details.get() instanceof FrameReport.Audio audio ? audio.frames() : total.frames();
  }

  /** The frames that the first packet brings take no time. */
  private static double framesAtOnce(Optional<FrameReport> details) {
    return details.orElseThrow() instanceof FrameReport.Audio audio
        ? audio.frames() / (double) Math.max(1, audio.packets())
        : 1;
  }

  private static double milliseconds(long nanoseconds) {
    return nanoseconds < 0 ? Double.NaN : nanoseconds / 1e6;
  }

  private static double rate(double amount, double seconds) {
    return seconds > 0 ? amount / seconds : Double.NaN;
  }
}
