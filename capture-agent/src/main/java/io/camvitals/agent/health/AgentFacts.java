package io.camvitals.agent.health;

import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.publish.PublisherStatus;
import io.camvitals.agent.source.rtsp.CameraStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Where health looks.
 *
 * @param activeStreams of an interface
 * @param cameras in the order of the configuration
 */
public record AgentFacts(
    String site,
    String agent,
    CaptureInterfaces interfaces,
    ToIntFunction<String> activeStreams,
    Supplier<PublisherStatus> publisher,
    Supplier<List<CameraStatus>> cameras) {}
