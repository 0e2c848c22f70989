package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks Elasticsearch for the cameras' figures, with the sums and means that a dashboard asks. */
final class VitalsReader {
  static final String INDEX = "camvitals-stream-quality-*";

  private final ElasticsearchClient elasticsearch;

  VitalsReader(ElasticsearchClient elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /** Each camera's figures over all documents whose window began at or after that moment. */
  Map<String, MeasuredCamera> since(long startMs) throws IOException {
    String body =
        """
        {"size": 0,
         "query": {"range": {"@timestamp": {"gte": %d, "format": "epoch_millis"}}},
         "aggs": {"cameras": {"terms": {"field": "camera.id", "size": 1000}, "aggs": {
           "packets": {"sum": {"field": "rtp.packets"}},
           "lost": {"sum": {"field": "rtp.lost"}},
           "reordered": {"sum": {"field": "rtp.reordered"}},
           "duplicates": {"sum": {"field": "rtp.duplicates"}},
           "dropped": {"sum": {"field": "capture.dropped"}},
           "incomplete": {"filter": {"term": {"capture.complete": false}}},
           "ssrcs": {"terms": {"field": "stream.ssrc", "size": 1000}},
           "jitter": {"percentiles": {"percents": [50], "field": "rtp.jitter.mean_ms"}},
           "frame_jitter": {"percentiles": {"percents": [50], "field": "rtp.frame_jitter.mean_ms"}},
           "bitrate": {"percentiles": {"percents": [50], "field": "rtp.bitrate_bps"}},
           "frame_rate": {"percentiles": {"percents": [50], "field": "video.frame_rate"}}}}}}
        """
            .formatted(startMs);
    Map<String, MeasuredCamera> cameras = new TreeMap<>();
    JsonNode buckets =
        elasticsearch.search(INDEX, body).path("aggregations").path("cameras").path("buckets");
    for (JsonNode bucket : buckets) {
      MeasuredCamera camera = camera(bucket);
      cameras.put(camera.camera(), camera);
    }
    return cameras;
  }

  private static MeasuredCamera camera(JsonNode bucket) {
    Set<String> ssrcs = new TreeSet<>();
    bucket.path("ssrcs").path("buckets").forEach(ssrc -> ssrcs.add(ssrc.path("key").asText()));
    return new MeasuredCamera(
        bucket.path("key").asText(),
        bucket.path("doc_count").asLong(),
        new CameraCounts(
            count(bucket, "packets"),
            count(bucket, "lost"),
            count(bucket, "reordered"),
            count(bucket, "duplicates")),
        ssrcs,
        count(bucket, "dropped"),
        bucket.path("incomplete").path("doc_count").asLong(),
        figure(bucket, "jitter"),
        figure(bucket, "frame_jitter"),
        figure(bucket, "bitrate"),
        figure(bucket, "frame_rate"));
  }

  private static long count(JsonNode bucket, String name) {
    return Math.round(bucket.path(name).path("value").asDouble(0));
  }

  private static double figure(JsonNode bucket, String name) {
    return bucket.path(name).path("values").path("50.0").asDouble(Double.NaN);
  }
}
