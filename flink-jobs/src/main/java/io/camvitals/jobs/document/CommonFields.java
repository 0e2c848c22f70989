package io.camvitals.jobs.document;

import static io.camvitals.event.document.CommonField.*;

import com.google.protobuf.ByteString;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentField;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.VantagePoint;
import java.time.Instant;

/** Writes what documents of all kinds share. */
public final class CommonFields {
  private static final String ECS = "8.17.0";

  private CommonFields() {}

  /** A document of figures over a span of time. */
  public static DocumentBuilder window(DocumentKind kind, long startNs, long lengthNs) {
    String start = instant(startNs);
    return begin(kind, "metric")
        .put(EVENT_START, start)
        .put(EVENT_END, instant(startNs + lengthNs))
        .put(EVENT_DURATION, lengthNs)
        .put(TIMESTAMP, start)
        .put(ECS_VERSION, ECS);
  }

  /** A document of what happened once. */
  public static DocumentBuilder event(DocumentKind kind, String action, long timeNs) {
    return begin(kind, "event")
        .put(EVENT_ACTION, action)
        .put(TIMESTAMP, instant(timeNs))
        .put(ECS_VERSION, ECS);
  }

  private static DocumentBuilder begin(DocumentKind kind, String eventKind) {
    return new DocumentBuilder()
        .put(EVENT_KIND, eventKind)
        .put(EVENT_MODULE, "camvitals")
        .put(EVENT_DATASET, kind.dataset());
  }

  private static String instant(long ns) {
    return Instant.ofEpochSecond(0, ns).toString();
  }

  /** Who saw it. */
  public static void putObserver(DocumentBuilder document, VantagePoint vantagePoint) {
    document
        .put(OBSERVER_NAME, vantagePoint.getAgent())
        .put(OBSERVER_TYPE, "sensor")
        .put(OBSERVER_INGRESS_INTERFACE_NAME, vantagePoint.getInterface())
        .put(SITE, vantagePoint.getSite());
  }

  /** An address with its port, as far as they are known, and the network's type. */
  public static void putEndpoint(
      DocumentBuilder document, Endpoint endpoint, DocumentField ip, DocumentField port) {
    ByteString address = endpoint.getAddress();
    if (!address.isEmpty()) {
      document
          .put(ip, StreamKeys.address(address))
          .put(NETWORK_TYPE, address.size() == 4 ? "ipv4" : "ipv6");
    }
    document.putIf(endpoint.getPort() != 0, port, endpoint.getPort());
  }

  /** Both ends of a connection; the client is the source too, as ECS has it. */
  public static void putConnection(DocumentBuilder document, Endpoint client, Endpoint server) {
    putEndpoint(document, client, CLIENT_IP, CLIENT_PORT);
    putEndpoint(document, server, SERVER_IP, SERVER_PORT);
    putEndpoint(document, client, SOURCE_IP, SOURCE_PORT);
    putEndpoint(document, server, DESTINATION_IP, DESTINATION_PORT);
    document.put(NETWORK_TRANSPORT, "tcp");
  }
}
