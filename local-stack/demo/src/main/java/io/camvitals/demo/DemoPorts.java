package io.camvitals.demo;

/**
 * The ports that the demo prefers; one that is taken is replaced by a free one.
 *
 * @param kafka broker
 * @param elasticsearch HTTP
 * @param flink REST and web UI
 * @param rtsp simulator
 * @param agent metrics and health
 */
public record DemoPorts(int kafka, int elasticsearch, int flink, int rtsp, int agent) {}
