package io.camvitals.agent.command;

import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.agent.analyze.CameraDay;
import io.camvitals.agent.source.CapturedNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code --html}. */
class AnalyzePageTest {
  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "header",
          "h1",
          "h2",
          "div",
          "nav",
          "a",
          "main",
          "b",
          "span",
          "section",
          "p",
          "code",
          "details",
          "summary",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "dl",
          "dt",
          "dd",
          "figure",
          "figcaption",
          "svg",
          "i",
          "time",
          "input",
          "footer",
          "script");

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void holdsTheFindingsStreamsAndDialogues() throws IOException {
    CameraDay day = new CameraDay();
    Document page = page(day.pcap);
    assertThat(page.title()).isEqualTo("Capture report: capture.pcap");
    assertThat(page.select("section").eachAttr("id"))
        .containsExactly("findings", "streams", "rtsp", "tcp", "rtcp", "ts", "capture");
    for (Element link : page.select("nav a, #stream-table a")) {
      assertThat(page.select(link.attr("href"))).as(link.attr("href")).hasSize(1);
    }
    assertThat(page.select("#stream-table tbody tr")).hasSize(2);
    assertThat(page.select("#stream-table th").eachText()).contains("Lost", "Jitter ms", "Bitrate");
    Element loss =
        page.select(".finding").stream()
            .filter(each -> each.text().contains("sequence numbers 20 to 22"))
            .findFirst()
            .orElseThrow();
    assertThat(loss.select(".badge").text()).isEqualTo("critical");
    assertThat(loss.text()).contains("Look at packet " + day.frameBehindGap + ", 1.041 s.");
    assertThat(page.select("#rtsp .arrow.request b").eachText())
        .containsExactly(
            "OPTIONS", "DESCRIBE", "DESCRIBE", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN");
    assertThat(page.select("#rtsp .arrow.answer").eachText())
        .contains("200 OK after 5.00 ms, packet 5")
        .contains("401 Unauthorized after 2.00 ms, packet " + day.frameOfRefusal);
    assertThat(page.select("#rtsp .arrow.failed")).hasSize(2);
    assertThat(page.select("#tcp tbody tr").first().text()).startsWith("192.0.2.7:554 192.0.2.1");
    assertThat(page.select("#rtcp tbody tr").text()).contains("0x11223344").contains("10.00");
    assertThat(page.select("#ts tbody tr td.bad").eachText()).contains("1");
  }

  @Test
  void theCourseOfEachStreamHasItsPackets() throws IOException {
    Document page = page(new CameraDay().pcap);
    assertThat(page.select("#s0 figure").eachAttr("data-kind"))
        .containsExactly("bitrate", "jitter", "frames");
    assertThat(page.select("#s1 figure").eachAttr("data-kind"))
        .containsExactly("bitrate", "lost", "jitter");
    JsonNode video = line(page, "#s0");
    assertThat(sum(video.get("c"))).isEqualTo(100);
    assertThat(sum(line(page, "#s1").get("l"))).isEqualTo(3);
    double keys = 0;
    for (JsonNode each : video.get("k")) {
      keys = Math.max(keys, each.asDouble());
    }
    assertThat(keys).isEqualTo(0.9);
    double seconds = video.get("w").asDouble();
    double bits = sum(video.get("b")) * seconds;
    assertThat(bits).isBetween(180.0, 260.0);
  }

  /** Names that cameras tell, and paths of files, are text, whatever they hold. */
  @Test
  void whatCamerasTellIsTextAndCredentialsAreMasked() throws IOException {
    CameraDay day = new CameraDay();
    Path folder = Files.createDirectory(directory.resolve("<i>'\"&"));
    Path capture = Files.write(folder.resolve("<b onclick=x>.pcap"), day.pcap);
    Path file = directory.resolve("page.html");
    assertThat(execute("--html", file.toString(), capture.toString())).isZero();
    String text = Files.readString(file);
    assertThat(text).doesNotContain(CameraDay.PASSWORD).doesNotContain("YWRtaW46");
    Document page = Jsoup.parse(text);
    assertThat(page.select("#rtsp dd").eachText()).contains(CameraDay.HOSTILE);
    assertThat(page.title()).isEqualTo("Capture report: <b onclick=x>.pcap");
    assertThat(page.select("#capture td").first().text()).isEqualTo(capture.toString());
    assertThat(page.select("script")).hasSize(1);
    Set<String> elements = new HashSet<>();
    for (Element element : page.getAllElements()) {
      if (!element.normalName().equals("#root")) {
        elements.add(element.normalName());
      }
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
      }
    }
    assertThat(ELEMENTS).containsAll(elements);
  }

  /** Nothing is loaded, and the policy allows just the page's own style and script. */
  @Test
  void thePageNeedsNothingButItself() throws IOException {
    Document page = page(new CameraDay().pcap);
    assertThat(page.select("[src], link, iframe, object, embed, base, form")).isEmpty();
    assertThat(page.select("[href]").eachAttr("href")).allMatch(target -> target.startsWith("#"));
    assertThat(page.select("style").html() + page.select("script").html())
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain("fetch(")
        .doesNotContain("innerHTML");
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
        .contains("style-src 'sha256-" + digest(page.select("style").first().data()) + "'")
        .contains("script-src 'sha256-" + digest(page.select("script").first().data()) + "'")
        .doesNotContain("unsafe");
  }

  /** Two hours of a stream, and many streams, do not make it larger than a page may be. */
  @Test
  void thePageIsBounded() throws IOException {
    CapturedNetwork network = new CapturedNetwork();
    for (int i = 0; i < 7_200; i++) {
      network.at(1_000.0 * i).fromCamera(5_000, 6_000, rtp(0, i, 8_000 * i, 1, 160));
    }
    for (int stream = 0; stream < 1_100; stream++) {
      for (int i = 0; i < 4; i++) {
        network
            .at(7_200_000 + 20 * i)
            .fromCamera(10_000 + stream, 6_000, rtp(0, i, 160 * i, 100 + stream, 160));
      }
    }
    Document page = page(network.bytes());
    JsonNode line = line(page, "#s0");
    assertThat(line.get("n").asInt()).isBetween(100, 300);
    assertThat(line.get("b")).hasSize(line.get("n").asInt());
    assertThat(page.select("#stream-table tbody tr")).hasSize(1_101);
    assertThat(page.select("details.stream")).hasSize(500);
    assertThat(Files.size(directory.resolve("page.html"))).isLessThan(3_000_000);
  }

  @Test
  void aCaptureWithoutStreamsHasAPageToo() throws IOException {
    Document page = page(new CapturedNetwork().fromCamera(1, 2, new byte[20]).bytes());
    assertThat(page.select("#streams p").text()).isEqualTo("No RTP stream was found.");
    assertThat(page.select("#findings p").text()).startsWith("Nothing stands out");
  }

  @Test
  void aPageIsNeverWrittenOverTheCapture() throws Exception {
    Path capture = Files.write(directory.resolve("capture.pcap"), new CameraDay().pcap);
    byte[] before = Files.readAllBytes(capture);
    Path link = Files.createSymbolicLink(directory.resolve("link.html"), capture);
    for (Path target : new Path[] {capture, link}) {
      assertThat(execute("--html", target.toString(), capture.toString())).isEqualTo(2);
      assertThat(err.toString()).contains("is there and is no page; it would be overwritten");
    }
    assertThat(Files.readAllBytes(capture)).isEqualTo(before);
    Path page = directory.resolve("again.html");
    assertThat(execute("--html", page.toString(), capture.toString())).isZero();
    assertThat(execute("--html", page.toString(), capture.toString())).isZero();
  }

  @Test
  void aPageThatCannotBeWrittenIsToldBeforeReading() throws IOException {
    Path capture = Files.write(directory.resolve("capture.pcap"), new CameraDay().pcap);
    assertThat(execute("--html", directory.toString(), capture.toString())).isEqualTo(2);
    Path nowhere = directory.resolve("missing/page.html");
    assertThat(execute("--html", nowhere.toString(), capture.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--html: " + directory + " is a directory")
        .contains("--html: there is no directory " + nowhere.getParent());
  }

  private Document page(byte[] pcap) throws IOException {
    Path capture = Files.write(directory.resolve("capture.pcap"), pcap);
    Path file = directory.resolve("page.html");
    assertThat(execute("--html", file.toString(), capture.toString())).as(err.toString()).isZero();
    return Jsoup.parse(file.toFile(), "UTF-8");
  }

  private static JsonNode line(Document page, String stream) throws IOException {
    return new ObjectMapper().readTree(page.select(stream + " .charts").attr("data-line"));
  }

  private static double sum(JsonNode values) {
    double sum = 0;
    for (JsonNode each : values) {
      sum += each.asDouble();
    }
    return sum;
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private int execute(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    return AnalyzeCommand.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }
}
