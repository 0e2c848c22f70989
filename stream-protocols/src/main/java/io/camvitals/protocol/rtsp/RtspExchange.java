package io.camvitals.protocol.rtsp;

/**
 * One request with its answer.
 *
 * @param timeNs nanoseconds since the Unix epoch when the request had left
 * @param url without credentials, secrets in the query masked
 * @param status 100 to 599; 0 when no answer came
 * @param responseTimeNs nanoseconds from the request's last byte to the answer's first; 0 when no
 *     answer came
 * @param serverName the {@code Server} header; empty when absent
 * @param sessionTimeoutSeconds that the answer's {@code Session} header told; 0 when it told none
 */
public record RtspExchange(
    long timeNs,
    String method,
    String url,
    int status,
    long responseTimeNs,
    String serverName,
    int sessionTimeoutSeconds) {}
