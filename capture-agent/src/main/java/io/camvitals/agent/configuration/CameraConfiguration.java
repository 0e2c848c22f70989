package io.camvitals.agent.configuration;

import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportMode;

/**
 * One camera.
 *
 * @param id stands in every event; unique within the file
 * @param url with its credentials, which it does not show when printed
 * @param enabled false keeps the entry without opening the camera
 */
public record CameraConfiguration(
    String id, RtspUrl url, TransportMode transport, boolean enabled) {}
