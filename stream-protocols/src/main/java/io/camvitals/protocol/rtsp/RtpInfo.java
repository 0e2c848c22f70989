package io.camvitals.protocol.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One stream of an {@code RTP-Info} header (RFC 2326 section 12.33). What cannot be read is absent:
 * cameras send it wrongly more often than other headers.
 *
 * @param url the track's, as the server wrote it; may be empty
 * @param sequenceNumber of the first packet that belongs to this PLAY, 0 to 65535
 * @param timestamp RTP timestamp at the start of the range, as the 32 bits
 */
public record RtpInfo(String url, OptionalInt sequenceNumber, OptionalInt timestamp) {
  /** The header's name. */
  public static final String NAME = "RTP-Info";

  /** URLs may hold commas and semicolons, so that only what precedes a new "url=" ends a stream. */
  private static final Pattern BETWEEN_STREAMS =
      Pattern.compile("\\s*,\\s*(?=url\\s*=)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAMETER =
      Pattern.compile("\\s*;\\s*(?=(?:seq|rtptime|ssrc)\\s*=)", Pattern.CASE_INSENSITIVE);

  /** All streams of the header's value. */
  public static List<RtpInfo> parse(String value) {
    List<RtpInfo> streams = new ArrayList<>();
    for (String stream : BETWEEN_STREAMS.split(value.strip(), -1)) {
      HeaderParameters parameters = HeaderParameters.parse(List.of(PARAMETER.split(stream, -1)));
      streams.add(
          new RtpInfo(
              parameters.get("url").orElse(""),
              number(parameters.get("seq").orElse(""), 0xffffL),
              number(parameters.get("rtptime").orElse(""), 0xffffffffL)));
    }
    return List.copyOf(streams);
  }

  private static OptionalInt number(String text, long largest) {
    if (!text.matches("[0-9]{1,10}")) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(text);
    return value <= largest ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  /** The header's value for these streams. */
  public static String format(List<RtpInfo> streams) {
    return String.join(",", streams.stream().map(RtpInfo::format).toList());
  }

  private String format() {
    StringBuilder out = new StringBuilder("url=").append(url);
    sequenceNumber.ifPresent(number -> out.append(";seq=").append(number));
    timestamp.ifPresent(
        bits -> out.append(String.format(Locale.ROOT, ";rtptime=%d", bits & 0xffffffffL)));
    return out.toString();
  }
}
