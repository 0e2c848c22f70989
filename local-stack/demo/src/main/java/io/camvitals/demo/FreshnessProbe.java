package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Sees when documents become searchable, by searching for them several times a second. A document's
 * delay is the moment in which a search first found it, minus the end of its window; it is too long
 * by up to one interval of the searches, never too short.
 *
 * <p>A window that its stream's silence closed before its end has no such delay and is left out.
 */
final class FreshnessProbe {
  private static final int LARGEST_ANSWER = 10_000;

  private final ElasticsearchClient elasticsearch;
  private final long startMs;
  private final Map<String, Long> delayMsById = new HashMap<>();
  private long lookBackMs;

  /**
   * @param startMs documents of windows that ended earlier do not count, milliseconds since the
   *     Unix epoch
   */
  FreshnessProbe(ElasticsearchClient elasticsearch, long startMs) {
    this.elasticsearch = elasticsearch;
    this.startMs = startMs;
    this.lookBackMs = startMs;
  }

  /** Searches once. */
  synchronized void poll() throws IOException {
    String body =
        """
        {"size": %d, "_source": false, "sort": [{"event.end": "asc"}],
         "docvalue_fields": [{"field": "event.end", "format": "epoch_millis"}],
         "query": {"range": {"event.end": {"gt": %d, "format": "epoch_millis"}}}}
        """
            .formatted(LARGEST_ANSWER, lookBackMs);
    JsonNode hits = elasticsearch.search(VitalsReader.INDEX, body).path("hits").path("hits");
    long now = System.currentTimeMillis();
    for (JsonNode hit : hits) {
      long end = (long) hit.path("fields").path("event.end").path(0).asDouble();
      delayMsById.putIfAbsent(hit.path("_id").asText(), now - end);
    }
    // Late documents of earlier windows are still found within a minute.
    lookBackMs = Math.max(startMs, now - 60_000);
  }

  /** The delays so far. */
  synchronized Freshness freshness() {
    return Freshness.of(
        delayMsById.values().stream().mapToLong(Long::longValue).filter(d -> d >= 0).toArray());
  }
}
