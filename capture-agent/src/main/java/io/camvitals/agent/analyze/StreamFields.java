package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.wireshark.WiresharkFigures;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a stream in the reports for programs: their names, their order, and where the
 * values come from. A value is a String, a Long, a Double, a list of numbers, or null when it is
 * not known.
 */
final class StreamFields {
  /** A field and how it is had from a stream. */
  record Field(String name, Function<ListedStream, Object> value) {}

  /**
   * Fields that stand together in an object of this name; in a table their names have it before
   * them.
   *
   * @param of those that a stream has; null when it has none of this
   */
  record Group(String name, List<Field> all, Function<StreamReport, List<Field>> of) {}

  /** Named as other tools rely on them; none may go or change its meaning. */
  private static final List<Field> FIXED =
      List.of(
          new Field("source", stream -> EndpointText.of(stream.source())),
          new Field("destination", stream -> EndpointText.of(stream.destination())),
          new Field("transport", ListedStream::transport),
          new Field("ssrc", stream -> "0x" + stream.ssrc()),
          new Field("payload_type", StreamFields::payloadType),
          own("codec", stream -> stream.codec().isEmpty() ? null : stream.codec()),
          own("clock_rate_hz", stream -> known(stream.clockRate(), 1)),
          own("clock_rate_source", stream -> stream.clockRateSource().text()),
          new Field("start", stream -> JsonReport.time(stream.firstNs())),
          new Field("duration_s", stream -> (stream.lastNs() - stream.firstNs()) / 1e9),
          own("packets", StreamReport::packets),
          own("bytes", StreamReport::payloadBytes),
          own("expected", StreamReport::expected),
          own("lost", StreamReport::lost),
          own("loss_ratio", StreamReport::lossRatio),
          own("reordered", StreamReport::reordered),
          own("duplicates", StreamReport::duplicates),
          own("jitter_mean_ms", StreamReport::jitterMeanMs),
          own("jitter_max_ms", StreamReport::jitterMaxMs),
          own("delta_max_ms", StreamReport::interarrivalMaxMs),
          own("bitrate_bps", StreamReport::bitrateBps),
          own("frames", stream -> known(stream.frames(), 0)),
          own("frame_rate", StreamReport::frameRate),
          own("key_frames", stream -> known(stream.keyFrames(), 0)));

  private static final List<Field> FURTHER =
      List.of(
          new Field("payload_types", ListedStream::payloadTypes),
          own("unique", StreamReport::unique),
          own("restarts", StreamReport::restarts),
          own("invalid", StreamReport::invalid),
          own("frame_jitter_mean_ms", StreamReport::frameJitterMeanMs),
          own("frame_jitter_max_ms", StreamReport::frameJitterMaxMs),
          own("wire_bytes", StreamReport::wireBytes),
          own("wire_bitrate_bps", StreamReport::wireBitrateBps),
          own("rtcp_packets", StreamReport::rtcpPackets),
          new Field("end", stream -> JsonReport.time(stream.lastNs())));

  private static final List<Field> INFERENCE =
      List.of(
          inference("measured_hz", it -> it.evidence().getMeasuredRate()),
          inference("lower_hz", it -> it.evidence().getLowerRate()),
          inference("upper_hz", it -> it.evidence().getUpperRate()),
          inference("timestamps", it -> (long) it.evidence().getTimestamps()),
          inference("span_ms", it -> it.evidence().getSpanNs() / 1e6),
          inference("jitter_of_all_packets", InferenceReport::jitterOfAllPackets));

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "frame_details",
              FrameFields.all(),
              stream -> stream.frameDetails().map(FrameFields::of).orElse(null)),
          new Group(
              "clock_rate_evidence",
              INFERENCE,
              stream -> stream.inference().isPresent() ? INFERENCE : null));

  private static final List<Field> WIRESHARK =
      List.of(
          figure("packets", WiresharkFigures::packets),
          figure("expected", WiresharkFigures::expected),
          figure("lost", WiresharkFigures::lost),
          figure("loss_percent", WiresharkFigures::lossPercent),
          figure("min_delta_ms", WiresharkFigures::minDeltaMs),
          figure("mean_delta_ms", WiresharkFigures::meanDeltaMs),
          figure("max_delta_ms", WiresharkFigures::maxDeltaMs),
          figure("min_jitter_ms", WiresharkFigures::minJitterMs),
          figure("mean_jitter_ms", WiresharkFigures::meanJitterMs),
          figure("max_jitter_ms", WiresharkFigures::maxJitterMs),
          wireshark("problem", stream -> stream.figures().problem()),
          wireshark("found_by", WiresharkStream::origin),
          wireshark("first_frame", stream -> (long) stream.firstFrame()));

  private StreamFields() {}

  /** The fields of every report. */
  static List<Field> own() {
    List<Field> fields = new ArrayList<>(FIXED);
    fields.addAll(FURTHER);
    return fields;
  }

  /** What stands in objects of its own behind these. */
  static List<Group> groups() {
    return GROUPS;
  }

  /** Those of a report that sets Wireshark's figures beside ours. */
  static List<Field> wireshark() {
    return WIRESHARK;
  }

  private static Field own(String name, Function<StreamReport, Object> value) {
    return new Field(name, stream -> stream.own().map(value).orElse(null));
  }

  private static Field inference(String name, Function<InferenceReport, Object> value) {
    return new Field(
        name, stream -> stream.own().flatMap(StreamReport::inference).map(value).orElse(null));
  }

  private static Field figure(String name, Function<WiresharkFigures, Object> value) {
    return wireshark(name, stream -> value.apply(stream.figures()));
  }

  private static Field wireshark(String name, Function<WiresharkStream, Object> value) {
    return new Field(name, stream -> stream.wireshark().map(value).orElse(null));
  }

  private static Object payloadType(ListedStream stream) {
    Optional<Integer> first = stream.own().map(StreamReport::payloadType);
    return (long) first.orElseGet(() -> stream.payloadTypes().get(0));
  }

  private static Long known(long value, long smallest) {
    return value < smallest ? null : value;
  }
}
