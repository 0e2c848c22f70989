package io.camvitals.protocol.sdp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of one payload type, from {@code a=fmtp} (RFC 8866 section 6.15), in the form
 * {@code name=value; name=value} that RFC 6184 and RFC 7798 use.
 *
 * @param values by lower-case name; empty for a parameter without a value
 */
public record FormatParameters(Map<String, String> values) {
  private static final List<String> PARAMETER_SETS =
      List.of("sprop-vps", "sprop-sps", "sprop-pps", "sprop-parameter-sets");

  public FormatParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Never fails; what has no name is left out, of two with one name the first counts. */
  public static FormatParameters parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : text.split(";", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
      name = name.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        values.putIfAbsent(name, value);
      }
    }
    return new FormatParameters(values);
  }

  /** Value of a parameter, whose name is given in lower case; empty when absent. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The parameter sets that are sent out of band, as NAL units without start codes: {@code
   * sprop-parameter-sets} (RFC 6184 section 8.1) or {@code sprop-vps}, {@code -sps}, {@code -pps}
   * (RFC 7798 section 7.1). What is not Base64 is left out, as cameras are known to send it cut.
   */
  public List<byte[]> parameterSets() {
    List<byte[]> sets = new ArrayList<>();
    for (String name : PARAMETER_SETS) {
      for (String encoded : value(name).split(",", -1)) {
        byte[] set = decoded(encoded.strip());
        if (set.length > 0) {
          sets.add(set);
        }
      }
    }
    return sets;
  }

  private static byte[] decoded(String encoded) {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
