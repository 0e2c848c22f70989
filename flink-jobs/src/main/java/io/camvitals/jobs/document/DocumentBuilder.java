package io.camvitals.jobs.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.document.DocumentField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A JSON document with an object for each part of a field's name, in the order of their coming. */
public final class DocumentBuilder {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double NS_PER_MS = 1e6;

  /** As many as there are fields. */
  private static final Map<DocumentField, String[]> PATHS = new ConcurrentHashMap<>();

  private final Map<String, Object> root = new LinkedHashMap<>();

  public DocumentBuilder put(DocumentField field, Object value) {
    String[] path = PATHS.computeIfAbsent(field, f -> f.fieldName().split("\\.", -1));
    Map<String, Object> object = root;
    for (int depth = 0; depth < path.length - 1; depth++) {
      object = child(object, path[depth]);
    }
    object.put(path[path.length - 1], value);
    return this;
  }

  public DocumentBuilder putIf(boolean known, DocumentField field, Object value) {
    return known ? put(field, value) : this;
  }

  /** Nothing when the text is empty: protobuf's way to say that it is not known. */
  public DocumentBuilder putText(DocumentField field, String value) {
    return putIf(!value.isEmpty(), field, value);
  }

  /** A duration in milliseconds; nothing when it is negative, which says that it is not known. */
  public DocumentBuilder putMs(DocumentField field, long ns) {
    return putIf(ns >= 0, field, ns / NS_PER_MS);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.computeIfAbsent(name, key -> new LinkedHashMap<>());
  }

  /** The document as JSON, in UTF-8. */
  public byte[] json() {
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, texts and numbers are always JSON", e);
    }
  }
}
