package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class RtspUrlTest {
  @Example
  void readsHostPortPathAndQuery() {
    RtspUrl url = RtspUrl.parse("rtsp://camera.example:8554/live/ch1?channel=1&subtype=0");

    assertThat(url)
        .isEqualTo(
            new RtspUrl(Optional.empty(), "camera.example", 8554, "/live/ch1?channel=1&subtype=0"));
    assertThat(url.requestUri())
        .isEqualTo("rtsp://camera.example:8554/live/ch1?channel=1&subtype=0");
  }

  @Example
  void takesPort554WhenThereIsNone() {
    assertThat(RtspUrl.parse("RTSP://camera").port()).isEqualTo(554);
    assertThat(RtspUrl.parse("rtsp://camera:/x").port()).isEqualTo(554);
    assertThat(RtspUrl.parse("rtsp://camera:554/x").requestUri()).isEqualTo("rtsp://camera/x");
  }

  @Example
  void readsIpv6Hosts() {
    RtspUrl url = RtspUrl.parse("rtsp://root:pass@[2001:db8::7%eth0]:554/x");

    assertThat(url.host()).isEqualTo("2001:db8::7%eth0");
    assertThat(url.requestUri()).isEqualTo("rtsp://[2001:db8::7%eth0]/x");
    assertThat(RtspUrl.parse("rtsp://[::1]").host()).isEqualTo("::1");
  }

  @Example
  void readsPasswordsWithSpecialCharacters() {
    assertThat(credentials("rtsp://admin:p@ss:w@rd@10.0.0.1/x"))
        .isEqualTo(new Credentials("admin", "p@ss:w@rd"));
    assertThat(credentials("rtsp://admin:a%40b%3Ac%2Fd@10.0.0.1/x"))
        .isEqualTo(new Credentials("admin", "a@b:c/d"));
    assertThat(credentials("rtsp://admin:100%@10.0.0.1/x"))
        .isEqualTo(new Credentials("admin", "100%"));
    assertThat(credentials("rtsp://admin:wh?t#@10.0.0.1/x"))
        .isEqualTo(new Credentials("admin", "wh?t#"));
    assertThat(credentials("rtsp://admin:sl/ash@10.0.0.1/x"))
        .isEqualTo(new Credentials("admin", "sl/ash"));
    assertThat(credentials("rtsp://admin@10.0.0.1/x")).isEqualTo(new Credentials("admin", ""));
  }

  @Example
  void leavesAnAtSignInThePath() {
    RtspUrl url = RtspUrl.parse("rtsp://10.0.0.1/stream@1?user=a@b");

    assertThat(url.credentials()).isEmpty();
    assertThat(url.pathAndQuery()).isEqualTo("/stream@1?user=a@b");
  }

  @Example
  void showsNoSecrets() {
    RtspUrl url = RtspUrl.parse("rtsp://admin:s3cret@10.0.0.1/x?user=admin&password=s3cret&id=7");

    assertThat(url.toString()).isEqualTo("rtsp://10.0.0.1/x?user=***&password=***&id=7");
    assertThat(url.credentials().toString()).doesNotContain("admin", "s3cret");
    assertThat(RtspUrl.display("rtsp://a:b@10.0.0.1/user@1/x?pwd=a b/trackID=1&c=d"))
        .isEqualTo("rtsp://10.0.0.1/user@1/x?pwd=***&c=d");
    assertThat(RtspUrl.withoutSecrets("no answer from rtsp://a:b@c@10.0.0.1/x?pwd=q at all"))
        .isEqualTo("no answer from rtsp://10.0.0.1/x?pwd=*** at all");
  }

  @Example
  void stripsCredentialsOnly() {
    assertThat(RtspUrl.withoutCredentials("rtsp://a:b@c:554/x@y/")).isEqualTo("rtsp://c:554/x@y/");
    assertThat(RtspUrl.withoutCredentials("trackID=1@2")).isEqualTo("trackID=1@2");
  }

  @Example
  void refusesWhatIsNoUrlAndShowsNoneOfIt() {
    for (String text :
        List.of(
            "",
            "http://secret/",
            "rtsp://",
            "rtsp:///secret",
            "rtsp://u:secret@",
            "rtsp://u:secret@h:0/",
            "rtsp://u:secret@h:99999/",
            "rtsp://u:secret@h:port/",
            "rtsp://u:secret@[::1/x",
            "rtsp://u:secret@h/x\r\nSession: 1")) {
      assertThatThrownBy(() -> RtspUrl.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .startsWith("RTSP URL ")
          .doesNotContain("secret");
    }
  }

  @Example
  void showsNoSecretsOfOtherUrls() {
    assertThat(RtspUrl.display("http://admin:s3cret@10.0.0.1:80/cgi?channel=1&psw=s3cret"))
        .isEqualTo("http://10.0.0.1:80/cgi?channel=1&psw=***");
    assertThat(RtspUrl.display("rtsps://admin:s3cret@10.0.0.1/x")).isEqualTo("rtsps://10.0.0.1/x");
    assertThat(RtspUrl.withoutSecrets("Unmatched argument: 'kafka+ssl://u:s3/cr@et@host:9092'"))
        .isEqualTo("Unmatched argument: 'kafka+ssl://host:9092'");
  }

  @Example
  void masksSecretsUnderTheirManyNames() {
    for (String name :
        new String[] {
          "pw",
          "passcode",
          "apikey",
          "api_key",
          "sid",
          "session",
          "sessionId",
          "userpwd",
          "authbasic",
          "access_token",
          "Pass%77ord",
          "client_secret",
          "signature"
        }) {
      assertThat(RtspUrl.display("rtsp://10.0.0.1/x?a=1&" + name + "=s3cret&b=2"))
          .as(name)
          .isEqualTo("rtsp://10.0.0.1/x?a=1&" + name + "=***&b=2");
    }
    assertThat(RtspUrl.display("rtsp://10.0.0.1/x?passage=1&monkey=2&sidecar=3"))
        .isEqualTo("rtsp://10.0.0.1/x?passage=1&monkey=2&sidecar=3");
  }

  /** What becomes of a URL that is taken for the name of a file. */
  @Example
  void masksUrlsThatLostASlash() {
    assertThat(RtspUrl.withoutSecrets("rtsp:/admin:s3cret@192.0.2.1/s: there is no such file"))
        .isEqualTo("rtsp:/192.0.2.1/s: there is no such file");
  }

  /** Xiongmai's recorders tell their channels apart by what stands behind the password. */
  @Example
  void keepsTheChannelBehindAPasswordInThePath() {
    assertThat(
            RtspUrl.display("rtsp://10.0.0.1/user=admin_password=s3_cr_channel=2_stream=0.sdp?x"))
        .isEqualTo("rtsp://10.0.0.1/user=***_channel=2_stream=0.sdp?x");
  }

  @Example
  void showsThePathOfAHostThatCanBeNoPassword() {
    assertThat(RtspUrl.display("rtsp://10.0.0.1:554/x@y/")).isEqualTo("rtsp://10.0.0.1:554/x@y/");
    assertThat(RtspUrl.display("rtsp://[fe80::1]:554/x@y/")).isEqualTo("rtsp://[fe80::1]:554/x@y/");
    assertThat(RtspUrl.display("rtsp://camera/x@y/")).isEqualTo("rtsp://camera/x@y/");
  }

  /** Whatever stands around it in a password, in any place for one, no text shows it. */
  @Property(tries = 2_000)
  void noTextForPeopleHoldsAPassword(
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({'@', ':', '/', '?', '#', '&', '!', '%', '='})
          @StringLength(max = 12)
          String before,
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({'@', ':', '/', '?', '#', '&', '!', '%', '='})
          @StringLength(max = 12)
          String after,
      @ForAll @IntRange(max = 3) int scheme,
      @ForAll @IntRange(max = 2) int host) {
    // A numeric host within a password is the one thing that is believed.
    String password = before.replace('@', 'a') + "s3cret" + after;
    String url =
        List.of("rtsp", "rtsps", "http", "RTSP").get(scheme)
            + "://admin:"
            + password
            + "@"
            + List.of("10.0.0.1", "camera.example:554", "[fe80::1]").get(host)
            + "/live";
    assertThat(RtspUrl.display(url)).doesNotContain("s3cret");
    assertThat(RtspUrl.withoutSecrets("it said: '" + url + "' twice")).doesNotContain("s3cret");
    String value = before.replace("&", "") + "s3cret" + after.replace("&", "");
    String query = "/live?id=1&Password=" + value + "&x=2";
    assertThat(RtspUrl.display("rtsp://camera:554" + query)).doesNotContain("s3cret");
    assertThat(RtspUrl.withoutSecrets("at rtsp://camera:554" + query + " now"))
        .doesNotContain("s3cret");
  }

  @Property(tries = 300)
  void anyPasswordWithoutSlashIsReadAsItIs(
      @ForAll
          @AlphaChars
          @Chars({'@', ':', '?', '#', '&', '!', '$', '"', ' ', '[', ']'})
          @StringLength(min = 1, max = 20)
          String password) {
    assertThat(credentials("rtsp://admin:" + password + "@10.0.0.1:554/x"))
        .isEqualTo(new Credentials("admin", password));
  }

  private static Credentials credentials(String url) {
    RtspUrl parsed = RtspUrl.parse(url);
    assertThat(parsed.host()).isEqualTo("10.0.0.1");
    assertThat(parsed.pathAndQuery()).isEqualTo("/x");
    return parsed.credentials().orElseThrow();
  }
}
