package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks Elasticsearch as any tool would: JSON over HTTP. */
final class ElasticsearchClient {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
  private final URI base;

  ElasticsearchClient(URI base) {
    this.base = base;
  }

  /**
   * The answer to a search.
   *
   * @param index name or pattern; one that does not exist yet holds no document
   * @throws IOException when the server cannot be reached or answers with an error, which is quoted
   */
  JsonNode search(String index, String body) throws IOException {
    return post("/" + index + "/_search?ignore_unavailable=true&allow_no_indices=true", body);
  }

  /** Makes all that was indexed so far searchable. */
  void refresh(String index) throws IOException {
    post("/" + index + "/_refresh?ignore_unavailable=true&allow_no_indices=true", "");
  }

  private JsonNode post(String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "Elasticsearch answered "
                + response.statusCode()
                + " to "
                + path
                + ": "
                + response.body());
      }
      JsonNode answer = mapper.readTree(response.body());
      if (answer.path("_shards").path("failed").asInt() > 0) {
        throw new IOException("shards failed to answer " + path + ": " + answer.path("_shards"));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Elasticsearch was asked", e);
    }
  }
}
