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
