package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.audio.AudioPayloadFormat;
import java.util.Locale;

/** What the packets of a stream are made of, as far as frames go. */
public enum MediaKind {
  /** All packets of a picture have one RTP timestamp. */
  VIDEO,
  /** Sound in a format of which the frames are known. */
  AUDIO,
  /**
   * Neither, or not known: transport streams, whose timestamp is the time of sending (RFC 2250),
   * repair data, metadata, encrypted sound.
   */
  OTHER;

  /** By the codec, or else by what signalling says. */
  public static MediaKind of(StreamIdentity stream) {
    return switch (stream.getCodec().toUpperCase(Locale.ROOT)) {
      case "H264", "H265", "HEVC", "H266", "JPEG", "JPEG2000", "MP4V-ES", "AV1", "VP8", "VP9" ->
          VIDEO;
      case "H261", "H263", "H263-1998", "H263-2000", "MPV", "CELB", "NV" -> VIDEO;
      case "MP2T", "MP2P", "MP1S", "RTX", "RED", "ULPFEC", "FLEXFEC", "PARITYFEC" -> OTHER;
      default -> {
        if (stream.getMedia().equals("video")) {
          yield VIDEO;
        }
        yield isEncrypted(stream) || !AudioPayloadFormat.isKnown(stream.getCodec()) ? OTHER : AUDIO;
      }
    };
  }

  /** Whether the packets tell at which pictures a decoder can begin. */
  public static boolean hasKeyFrames(StreamIdentity stream) {
    return !isEncrypted(stream)
        && switch (stream.getCodec()) {
          case "H264", "H265", "HEVC", "JPEG", "MP4V-ES", "AV1" -> true;
          default -> false;
        };
  }

  /** Nothing can be read of a payload that is. */
  static boolean isEncrypted(StreamIdentity stream) {
    return !stream.getEncryption().isEmpty();
  }
}
