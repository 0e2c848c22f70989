package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Asks Elasticsearch for what RTSP, RTCP and frames tell of the cameras. */
final class FurtherVitalsReader {
  private static final String RTSP_INDEX = "camvitals-rtsp-*";

  private final ElasticsearchClient elasticsearch;

  FurtherVitalsReader(ElasticsearchClient elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /** By camera, of documents from that moment on. */
  Map<String, FurtherVitals> since(long startMs) throws IOException {
    elasticsearch.refresh(RTSP_INDEX);
    Map<String, JsonNode> rtsp =
        cameras(
            RTSP_INDEX,
            startMs,
            """
            "requests": {"filter": {"term": {"event.action": "exchange"}}},
            "response": {"percentiles": {"percents": [50, 100], "field": "rtsp.response_time_ms"}}
            """);
    Map<String, JsonNode> streams =
        cameras(
            VitalsReader.INDEX,
            startMs,
            """
            "reports": {"sum": {"field": "rtcp.sender_reports"}},
            "clock": {"percentiles": {"percents": [50], "field": "rtcp.sender_clock.offset_ms"}},
            "damaged": {"sum": {"field": "video.damaged_frames"}},
            "spoilt": {"sum": {"field": "video.spoilt_frames"}}
            """);
    Map<String, FurtherVitals> all = new TreeMap<>();
    streams.forEach((camera, stream) -> all.put(camera, vitals(stream, rtsp.get(camera))));
    return all;
  }

  private Map<String, JsonNode> cameras(String index, long startMs, String aggregations)
      throws IOException {
    String body =
        """
        {"size": 0,
         "query": {"range": {"@timestamp": {"gte": %d, "format": "epoch_millis"}}},
         "aggs": {"cameras": {"terms": {"field": "camera.id", "size": 1000}, "aggs": {%s}}}}
        """
            .formatted(startMs, aggregations);
    Map<String, JsonNode> byCamera = new HashMap<>();
    for (JsonNode bucket : elasticsearch.search(index, body).at("/aggregations/cameras/buckets")) {
      byCamera.put(bucket.path("key").asText(), bucket);
    }
    return byCamera;
  }

  private static FurtherVitals vitals(JsonNode stream, JsonNode rtsp) {
    return new FurtherVitals(
        rtsp == null ? 0 : rtsp.at("/requests/doc_count").asLong(),
        rtsp == null ? Double.NaN : percentile(rtsp, "response", "50.0"),
        rtsp == null ? Double.NaN : percentile(rtsp, "response", "100.0"),
        Math.round(stream.at("/reports/value").asDouble(0)),
        percentile(stream, "clock", "50.0"),
        Math.round(stream.at("/damaged/value").asDouble(0)),
        Math.round(stream.at("/spoilt/value").asDouble(0)));
  }

  private static double percentile(JsonNode bucket, String name, String percent) {
    return bucket.path(name).path("values").path(percent).asDouble(Double.NaN);
  }
}
