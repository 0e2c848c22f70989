package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * MPEG-4 access units with their sizes before them (RFC 3640): the length of the headers in bits,
 * then a header for each unit, then the units. A unit that is cut over packets has its full size in
 * each of them, and the marker in the last.
 *
 * <pre>
 * |AU-headers-length, 16 bits|AU-size|AU-Index|AU-size|AU-Index-delta| ... |units|
 * </pre>
 */
final class AccessUnitPayloadFormat implements AudioPayloadFormat {
  private static final int LENGTH_FIELD = 2;
  private static final int MOST_BITS = 24;
  private static final int AAC_SAMPLES = 1_024;

  private final int sizeLength;
  private final int indexLength;
  private final int indexDeltaLength;
  private final int samplesPerUnit;
  private int samples = UNKNOWN;

  private AccessUnitPayloadFormat(
      int sizeLength, int indexLength, int indexDeltaLength, int samplesPerUnit) {
    this.sizeLength = sizeLength;
    this.indexLength = indexLength;
    this.indexDeltaLength = indexDeltaLength;
    this.samplesPerUnit = samplesPerUnit;
  }

  /** Null when the parameters do not tell how the headers are laid out, or in another way. */
  static AudioPayloadFormat of(UnaryOperator<String> parameter, int clockRate) {
    int sizeLength = number(parameter, "sizelength");
    int indexLength = Math.max(0, number(parameter, "indexlength"));
    int indexDeltaLength = Math.max(0, number(parameter, "indexdeltalength"));
    boolean otherFields =
        number(parameter, "ctsdeltalength") > 0
            || number(parameter, "dtsdeltalength") > 0
            || number(parameter, "randomaccessindication") > 0
            || number(parameter, "streamstateindication") > 0
            || number(parameter, "auxiliarydatasizelength") > 0;
    if (sizeLength < 1
        || sizeLength > MOST_BITS
        || indexLength > MOST_BITS
        || indexDeltaLength > MOST_BITS
        || otherFields) {
      return null;
    }
    int duration = number(parameter, "constantduration");
    boolean advancedAudioCoding =
        parameter.apply("mode").toLowerCase(Locale.ROOT).startsWith("aac");
    int samplesPerUnit =
        duration > 0 ? duration : advancedAudioCoding && clockRate > 0 ? AAC_SAMPLES : UNKNOWN;
    return new AccessUnitPayloadFormat(sizeLength, indexLength, indexDeltaLength, samplesPerUnit);
  }

  private static int number(UnaryOperator<String> parameter, String name) {
    String value = parameter.apply(name).strip();
    return value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : UNKNOWN;
  }

  @Override
  public int frames(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker) {
    samples = UNKNOWN;
    if (wireLength == 0) {
      return 0;
    }
    if (capturedLength < LENGTH_FIELD) {
      return UNKNOWN;
    }
    int bits = (buffer.get(offset) & 0xff) << 8 | buffer.get(offset + 1) & 0xff;
    int first = sizeLength + indexLength;
    int other = sizeLength + indexDeltaLength;
    int unitsOffset = LENGTH_FIELD + (bits + 7) / 8;
    if (bits < first || (bits - first) % other != 0 || unitsOffset > wireLength) {
      return UNKNOWN;
    }
    int units = 1 + (bits - first) / other;
    if (units == 1) {
      if (capturedLength < unitsOffset) {
        return UNKNOWN;
      }
      boolean fragment = size(buffer, offset + LENGTH_FIELD) > wireLength - unitsOffset;
      if (fragment && !marker) {
        samples = 0;
        return 0;
      }
    }
    samples = samplesPerUnit == UNKNOWN ? UNKNOWN : units * samplesPerUnit;
    return units;
  }

  private int size(ByteBuffer buffer, int at) {
    int size = 0;
    for (int bit = 0; bit < sizeLength; bit++) {
      size = size << 1 | buffer.get(at + bit / 8) >>> 7 - bit % 8 & 1;
    }
    return size;
  }

  @Override
  public int samples() {
    return samples;
  }
}
