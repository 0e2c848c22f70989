package io.camvitals.agent.analyze;

import io.camvitals.agent.observe.ClockRateInference;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.StreamMeter;
import io.camvitals.metrics.StreamMeterSettings;
import io.camvitals.protocol.rtp.RtpPacket;

/**
 * The clock rate of a stream of which nobody told it. When it is inferred while all of the stream's
 * packets are still kept, they are measured anew with it; else jitter is measured from then on.
 */
final class InferredClockRate {
  private final ClockRateInference inference;
  private final KeptPackets kept;
  private StreamIdentity stream;
  private boolean keeping = true;

  private InferredClockRate(
      StreamIdentity stream, ClockRateInference inference, KeptPackets.Room room) {
    this.stream = stream;
    this.inference = inference;
    this.kept = new KeptPackets(room);
  }

  /** Null when the clock rate is known. */
  static InferredClockRate of(StreamIdentity stream, KeptPackets.Room room) {
    ClockRateInference inference = ClockRateInference.of(stream);
    return inference == null ? null : new InferredClockRate(stream, inference, room);
  }

  /**
   * Takes a packet that the meter has taken.
   *
   * @return the meter to go on with
   */
  StreamMeter packet(RtpPacket packet, long arrivalNs, int wireSize, int flags, StreamMeter meter) {
    if (stream.getClockRate() > 0) {
      return meter;
    }
    keeping =
        keeping
            && kept.add(
                arrivalNs,
                packet.sequenceNumber(),
                packet.timestamp(),
                packet.payloadLength(),
                wireSize,
                flags);
    if (!inference.packet(packet, arrivalNs)) {
      return meter;
    }
    stream = inference.learned(stream);
    if (!keeping) {
      meter.learnClockRate(stream.getClockRate());
      return meter;
    }
    StreamMeter anew =
        new StreamMeter(
            StreamMeterSettings.ofWholeStream(stream.getClockRate(), stream.getSignalled()));
    kept.replay(anew);
    kept.clear();
    return anew;
  }

  /** What the meter was told in between cannot be told again. */
  void captureDropped() {
    keeping = false;
    kept.clear();
  }

  /** The stream ends: nothing more is to be learned. */
  void close() {
    kept.clear();
  }

  /** The stream, with its clock rate once that is inferred. */
  StreamIdentity stream() {
    return stream;
  }

  /** Whether the jitter of all of the stream's packets was measured. */
  boolean isOfAllPackets() {
    return keeping;
  }
}
