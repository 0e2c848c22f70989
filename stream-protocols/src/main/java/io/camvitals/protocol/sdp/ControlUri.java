package io.camvitals.protocol.sdp;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Resolves {@code a=control} (RFC 2326 section C.1.1).
 *
 * <p>The RFC asks for the resolution of RFC 1808, which would cut away the last segment of a base
 * that has no slash at its end, and all of its query. Cameras do not mean that: {@code
 * rtsp://camera/live?channel=1} with {@code trackID=0} is to be asked for as {@code
 * rtsp://camera/live?channel=1/trackID=0}. So a relative control is appended to the whole base,
 * query and all, with one slash between them; one that begins with a question mark is appended
 * without a slash. Clients in wide use do the same, and cameras are tested with those.
 */
final class ControlUri {
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final String UNRESERVED_OR_DELIMITER = "-._~!$&'()*+,;=:@/?";

  private ControlUri() {}

  static boolean isAbsolute(String control) {
    return ABSOLUTE.matcher(control).matches();
  }

  /** The control as an absolute URI; illegal characters are percent-encoded. */
  static URI absolute(String control) throws URISyntaxException {
    try {
      return new URI(control);
    } catch (URISyntaxException e) {
      int path = control.indexOf('/', control.indexOf("://") + 3);
      if (path < 0) {
        throw e;
      }
      return new URI(control.substring(0, path) + encoded(control.substring(path)));
    }
  }

  /** Cannot fail for a control that {@link #absolute} accepted or that is relative. */
  static URI resolve(URI base, String control) {
    if (control.isEmpty() || control.equals("*")) {
      return base;
    }
    try {
      if (isAbsolute(control)) {
        return absolute(control);
      }
      String prefix = base.toString();
      String suffix = encoded(control);
      if (prefix.endsWith("/") && suffix.startsWith("/")) {
        suffix = suffix.substring(1);
      } else if (!prefix.endsWith("/") && !suffix.startsWith("/") && !suffix.startsWith("?")) {
        prefix += "/";
      }
      return new URI(prefix + suffix);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "control \"" + control + "\" cannot be resolved: " + e.getReason(), e);
    }
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean escape =
          c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
      if (escape
          || c < 128 && Character.isLetterOrDigit(c)
          || UNRESERVED_OR_DELIMITER.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0;
  }
}
