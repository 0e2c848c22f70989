package io.camvitals.agent.observe;

import io.camvitals.metrics.frame.FrameMeasure;
import io.camvitals.protocol.video.FrameFacts;
import io.camvitals.protocol.video.VideoParameters;
import java.util.Optional;

/**
 * One frame of a video stream.
 *
 * @param facts what its packets told
 * @param measure what is counted of it
 * @param format what the stream says of its pictures: with key frames, and with the first frame
 *     after a change
 * @param captureLoss of a damaged frame: packets were missed by the capture about then; of a spoilt
 *     one: all the damage that spoils it was such
 */
public record VideoFrame(
    FrameFacts facts,
    FrameMeasure measure,
    Optional<VideoParameters> format,
    boolean captureLoss) {}
