package io.camvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.document.DocumentField;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.servers.ElasticsearchServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates on a real Elasticsearch. */
class IndexTemplatesIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INDEX =
      DocumentKind.STREAM_QUALITY.index(Instant.parse("2026-01-02T03:04:10Z"));
  private static ElasticsearchServer server;
  private static ElasticsearchUrl url;

  @BeforeAll
  static void start() {
    server = ElasticsearchServer.start();
    url = ElasticsearchUrl.parse(server.url());
    IndexTemplates.install(url, Duration.ofSeconds(30));
    // As a job that is started again does.
    IndexTemplates.install(url, Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return MAPPER.readTree(response.body());
  }

  private static Object example(DocumentField field, JsonNode mappings) throws IOException {
    String path = "/properties/" + field.fieldName().replace(".", "/properties/") + "/type";
    String type = mappings.at(path).asText();
    return switch (type) {
      case "date" -> "2026-01-02T03:04:10.000Z";
      case "keyword" -> "text";
      case "ip" -> "192.0.2.7";
      case "long", "short" -> 12;
      case "double" -> 0.25;
      case "boolean" -> true;
      case "flattened" -> Map.of("reason", 3);
      default -> throw new IOException(field + " has the type '" + type + "'");
    };
  }

  @Test
  void anIndexThatIsMadeAgainStaysAsItIs() throws Exception {
    String name = DocumentKind.STREAM_QUALITY.index(Instant.parse("2026-01-01T00:00:00Z"));
    IndexTemplates.createIndex(url, name, Duration.ofSeconds(30));
    call("PUT", "/" + name + "/_doc/1?refresh=true", "{}");
    IndexTemplates.createIndex(url, name, Duration.ofSeconds(30));
    assertThat(call("GET", "/" + name + "/_count", "").path("count").asInt()).isEqualTo(1);
    assertThat(call("GET", "/" + name + "/_mapping", "").toString()).contains("event");
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentWithEveryFieldIsTakenAndEachCanBeSearched(DocumentKind kind) throws Exception {
    String index = kind.index(Instant.parse("2026-01-05T03:04:10Z"));
    call("PUT", "/" + index, "{}");
    JsonNode mappings = call("GET", "/" + index + "/_mapping", "").at("/" + index + "/mappings");
    Map<String, Object> document = new java.util.HashMap<>();
    for (DocumentField field : kind.fields()) {
      document.put(field.fieldName(), example(field, mappings));
    }
    JsonNode answer =
        call("PUT", "/" + index + "/_doc/1?refresh=true", MAPPER.writeValueAsString(document));
    assertThat(answer.path("result").asText()).as(answer.toString()).isEqualTo("created");
    String filters =
        kind.fields().stream()
            .map(field -> "{\"exists\":{\"field\":\"" + field.fieldName() + "\"}}")
            .collect(Collectors.joining(","));
    JsonNode found =
        call(
            "POST",
            "/" + kind.pattern() + "/_search",
            "{\"query\":{\"bool\":{\"filter\":[" + filters + "]}}}");
    assertThat(found.at("/hits/total/value").asInt()).isEqualTo(1);
  }

  @Test
  void anUnknownFieldIsRefusedAndNotGuessed() throws Exception {
    for (String document : new String[] {"{\"colour\":1}", "{\"rtp\":{\"colour\":1}}"}) {
      JsonNode answer = call("POST", "/" + INDEX + "/_doc", document);
      assertThat(answer.path("status").asInt()).isEqualTo(400);
      assertThat(answer.at("/error/type").asText()).isEqualTo("strict_dynamic_mapping_exception");
    }
  }

  @Test
  void theIndexIsRefreshedAndWithoutAReplicaThatNoNodeCouldHold() throws Exception {
    String day = DocumentKind.STREAM_QUALITY.index(Instant.parse("2026-01-03T00:00:00Z"));
    call("PUT", "/" + day, "{}");
    JsonNode settings = call("GET", "/" + day + "/_settings", "").at("/" + day + "/settings/index");
    assertThat(settings.path("refresh_interval").asText()).isEqualTo("1s");
    assertThat(settings.path("number_of_replicas").asText()).isEqualTo("0");
  }
}
