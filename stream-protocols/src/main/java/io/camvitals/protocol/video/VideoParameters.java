package io.camvitals.protocol.video;

/**
 * What a video stream says of its pictures: its parameter sets, or its payload headers.
 *
 * @param profile the codec's number: H.264 profile_idc, H.265 general_profile_idc, MPEG-4
 *     profile_and_level_indication, AV1 seq_profile, JPEG type; -1 when it is not told
 * @param level the codec's number: H.264 level_idc (41 is 4.1), H.265 general_level_idc (123 is
 *     4.1), AV1 seq_level_idx; -1 when it is not told
 * @param width of the shown picture in pixels; 0 when it is not told
 * @param height likewise
 * @param frameRate pictures per second as the stream announces them, which is not what it sends;
 *     NaN when it is not told
 * @param quality JPEG's Q, 1 to 255; -1 for any other codec
 */
public record VideoParameters(
    int profile, int level, int width, int height, double frameRate, int quality) {
  static VideoParameters ofPicture(int width, int height) {
    return new VideoParameters(-1, -1, width, height, Double.NaN, -1);
  }
}
