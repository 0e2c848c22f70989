package io.camvitals.agent.observe;

import io.camvitals.event.PacketFlags;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.frame.FrameChain;
import io.camvitals.metrics.frame.FrameMeasure;
import io.camvitals.metrics.frame.FrameType;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.video.CaptureTimeSei;
import io.camvitals.protocol.video.FrameAssembler;
import io.camvitals.protocol.video.FrameFacts;
import io.camvitals.protocol.video.PayloadFacts;
import io.camvitals.protocol.video.PayloadFormat;
import io.camvitals.protocol.video.VideoParameters;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts the frames of one video stream together and judges each. Of an encrypted stream, or one of
 * an unknown codec, that is by timestamp and marker alone. Nothing is allocated per packet. One
 * thread at a time.
 */
public final class VideoFrames {
  private final Consumer<VideoFrame> listener;
  private final int payloadType;
  private final PayloadFormat format;
  private final CaptureTimeSei captureTime;
  private final boolean tellsBeginnings;
  private final boolean tellsKeyFrames;
  private final FrameAssembler assembler = new FrameAssembler(this::frame);
  private final FrameChain chain;
  private Optional<VideoParameters> formatTold = Optional.empty();
  private long lastArrivalNs;
  private int frameTimestamp;
  private boolean anyPacket;
  private boolean captureLossPending;
  private long captureLossNs;
  private boolean damagedByOthers;

  /**
   * @param signalled what SDP says of the payload type
   * @param captureTimes look for capture times in SEI messages
   */
  public VideoFrames(
      StreamIdentity stream,
      MediaFormat signalled,
      boolean captureTimes,
      Consumer<VideoFrame> listener) {
    this.listener = listener;
    this.payloadType = stream.getPayloadType();
    String codec = MediaKind.isEncrypted(stream) ? "" : stream.getCodec();
    this.format = PayloadFormat.forCodec(codec);
    format.configure(signalled::parameter);
    this.tellsBeginnings = codec.equals("H264") || codec.equals("H265");
    this.tellsKeyFrames = MediaKind.hasKeyFrames(stream);
    this.captureTime =
        !captureTimes || !tellsBeginnings
            ? null
            : codec.equals("H264") ? CaptureTimeSei.forH264() : CaptureTimeSei.forH265();
    this.chain = new FrameChain(stream.getClockRate());
  }

  /** Takes one packet; returns its {@link PacketFlags#FRAME_START} and KEY_FRAME. */
  public int packet(RtpPacket packet, long arrivalNs) {
    // Repair data and the like have payload types of their own.
    int facts = packet.payloadType() == payloadType ? inspect(packet) : 0;
    lastArrivalNs = arrivalNs;
    assembler.observe(
        arrivalNs,
        packet.sequenceNumber(),
        packet.timestamp(),
        packet.marker(),
        packet.payloadLength(),
        facts);
    int flags = (facts & PayloadFacts.KEY_FRAME) == 0 ? 0 : PacketFlags.KEY_FRAME;
    boolean begins = !tellsBeginnings || (facts & PayloadFacts.FRAME_START) != 0;
    if (begins && (!anyPacket || packet.timestamp() != frameTimestamp)) {
      anyPacket = true;
      frameTimestamp = packet.timestamp();
      flags |= PacketFlags.FRAME_START;
    }
    return flags;
  }

  private int inspect(RtpPacket packet) {
    if (captureTime != null
        && captureTime.find(
            packet.buffer(), packet.payloadOffset(), packet.capturedPayloadLength())) {
      assembler.captureTime(captureTime.frameNumber(), captureTime.captureTimeNs());
    }
    return format.inspect(packet.buffer(), packet.payloadOffset(), packet.capturedPayloadLength());
  }

  /** Packets of this stream may have been missed just now. */
  public void captureDropped() {
    captureLossPending = true;
    captureLossNs = lastArrivalNs;
  }

  /** The stream is silent: what is missing of frames before the newest will hardly come. */
  public void silent() {
    assembler.expire(lastArrivalNs + FrameAssembler.REORDER_NS);
  }

  /** The stream has ended. */
  public void flush() {
    assembler.flush();
  }

  /** Packets that came after their frame was given out, and are in none. */
  public long latePackets() {
    return assembler.latePackets();
  }

  /** What the stream, or its signalling, told last of its pictures. */
  public Optional<VideoParameters> format() {
    return format.parameters();
  }

  private void frame(FrameFacts facts) {
    // Without key frames there is no telling where the damage ends, and none is said to go on.
    boolean disposable = !tellsKeyFrames || facts.isDisposable() && facts.lossWithin();
    FrameChain.Place place =
        facts.cut()
            ? chain.cutFrame(facts.keyFrame(), facts.firstArrivalNs(), facts.rtpTimestamp())
            : chain.frame(
                facts.keyFrame(),
                facts.complete(),
                disposable,
                facts.firstArrivalNs(),
                facts.rtpTimestamp());
    boolean captureLoss = isByCapture(facts, place, disposable);
    FrameMeasure measure =
        new FrameMeasure(
            type(facts),
            facts.size(),
            facts.packets(),
            facts.packetsMissing(),
            facts.lastArrivalNs() - facts.firstArrivalNs(),
            facts.keyFrame(),
            place == FrameChain.Place.DAMAGED,
            place,
            chain.keyFrameIntervalNs(),
            chain.keyFrameDistance());
    Optional<VideoParameters> known = format.parameters();
    boolean told = facts.keyFrame() || !known.equals(formatTold);
    formatTold = known;
    listener.accept(new VideoFrame(facts, measure, told ? known : Optional.empty(), captureLoss));
  }

  private boolean isByCapture(FrameFacts facts, FrameChain.Place place, boolean disposable) {
    if (place == FrameChain.Place.SPOILT) {
      return !damagedByOthers;
    }
    if (place != FrameChain.Place.DAMAGED) {
      damagedByOthers &= !facts.keyFrame();
      captureLossPending &= facts.firstArrivalNs() <= captureLossNs;
      return false;
    }
    damagedByOthers &= !facts.keyFrame();
    damagedByOthers |= !captureLossPending && !disposable;
    return captureLossPending;
  }

  private static FrameType type(FrameFacts facts) {
    return switch (facts.pictureType()) {
      case INTRA -> FrameType.INTRA;
      case PREDICTED -> FrameType.PREDICTED;
      case BIPREDICTED -> FrameType.BIPREDICTED;
      case UNKNOWN -> FrameType.UNKNOWN;
    };
  }
}
