package io.camvitals.agent.analyze;

import io.camvitals.agent.observe.AudioFrames;
import io.camvitals.agent.observe.AudioSecond;
import io.camvitals.agent.observe.MediaFormat;
import io.camvitals.agent.observe.MediaKind;
import io.camvitals.agent.observe.VideoFrame;
import io.camvitals.agent.observe.VideoFrames;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameFigure;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.video.VideoParameters;
import java.util.Optional;

/** Measures the frames of one stream, of pictures or of sound, from its first to its last. */
final class AnalyzedFrames {
  private final boolean keyFramesKnown;
  private final VideoFrames video;
  private final AudioFrames audio;
  private final Figures<FrameFigure> figures = new Figures<>(FrameFigure.class);
  private Optional<VideoParameters> format = Optional.empty();
  private int formatChanges;
  private long captureLoss;
  private long audioPackets;
  private long audioBytes;
  private long audioFrames;
  private long mediaDurationNs;
  private boolean mediaDurationKnown = true;
  private long unreadPackets;

  AnalyzedFrames(StreamIdentity stream, MediaFormat signalled) {
    keyFramesKnown = MediaKind.hasKeyFrames(stream);
    video =
        MediaKind.of(stream) == MediaKind.VIDEO
            ? new VideoFrames(stream, signalled, false, this::frame)
            : null;
    audio = AudioFrames.of(stream, signalled, this::second);
  }

  /** Takes one packet; returns its {@link PacketFlags#FRAME_START} and KEY_FRAME. */
  int packet(RtpPacket packet, long arrivalNs) {
    if (audio != null) {
      audio.packet(packet, arrivalNs);
    }
    return video == null ? 0 : video.packet(packet, arrivalNs);
  }

  void captureDropped() {
    if (video != null) {
      video.captureDropped();
    }
  }

  private void frame(VideoFrame frame) {
    frame.measure().addTo(figures);
    captureLoss += frame.captureLoss() ? 1 : 0;
    if (frame.format().isPresent() && !frame.format().equals(format)) {
      formatChanges += format.isPresent() ? 1 : 0;
      format = frame.format();
    }
  }

  private void second(AudioSecond second) {
    audioPackets += second.packets();
    audioBytes += second.bytes();
    audioFrames += second.frames();
    mediaDurationKnown &= second.mediaDurationNs() >= 0;
    mediaDurationNs += second.mediaDurationNs();
    unreadPackets += second.unreadPackets();
  }

  /** The stream has ended. */
  void flush() {
    if (video != null) {
      video.flush();
    }
    if (audio != null) {
      audio.flush();
    }
  }

  /** Empty when the stream's frames are not known. */
  Optional<FrameReport> report() {
    if (video != null) {
      return Optional.of(
          new FrameReport.Video(
              figures.copy(),
              keyFramesKnown,
              captureLoss,
              video.latePackets(),
              format.or(video::format),
              formatChanges));
    }
    if (audio != null) {
      return Optional.of(
          new FrameReport.Audio(
              audioPackets,
              audioBytes,
              audioFrames,
              mediaDurationKnown ? mediaDurationNs : -1,
              unreadPackets));
    }
    return Optional.empty();
  }
}
