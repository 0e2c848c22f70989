package io.camvitals.dashboards;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an Elasticsearch is: {@code http://127.0.0.1:9200} or {@code
 * https://name:password@search.example:9200}. The text of it never shows the name and password.
 */
public final class ElasticsearchUrl implements Serializable {
  private static final long serialVersionUID = 1L;

  private final URI base;
  private final String authorization;

  private ElasticsearchUrl(URI base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /**
   * Reads a URL. A path is kept as a prefix; percent signs in name and password are decoded.
   *
   * @throws IllegalArgumentException when it is no http or https URL with a host; the message does
   *     not repeat name and password
   */
  public static ElasticsearchUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the Elasticsearch URL cannot be read: "
              + e.getReason()
              + " at character "
              + e.getIndex());
    }
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "the Elasticsearch URL must begin with http:// or https://");
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the Elasticsearch URL must be of the form http://host:port or"
              + " https://name:password@host:port");
    }
    String prefix = uri.getRawPath().replaceAll("/+$", "");
    String authority = uri.getRawAuthority();
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return new ElasticsearchUrl(
        URI.create(uri.getScheme() + "://" + host + prefix), basic(uri.getUserInfo()));
  }

  private static String basic(String userInfo) {
    return userInfo == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /** The URL without name and password, and without a slash at its end. */
  public URI base() {
    return base;
  }

  /** The address of a resource, such as {@code /_bulk}. */
  public URI resolve(String absolutePath) {
    return URI.create(base + absolutePath);
  }

  /** The value of the {@code Authorization} header (RFC 7617), a secret; empty when none is. */
  public Optional<String> authorization() {
    return Optional.ofNullable(authorization);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
