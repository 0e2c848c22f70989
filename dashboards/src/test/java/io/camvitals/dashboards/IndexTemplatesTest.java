package io.camvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.camvitals.event.document.DocumentField;
import io.camvitals.event.document.DocumentKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexTemplatesTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger unavailable = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = "{\"error\":\"because\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          int code = unavailable.getAndDecrement() > 0 ? 503 : status.get();
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private ElasticsearchUrl url(String userInfo) {
    return ElasticsearchUrl.parse(
        "http://" + userInfo + "127.0.0.1:" + server.getAddress().getPort());
  }

  private static JsonNode template(String name) throws IOException {
    return new ObjectMapper()
        .readTree(
            IndexTemplates.TEMPLATES.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow()
                .json());
  }

  @ParameterizedTest
  @EnumSource
  void theTemplatesMapEveryFieldOfADocumentAndNoOther(DocumentKind kind) throws IOException {
    JsonNode json = template(kind.template());
    TreeSet<String> mapped = new TreeSet<>();
    collect("", json.at("/template/mappings/properties"), mapped);
    boolean strict = false;
    for (JsonNode part : json.get("composed_of")) {
      JsonNode mappings = template(part.asText()).at("/template/mappings");
      collect("", mappings.path("properties"), mapped);
      strict |= mappings.path("dynamic").asText().equals("strict");
    }
    assertThat(mapped)
        .containsExactlyInAnyOrderElementsOf(
            kind.fields().stream().map(DocumentField::fieldName).collect(Collectors.toSet()));
    assertThat(strict).isTrue();
    assertThat(json.at("/index_patterns/0").asText()).isEqualTo(kind.pattern());
  }

  @ParameterizedTest
  @EnumSource
  void thePageOfTheDocumentsNamesEveryField(DocumentKind kind) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "documents.md"));
    assertThat(page).contains(kind.pattern());
    for (DocumentField field : kind.fields()) {
      assertThat(page).contains("| `" + field.fieldName() + "` |");
    }
  }

  private static void collect(String prefix, JsonNode properties, TreeSet<String> mapped) {
    for (Iterator<Map.Entry<String, JsonNode>> it = properties.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      if (field.getValue().has("properties")) {
        collect(prefix + field.getKey() + ".", field.getValue().get("properties"), mapped);
      } else {
        assertThat(mapped.add(prefix + field.getKey())).as(field.getKey()).isTrue();
      }
    }
  }

  @Test
  void thePartsAreInstalledBeforeWhatIsComposedOfThem() {
    IndexTemplates.install(url("writer:pass%20word@"), SHORT);
    String basic = " Basic d3JpdGVyOnBhc3Mgd29yZA==";
    assertThat(requests)
        .startsWith(
            "PUT /_component_template/camvitals-settings" + basic,
            "PUT /_component_template/camvitals-ecs" + basic,
            "PUT /_component_template/camvitals-stream" + basic,
            "PUT /_index_template/camvitals-stream-quality" + basic)
        .hasSize(3 + DocumentKind.values().length);
  }

  @Test
  void anOverloadedServerIsAskedAgain() {
    unavailable.set(1);
    IndexTemplates.install(url(""), Duration.ofSeconds(20));
    assertThat(requests).hasSize(IndexTemplates.TEMPLATES.size() + 1);
  }

  @Test
  void aServerThatStaysOverloadedIsGivenUpAtTheDeadline() {
    status.set(503);
    assertThatThrownBy(() -> IndexTemplates.install(url(""), SHORT))
        .isInstanceOf(IndexTemplateException.class)
        .hasMessage(
            "Elasticsearch at %s does not take the template camvitals-settings: it answers 503:"
                + " {\"error\":\"because\"}",
            url(""));
  }

  @Test
  void aRefusalIsReportedAtOnceAndWithoutThePassword() {
    status.set(400);
    assertThatThrownBy(() -> IndexTemplates.install(url("writer:secret@"), Duration.ofMinutes(1)))
        .isInstanceOf(IndexTemplateException.class)
        .hasMessage(
            "Elasticsearch at %s does not take the template camvitals-settings: it answers 400:"
                + " {\"error\":\"because\"}",
            url(""));
    assertThat(requests).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsNamedAtTheDeadline() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    ElasticsearchUrl nowhere = ElasticsearchUrl.parse("http://127.0.0.1:" + port);
    assertThatThrownBy(() -> IndexTemplates.install(nowhere, SHORT))
        .isInstanceOf(IndexTemplateException.class)
        .hasMessageStartingWith(
            "Elasticsearch at http://127.0.0.1:"
                + port
                + " does not take the template camvitals-settings: it does not answer"
                + " (java.net.ConnectException");
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    status.set(503);
    Thread waiting =
        new Thread(
            () -> {
              assertThatThrownBy(() -> IndexTemplates.install(url(""), Duration.ofMinutes(1)))
                  .hasMessageEndingWith("camvitals-settings: interrupted");
              requests.add("ended");
            });
    waiting.start();
    org.awaitility.Awaitility.await().until(() -> !requests.isEmpty());
    waiting.interrupt();
    waiting.join(10_000);
    assertThat(requests).endsWith("ended");
  }
}
