package io.camvitals.protocol.rtsp;

import java.util.Arrays;
import java.util.Objects;

/**
 * A request (RFC 2326 section 6). Immutable.
 *
 * @param method the method's name, never empty
 * @param uri the request URI as on the wire: an absolute URL or "*"
 * @param version "RTSP/1.0", or what the peer sent instead
 */
public record RtspRequest(
    String method, String uri, String version, RtspHeaders headers, byte[] body)
    implements RtspMessage {
  public RtspRequest {
    body = body.clone();
  }

  /** A request of version 1.0 without a body. */
  public RtspRequest(String method, String uri, RtspHeaders headers) {
    this(method, uri, VERSION, headers, new byte[0]);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RtspRequest request
        && request.method.equals(method)
        && request.uri.equals(uri)
        && request.version.equals(version)
        && request.headers.equals(headers)
        && Arrays.equals(request.body, body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, uri, version, headers, Arrays.hashCode(body));
  }

  /** Without the URI and the headers' values, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + headers + " body of " + body.length + " bytes";
  }
}
