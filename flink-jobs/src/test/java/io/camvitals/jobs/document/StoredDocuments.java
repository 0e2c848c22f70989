package io.camvitals.jobs.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.document.DocumentKind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Elasticsearch would hold of the documents that a stage gave out. */
public final class StoredDocuments {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredDocuments() {}

  public static JsonNode json(Document document) throws IOException {
    return MAPPER.readTree(document.source);
  }

  /** Of each id the document with the highest version. */
  public static Map<String, JsonNode> byId(List<Document> documents) throws IOException {
    Map<String, Document> latest = new TreeMap<>();
    for (Document document : documents) {
      latest.merge(document.id, document, (a, b) -> b.version >= a.version ? b : a);
    }
    Map<String, JsonNode> stored = new TreeMap<>();
    for (Document document : latest.values()) {
      stored.put(document.id, json(document));
    }
    return stored;
  }

  /** The same by time. */
  public static List<JsonNode> byTime(List<Document> documents) throws IOException {
    return byId(documents).values().stream()
        .sorted(Comparator.comparing(d -> d.get("@timestamp").asText()))
        .toList();
  }

  /** Each field must be one of its kind's, or Elasticsearch would refuse the document. */
  public static void assertDeclared(DocumentKind kind, JsonNode document) {
    assertDeclared(kind, "", document);
  }

  private static void assertDeclared(DocumentKind kind, String prefix, JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue().isObject() && !kind.hasField(name)) {
        assertDeclared(kind, name + '.', field.getValue());
      } else {
        assertThat(kind.hasField(name)).as(name).isTrue();
      }
    }
  }
}
