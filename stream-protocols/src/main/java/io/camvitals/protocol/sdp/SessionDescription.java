package io.camvitals.protocol.sdp;

import java.net.URI;
import java.util.List;

/**
 * A session description (RFC 8866), read as cameras write it: lines may end in LF alone, stand in
 * any order before the first {@code m=}, carry trailing spaces, or be missing; what is not known is
 * kept or passed over. Only a description without any usable track is refused.
 *
 * @param sessionName of {@code s=}; empty when absent
 * @param connectionAddress of {@code c=}, without TTL; empty when absent
 * @param control of the whole session; empty when absent
 * @param attributes of the whole session, in order
 * @param media the tracks, in order; at least one
 * @param ignored lines that were passed over because they could not be read, each with its number
 *     and the reason, for a log; not lines that are merely unknown
 */
public record SessionDescription(
    String sessionName,
    String connectionAddress,
    String control,
    List<SdpAttribute> attributes,
    List<MediaDescription> media,
    List<String> ignored) {

  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
    ignored = List.copyOf(ignored);
  }

  /**
   * Reads the body of an answer to DESCRIBE.
   *
   * @throws SdpFormatException when there is no {@code m=} line, when one of them cannot be read,
   *     or when an absolute control is no URI; its message quotes the line
   */
  public static SessionDescription parse(String text) throws SdpFormatException {
    return new SdpParser().parse(text);
  }

  /**
   * The URI for requests on the whole session (PLAY, TEARDOWN, keep-alive), and the base for {@link
   * MediaDescription#controlUri}. The rules are those described there.
   *
   * @param base the answer's Content-Base, or else its Content-Location, or else the request's URL
   */
  public URI controlUri(URI base) {
    return ControlUri.resolve(base, control);
  }
}
