package io.camvitals.jobs.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.dashboards.ElasticsearchUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** What a reader finds in Elasticsearch. */
public final class SearchedIndex {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST = 10_000;

  private SearchedIndex() {}

  /** All documents of the indices that match, by id; empty when there is no index. */
  public static Map<String, JsonNode> documents(ElasticsearchUrl url, String indices)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(
                url.resolve(
                    "/" + indices + "/_search?allow_no_indices=true&ignore_unavailable=true"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"size\":" + MOST + "}"))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    Map<String, JsonNode> found = new TreeMap<>();
    for (JsonNode hit : MAPPER.readTree(response.body()).at("/hits/hits")) {
      found.put(hit.get("_id").asText(), hit.get("_source"));
    }
    return found;
  }
}
