package io.camvitals.protocol.rtsp;

import java.util.Arrays;
import java.util.Objects;

/**
 * A response (RFC 2326 section 7). Immutable.
 *
 * @param version "RTSP/1.0", or what the peer sent instead
 * @param status 100 to 599
 * @param reasonPhrase for a person; may be empty
 */
public record RtspResponse(
    String version, int status, String reasonPhrase, RtspHeaders headers, byte[] body)
    implements RtspMessage {
  public RtspResponse {
    body = body.clone();
  }

  /** A response of version 1.0 with the standard phrase and without a body. */
  public RtspResponse(int status, RtspHeaders headers) {
    this(status, headers, new byte[0]);
  }

  /** A response of version 1.0 with the standard phrase. */
  public RtspResponse(int status, RtspHeaders headers, byte[] body) {
    this(VERSION, status, RtspStatus.reasonPhrase(status), headers, body);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RtspResponse response
        && response.version.equals(version)
        && response.status == status
        && response.reasonPhrase.equals(reasonPhrase)
        && response.headers.equals(headers)
        && Arrays.equals(response.body, body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, status, reasonPhrase, headers, Arrays.hashCode(body));
  }

  /** Without the headers' values, which may hold secrets. */
  @Override
  public String toString() {
    return status + " " + reasonPhrase + " " + headers + " body of " + body.length + " bytes";
  }
}
