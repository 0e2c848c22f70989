package io.camvitals.jobs.quality;

import static io.camvitals.event.document.StreamQualityField.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.frame.FrameFields;
import io.camvitals.jobs.health.CaptureLosses.Within;
import io.camvitals.jobs.rtcp.RtcpFields;

/** Makes a stream-quality document of all parts of a window. */
final class StreamDocuments {
  private StreamDocuments() {}

  /**
   * The document as far as it is known.
   *
   * @param window has a result
   * @param missed what its interface may have missed in that time
   */
  static Document document(StreamWindow window, Within missed) {
    StreamQuality quality = quality(window);
    boolean touched = missed.times() > 0;
    if (touched) {
      quality = quality.toBuilder().setCaptureComplete(false).build();
    }
    DocumentBuilder document = StreamQualityDocuments.builder(quality);
    document
        .putIf(missed.kernelDropped() > 0, CAPTURE_INTERFACE_KERNEL_DROPPED, missed.kernelDropped())
        .putIf(missed.deviceDropped() > 0, CAPTURE_INTERFACE_DEVICE_DROPPED, missed.deviceDropped())
        .putIf(missed.downNs() > 0, CAPTURE_INTERFACE_DOWN_MS, missed.downNs() / 1e6);
    if (window.rtcp != null) {
      RtcpFields.put(document, window.rtcp);
    }
    if (window.frames != null) {
      FrameFields.put(document, window.frames);
    }
    if (window.audio != null) {
      window.audio.putInto(document);
    }
    VitalsGrade.of(quality, window.frames)
        .ifPresent(
            verdict ->
                document
                    .put(VITALS_GRADE, verdict.grade().label())
                    .putText(VITALS_REASON, verdict.reason()));
    return StreamQualityDocuments.document(quality, document, window.version() + missed.evidence());
  }

  static StreamQuality quality(StreamWindow window) {
    try {
      return StreamQuality.parseFrom(window.result);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the job itself wrote what is no StreamQuality", e);
    }
  }
}
