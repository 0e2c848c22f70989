package io.camvitals.protocol.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gathers the lines of one track. */
final class MediaBuilder {
  private static final int HIGHEST_PAYLOAD_TYPE = 127;

  final String media;
  final int port;
  final String protocol;
  final List<Integer> payloadTypes = new ArrayList<>();
  String connectionAddress = "";
  private final Map<Integer, RtpMap> rtpMaps = new LinkedHashMap<>();
  private final Map<Integer, String> formatParameters = new LinkedHashMap<>();
  private final List<SdpAttribute> attributes = new ArrayList<>();
  private String control = "";
  private MediaDirection direction;
  private OptionalDouble frameRate = OptionalDouble.empty();

  MediaBuilder(String media, int port, String protocol) {
    this.media = media.toLowerCase(Locale.ROOT);
    this.port = port;
    this.protocol = protocol.toUpperCase(Locale.ROOT);
  }

  /** Returns why a known attribute could not be read; empty when it was read or is not known. */
  String add(SdpAttribute attribute) {
    attributes.add(attribute);
    String name = attribute.name().toLowerCase(Locale.ROOT);
    switch (name) {
      case "rtpmap":
        return addRtpMap(attribute.value());
      case "fmtp":
        return addFormatParameters(attribute.value());
      case "framerate":
      case "x-framerate": // written by Axis and older GStreamer-based cameras
        return addFrameRate(attribute.value());
      case "control":
        control = attribute.value();
        return "";
      default:
        direction = MediaDirection.ofAttribute(name).orElse(direction);
        return "";
    }
  }

  /** {@code 96 H264/90000} or {@code 97 MPEG4-GENERIC/16000/2}. */
  private String addRtpMap(String value) {
    String[] fields = value.split("\\s+", 2);
    int payloadType = SdpParser.number(fields[0], HIGHEST_PAYLOAD_TYPE);
    if (payloadType < 0) {
      return "rtpmap's payload type is not from 0 to 127";
    }
    String[] encoding = (fields.length < 2 ? "" : fields[1]).split("/", -1);
    if (encoding[0].isBlank()) {
      return "rtpmap without an encoding name";
    }
    int clockRate = encoding.length < 2 ? -1 : leadingNumber(encoding[1]);
    int channels = encoding.length < 3 ? 1 : leadingNumber(encoding[2]);
    rtpMaps.putIfAbsent(
        payloadType,
        new RtpMap(
            payloadType, encoding[0].strip(), Math.max(0, clockRate), Math.max(1, channels)));
    return clockRate > 0 ? "" : "rtpmap without a clock rate";
  }

  private static int leadingNumber(String text) {
    return SdpParser.number(text.strip().split("\\s", 2)[0], 999_999_999);
  }

  /** {@code 96 packetization-mode=1;...}; several lines for one payload type are joined. */
  private String addFormatParameters(String value) {
    String[] fields = value.split("\\s+", 2);
    int payloadType = SdpParser.number(fields[0], HIGHEST_PAYLOAD_TYPE);
    if (payloadType < 0) {
      return "fmtp's payload type is not from 0 to 127";
    }
    if (fields.length == 2) {
      formatParameters.merge(payloadType, fields[1], (first, second) -> first + ";" + second);
    }
    return "";
  }

  private String addFrameRate(String value) {
    try {
      double frames = Double.parseDouble(value.replace(',', '.'));
      if (frames > 0 && frames < 1e6) {
        frameRate = OptionalDouble.of(frames);
        return "";
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    return "framerate is not a number of frames per second";
  }

  MediaDescription build(String sessionAddress, MediaDirection sessionDirection) {
    return new MediaDescription(
        media,
        port,
        protocol,
        payloadTypes.isEmpty() ? List.copyOf(rtpMaps.keySet()) : payloadTypes,
        rtpMaps,
        formatParameters,
        control,
        connectionAddress.isEmpty() ? sessionAddress : connectionAddress,
        Optional.ofNullable(direction == null ? sessionDirection : direction),
        frameRate,
        attributes);
  }
}
