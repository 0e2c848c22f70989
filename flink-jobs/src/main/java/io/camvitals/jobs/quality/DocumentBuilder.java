package io.camvitals.jobs.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.document.StreamQualityField;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON document with an object for each part of a field's name, in the order of their coming. */
final class DocumentBuilder {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<StreamQualityField, String[]> PATHS = paths();

  private final Map<String, Object> root = new LinkedHashMap<>();

  private static Map<StreamQualityField, String[]> paths() {
    Map<StreamQualityField, String[]> paths = new EnumMap<>(StreamQualityField.class);
    for (StreamQualityField field : StreamQualityField.values()) {
      paths.put(field, field.fieldName().split("\\.", -1));
    }
    return paths;
  }

  DocumentBuilder put(StreamQualityField field, Object value) {
    String[] path = PATHS.get(field);
    Map<String, Object> object = root;
    for (int depth = 0; depth < path.length - 1; depth++) {
      object = child(object, path[depth]);
    }
    object.put(path[path.length - 1], value);
    return this;
  }

  DocumentBuilder putIf(boolean known, StreamQualityField field, Object value) {
    return known ? put(field, value) : this;
  }

  /** Nothing when the text is empty: protobuf's way to say that it is not known. */
  DocumentBuilder putText(StreamQualityField field, String value) {
    return putIf(!value.isEmpty(), field, value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.computeIfAbsent(name, key -> new LinkedHashMap<>());
  }

  byte[] json() {
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, texts and numbers are always JSON", e);
    }
  }
}
