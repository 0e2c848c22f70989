package io.camvitals.protocol.sdp;

import io.camvitals.protocol.video.StaticPayloadTypes;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One track: a line {@code m=} and what follows it (RFC 8866 section 5.14).
 *
 * @param media video, audio, application ..., in lower case
 * @param port 0 to 65535; 0 when RTSP's SETUP is to choose it
 * @param protocol such as RTP/AVP
 * @param payloadTypes in order of preference; those of {@code a=rtpmap} when {@code m=} names none
 * @param rtpMaps by payload type, as far as the camera sent them; see {@link #rtpMap}
 * @param formatParameters value of {@code a=fmtp} by payload type; see {@link #parameters}
 * @param control value of {@code a=control}; empty when absent
 * @param connectionAddress of {@code c=}, without TTL, or else the session's; empty when absent
 * @param direction of the media, or else the session's; empty when neither says it
 * @param frameRate frames per second of {@code a=framerate}
 * @param attributes all attributes of this track, known and unknown, in order
 */
public record MediaDescription(
    String media,
    int port,
    String protocol,
    List<Integer> payloadTypes,
    Map<Integer, RtpMap> rtpMaps,
    Map<Integer, String> formatParameters,
    String control,
    String connectionAddress,
    Optional<MediaDirection> direction,
    OptionalDouble frameRate,
    List<SdpAttribute> attributes) {

  public MediaDescription {
    payloadTypes = List.copyOf(payloadTypes);
    rtpMaps = Collections.unmodifiableMap(new LinkedHashMap<>(rtpMaps));
    formatParameters = Collections.unmodifiableMap(new LinkedHashMap<>(formatParameters));
    attributes = List.copyOf(attributes);
  }

  /**
   * The URI to be named in SETUP: an absolute control as it stands; {@code *}, or none at all: the
   * base; a relative one appended to the base, behind its query if it has one, with one slash
   * between. (Not RFC 1808's resolution, although RFC 2326 section C.1.1 asks for it: cameras
   * expect the appended form.)
   *
   * @param base {@link SessionDescription#controlUri} of the answer's Content-Base, or else its
   *     Content-Location, or else the request's URL; with or without a slash at its end
   */
  public URI controlUri(URI base) {
    return ControlUri.resolve(base, control);
  }

  /** What a payload type stands for: by {@code a=rtpmap}, or else by the table of RFC 3551. */
  public Optional<RtpMap> rtpMap(int payloadType) {
    RtpMap sent = rtpMaps.get(payloadType);
    if (sent != null || !StaticPayloadTypes.isAssigned(payloadType)) {
      return Optional.ofNullable(sent);
    }
    return Optional.of(
        new RtpMap(
            payloadType,
            StaticPayloadTypes.encoding(payloadType),
            StaticPayloadTypes.clockRate(payloadType),
            StaticPayloadTypes.channels(payloadType)));
  }

  /** The parameters of a payload type; none when the camera sent none. */
  public FormatParameters parameters(int payloadType) {
    return FormatParameters.parse(formatParameters.getOrDefault(payloadType, ""));
  }

  /** Value of the first attribute of this name, without regard to case. */
  public Optional<String> attribute(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equalsIgnoreCase(name))
        .map(SdpAttribute::value)
        .findFirst();
  }
}
