package io.camvitals.protocol.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An RTSP URL (RFC 2326 section 3.2) as people and cameras write it: {@code
 * rtsp://user:password@host:port/path?query}.
 *
 * <p>The password may hold any character, unescaped '@' and ':' included: the user ends at the
 * first colon, the password at the last '@' before the host. Percent escapes in both are resolved.
 * Path and query are kept as they are, for cameras compare them byte by byte.
 *
 * <p>Printed, it shows no secrets: neither credentials nor what stands in the query under names
 * such as "password".
 *
 * @param host without the brackets of an IPv6 address
 * @param port 1 to 65535
 * @param pathAndQuery empty or beginning with '/' or '?'
 */
public record RtspUrl(
    Optional<Credentials> credentials, String host, int port, String pathAndQuery) {
  /** RFC 2326 section 3.2. */
  public static final int DEFAULT_PORT = 554;

  private static final String SCHEME = "rtsp://";
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\[\\]@/\\s]+\\]|[^\\[\\]:@/\\s]+)(?::(?<port>[0-9]*))?");
  private static final Pattern WORD_WITH_SCHEME =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*:/{1,2})(\\S*)");

  private static final String SECRET_NAME =
      "(?:user|username|usr|userpwd|login|loginuse|password|passwd|passcode|pass|passphrase|pwd|pw"
          + "|psw|loginpas|(?:[a-z]+_?)?token|auth[a-z]*|[a-z]*secret|(?:api_?)?key|sid"
          + "|session(?:_?id)?|sig|signature)";

  /** A value ends where the next one begins; some cameras have them in the path, joined by '_'. */
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)([?&;/_]" + SECRET_NAME + "=)[^&\\s]*?(?=_channel=|[&\\s]|$)");

  /** A name in which letters are escaped, as nobody does who has nothing to hide. */
  private static final Pattern ESCAPED_PARAMETER =
      Pattern.compile("([?&;])([^=&?;\\s]*%[0-9a-fA-F]{2}[^=&?;\\s]*)=[^&\\s]*");

  private static final Pattern NUMERIC_HOST =
      Pattern.compile("(?:\\[[0-9a-fA-F:.]*\\]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]*)?");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException when it is none; the message holds no part of it
   */
  public static RtspUrl parse(String text) {
    String url = text.strip();
    if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new IllegalArgumentException("RTSP URL does not begin with rtsp://");
    }
    if (url.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("RTSP URL holds a control character");
    }
    String rest = url.substring(SCHEME.length());
    int at = endOfCredentials(rest);
    String hostAndPath = rest.substring(at + 1);
    int hostEnd = indexOfAny(hostAndPath, "/?#");
    Matcher authority = AUTHORITY.matcher(hostAndPath.substring(0, hostEnd));
    if (!authority.matches()) {
      throw new IllegalArgumentException("RTSP URL has no valid host and port");
    }
    return new RtspUrl(
        at < 0 ? Optional.empty() : Optional.of(parseCredentials(rest.substring(0, at))),
        authority.group("host").replaceAll("[\\[\\]]", ""),
        parsePort(authority.group("port")),
        hostAndPath.substring(hostEnd));
  }

  /** As it goes into a request: without credentials, with the port only when it is not 554. */
  public String requestUri() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return SCHEME + name + (port == DEFAULT_PORT ? "" : ":" + port) + pathAndQuery;
  }

  /** For people: without credentials, and with secrets in the query masked. */
  public String display() {
    return display(requestUri());
  }

  /**
   * Any URL, also one that is not RTSP's, for people: as {@link #display()}. Where a password that
   * holds a slash cannot be told from a host and a path that holds an '@', all before the last '@'
   * is left out; where that may cut a secret of the query, all of the URL.
   */
  public static String display(String url) {
    Matcher any = WORD_WITH_SCHEME.matcher(url);
    String shown = url;
    if (any.lookingAt()) {
      String rest = url.substring(any.end(1));
      int end = endOfCredentials(rest);
      shown = any.group(1) + (isCertain(rest) ? rest.substring(end + 1) : behindLastAt(rest));
    }
    return maskParameters(shown.replace(" ", "%20"));
  }

  /** Whether what stands before the first slash is a host, whatever follows. */
  private static boolean isCertain(String afterScheme) {
    int last = afterScheme.lastIndexOf('@');
    String authority = afterScheme.substring(0, indexOfAny(afterScheme, "/"));
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return last < 0
        || afterScheme.substring(0, last).indexOf(':') < 0
        || NUMERIC_HOST.matcher(host).matches();
  }

  private static String behindLastAt(String afterScheme) {
    int last = afterScheme.lastIndexOf('@');
    boolean mayCutSecret = SECRET_PARAMETER.matcher(afterScheme.substring(0, last + 1)).find();
    return mayCutSecret ? "***" : afterScheme.substring(last + 1);
  }

  /** The same URL with other or no credentials. */
  public RtspUrl with(Optional<Credentials> other) {
    return new RtspUrl(other, host, port, pathAndQuery);
  }

  /**
   * Any text with credentials and query secrets of URLs in it masked, whatever their scheme. What
   * stands between the scheme and the last '@' of a word is taken for credentials; where that may
   * cut a secret of the query, all of the word is left out.
   */
  public static String withoutSecrets(String text) {
    return maskParameters(
        WORD_WITH_SCHEME
            .matcher(text)
            .replaceAll(
                word -> Matcher.quoteReplacement(word.group(1) + behindLastAt(word.group(2)))));
  }

  private static String maskParameters(String text) {
    String masked = SECRET_PARAMETER.matcher(text).replaceAll("$1***");
    return ESCAPED_PARAMETER.matcher(masked).replaceAll("$1$2=***");
  }

  /** The URL as it stands but for the credentials; text that is no RTSP URL stays as it is. */
  public static String withoutCredentials(String url) {
    if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return url;
    }
    String rest = url.substring(SCHEME.length());
    return SCHEME + rest.substring(endOfCredentials(rest) + 1);
  }

  /** The place of the '@' behind the credentials, -1 when there are none. */
  private static int endOfCredentials(String afterScheme) {
    int slash = afterScheme.indexOf('/');
    int end = slash < 0 ? afterScheme.length() : slash;
    int at = afterScheme.lastIndexOf('@', end);
    String authority = withoutQuery(afterScheme.substring(0, end));
    // Where no host can be read before the slash, the slash is the password's.
    return at < 0 && !AUTHORITY.matcher(authority).matches() ? afterScheme.lastIndexOf('@') : at;
  }

  /** As {@link #display}. */
  @Override
  public String toString() {
    return display();
  }

  private static String withoutQuery(String text) {
    return text.substring(0, indexOfAny(text, "?#"));
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static int parsePort(String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT_PORT;
    }
    int port = text.length() > 5 ? 0 : Integer.parseInt(text);
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("RTSP URL has a port that is not 1 to 65535");
    }
    return port;
  }

  private static Credentials parseCredentials(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Credentials(unescape(text), "")
        : new Credentials(unescape(text.substring(0, colon)), unescape(text.substring(colon + 1)));
  }

  /** Resolves "%40"; a percent sign that begins no escape stays. */
  private static String unescape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
