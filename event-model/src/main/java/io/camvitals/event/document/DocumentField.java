package io.camvitals.event.document;

/** A field of the documents in Elasticsearch; implemented by enums. */
public interface DocumentField {
  /** The field's path in the document, its parts separated by dots. */
  String fieldName();
}
