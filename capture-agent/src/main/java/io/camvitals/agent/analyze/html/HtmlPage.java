package io.camvitals.agent.analyze.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page with its style and script within it. Its content security policy allows these two, by
 * their digests, and nothing else: whatever else got into the page would not run, and nothing is
 * loaded from anywhere.
 */
public final class HtmlPage {
  private HtmlPage() {}

  /** Writes what is between {@code <body>} and {@code </body>}. */
  public interface Body {
    void write(HtmlWriter html) throws IOException;
  }

  /**
   * Writes the page.
   *
   * @param title plain text
   */
  public static void write(String title, Body body, Writer out) throws IOException {
    String style = resource("report.css");
    String script = resource("report.js");
    out.write("<!DOCTYPE html>\n");
    HtmlWriter html = new HtmlWriter(out);
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + digest(style)
            + "; script-src "
            + digest(script));
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", title);
    html.open("style").verbatim(style);
    html.close().close().open("body");
    body.write(html);
    html.open("script").verbatim(script);
    html.close().close().close();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
