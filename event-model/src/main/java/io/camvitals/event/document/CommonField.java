package io.camvitals.event.document;

/**
 * What the documents of all kinds share, where a kind has it: the Elastic Common Schema, and whose
 * the camera is. A figure that is not known is absent from the document.
 */
public enum CommonField implements DocumentField {
  /** Start of the window; of an event, when it was. */
  TIMESTAMP("@timestamp"),
  /** Version of the Elastic Common Schema that the document follows. */
  ECS_VERSION("ecs.version"),
  /** {@code metric}, or {@code event} of a thing that happened once. */
  EVENT_KIND("event.kind"),
  /** Always {@code camvitals}. */
  EVENT_MODULE("event.module"),
  /** Which kind of document it is, see {@link DocumentKind}. */
  EVENT_DATASET("event.dataset"),
  /** Start of the window, inclusive; of an event, when it began. */
  EVENT_START("event.start"),
  /** End of the window, exclusive. */
  EVENT_END("event.end"),
  /** Length of the window, or how long the event took, nanoseconds. */
  EVENT_DURATION("event.duration"),
  /** When the sink sent the document. */
  EVENT_INGESTED("event.ingested"),
  /** The agent's name, unique within its site. */
  OBSERVER_NAME("observer.name"),
  /** Always {@code sensor}. */
  OBSERVER_TYPE("observer.type"),
  /** What the agent listened on: a network interface, {@code rtsp} or {@code file}. */
  OBSERVER_INGRESS_INTERFACE_NAME("observer.ingress.interface.name"),
  /** The operator's name of the location. */
  SITE("camvitals.site"),
  /** The camera's configured id; absent when the stream matches no camera. */
  CAMERA_ID("camera.id"),
  /** The sender's address. */
  SOURCE_IP("source.ip"),
  /** The sender's port. */
  SOURCE_PORT("source.port"),
  /** The receiver's address. */
  DESTINATION_IP("destination.ip"),
  /** The receiver's port. */
  DESTINATION_PORT("destination.port"),
  /** {@code udp} or {@code tcp}. */
  NETWORK_TRANSPORT("network.transport"),
  /** {@code rtp}, {@code rtsp} ... */
  NETWORK_PROTOCOL("network.protocol"),
  /** {@code ipv4} or {@code ipv6}. */
  NETWORK_TYPE("network.type"),
  /** What happened, a word of its kind. */
  EVENT_ACTION("event.action"),
  /** {@code success}, {@code failure} or {@code unknown}. */
  EVENT_OUTCOME("event.outcome"),
  /** Why it happened, in words, without credentials. */
  EVENT_REASON("event.reason"),
  /** Who opened the connection. */
  CLIENT_IP("client.ip"),
  /** Its port. */
  CLIENT_PORT("client.port"),
  /** Who was connected to. */
  SERVER_IP("server.ip"),
  /** Its port. */
  SERVER_PORT("server.port"),
  /** RTSP URL without credentials. */
  URL_FULL("url.full");

  private final String fieldName;

  CommonField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
