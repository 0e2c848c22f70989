package io.camvitals.agent.analyze;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameFigure;
import io.camvitals.protocol.video.VideoParameters;
import java.util.Optional;

/** What was measured of the frames of one stream. */
sealed interface FrameReport {
  /**
   * Of pictures.
   *
   * @param figures of all of the stream
   * @param keyFramesKnown whether the packets tell at which pictures a decoder can begin; what is
   *     spoilt is known only then
   * @param captureLoss frames that are damaged or spoilt by what the capture missed, and by nothing
   *     else
   * @param latePackets that came after their frame was judged
   * @param format what the stream or its signalling told last
   * @param formatChanges how often it told something else than before
   */
  record Video(
      Figures<FrameFigure> figures,
      boolean keyFramesKnown,
      long captureLoss,
      long latePackets,
      Optional<VideoParameters> format,
      int formatChanges)
      implements FrameReport {}

  /**
   * Of sound.
   *
   * @param packets of the stream's own payload type, duplicates not counted
   * @param bytes of their payload
   * @param frames that ended in them
   * @param mediaDurationNs length of the sound; -1 when it is not known
   * @param unreadPackets whose frames could not be counted
   */
  record Audio(long packets, long bytes, long frames, long mediaDurationNs, long unreadPackets)
      implements FrameReport {}
}
