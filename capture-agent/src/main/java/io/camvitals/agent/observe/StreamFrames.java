package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.video.CaptureTimeSei;
import io.camvitals.protocol.video.FrameAssembler;
import io.camvitals.protocol.video.FrameFacts;
import io.camvitals.protocol.video.PayloadFacts;
import io.camvitals.protocol.video.PayloadFormat;

/** Puts the frames of one video stream together and publishes each. One thread at a time. */
final class StreamFrames {
  private final StreamIdentity stream;
  private final String key;
  private final EventPublisher publisher;
  private final PayloadFormat format;
  private final CaptureTimeSei captureTime;
  private final FrameAssembler assembler = new FrameAssembler(this::publish);
  private long lastArrivalNs;
  private int frameTimestamp;
  private boolean anyPacket;

  StreamFrames(StreamIdentity stream, String key, EventPublisher publisher) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
    this.format = PayloadFormat.forCodec(stream.getCodec());
    this.captureTime =
        switch (stream.getCodec()) {
          case "H264" -> CaptureTimeSei.forH264();
          case "H265" -> CaptureTimeSei.forH265();
          default -> null;
        };
  }

  /** Whether a stream's packets are frames of pictures. */
  static boolean has(StreamIdentity stream) {
    return stream.getMedia().equals("video")
        || switch (stream.getCodec()) {
          case "H264", "H265", "JPEG" -> true;
          default -> false;
        };
  }

  /** Takes one packet; returns its {@link PacketFlags#FRAME_START} and KEY_FRAME. */
  int observe(RtpPacket packet, long arrivalNs) {
    int facts =
        format.inspect(packet.buffer(), packet.payloadOffset(), packet.capturedPayloadLength());
    lastArrivalNs = arrivalNs;
    if (captureTime != null
        && captureTime.find(
            packet.buffer(), packet.payloadOffset(), packet.capturedPayloadLength())) {
      assembler.captureTime(captureTime.frameNumber(), captureTime.captureTimeNs());
    }
    assembler.observe(
        arrivalNs,
        packet.sequenceNumber(),
        packet.timestamp(),
        packet.marker(),
        packet.payloadLength(),
        facts);
    int flags = (facts & PayloadFacts.KEY_FRAME) == 0 ? 0 : PacketFlags.KEY_FRAME;
    boolean begins = captureTime == null || (facts & PayloadFacts.FRAME_START) != 0;
    if (begins && (!anyPacket || packet.timestamp() != frameTimestamp)) {
      anyPacket = true;
      frameTimestamp = packet.timestamp();
      flags |= PacketFlags.FRAME_START;
    }
    return flags;
  }

  /** The stream is silent: what is open will hardly be completed. */
  void silent() {
    assembler.expire(lastArrivalNs + FrameAssembler.REORDER_NS);
  }

  /** The stream has ended. */
  void flush() {
    assembler.flush();
  }

  private void publish(FrameFacts frame) {
    FrameEvent event =
        FrameEvent.newBuilder()
            .setStream(stream)
            .setRtpTimestamp(frame.rtpTimestamp())
            .setFirstArrivalNs(frame.firstArrivalNs())
            .setLastArrivalNs(frame.lastArrivalNs())
            .setPackets(frame.packets())
            .setPacketsMissing(frame.packetsMissing())
            .setSize(frame.size())
            .setKeyFrame(frame.keyFrame())
            .setComplete(frame.complete())
            .setCaptureTimeNs(frame.captureTimeNs())
            .setFrameNumber(frame.frameNumber())
            .build();
    publisher.publish(Topic.FRAMES, key, event.toByteArray());
  }
}
