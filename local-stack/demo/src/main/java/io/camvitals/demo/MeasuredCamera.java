package io.camvitals.demo;

import java.util.Set;

/**
 * What the documents in Elasticsearch say of one camera, over all of them.
 *
 * @param camera id
 * @param documents windows of 10 s
 * @param counts packets, lost, reordered and duplicates
 * @param ssrcs synchronisation sources seen, eight hexadecimal digits each
 * @param captureDropped packets that the agent itself missed
 * @param incomplete windows that capture loss touched, whose losses are therefore not counted
 * @param jitterMs median of the windows' mean RFC 3550 jitter; NaN when unknown
 * @param frameJitterMs the same over the first packets of frames; NaN when unknown
 * @param bitrateBps median of the windows' payload bit rates, so that the first and the last
 *     window, which the stream did not fill, do not matter; NaN without one
 * @param frameRate median of the windows' frames per second; NaN without one
 */
record MeasuredCamera(
    String camera,
    long documents,
    CameraCounts counts,
    Set<String> ssrcs,
    long captureDropped,
    long incomplete,
    double jitterMs,
    double frameJitterMs,
    double bitrateBps,
    double frameRate) {
  /** A camera of which there is no document. */
  static MeasuredCamera nothing(String camera) {
    return new MeasuredCamera(
        camera,
        0,
        CameraCounts.NONE,
        Set.of(),
        0,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }
}
