package io.camvitals.jobs.tcp;

import static io.camvitals.event.document.CommonField.*;
import static io.camvitals.event.document.TcpConnectionField.*;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;

/** Makes a document of a window of a connection. */
final class TcpFields {
  private static final long SECOND_NS = 1_000_000_000L;

  private TcpFields() {}

  static DocumentBuilder document(TcpEvent sum, long startNs, long lengthNs) {
    DocumentBuilder document = CommonFields.window(DocumentKind.TCP_CONNECTION, startNs, lengthNs);
    CommonFields.putObserver(document, sum.getVantagePoint());
    CommonFields.putConnection(document, sum.getClient(), sum.getServer());
    document
        .putText(NETWORK_PROTOCOL, sum.getProtocol())
        .putText(URL_FULL, sum.getRtspUrl())
        .put(TCP_ID, StreamKeys.of(sum))
        .putText(TCP_PROTOCOL_EVIDENCE, evidence(sum))
        .putText(TCP_END, sum.getEnd())
        .put(TCP_SECONDS, sum.getWindowNs() / SECOND_NS)
        .put(
            CAPTURE_COMPLETE,
            sum.getFromClient().getGaps() == 0 && sum.getFromServer().getGaps() == 0);
    if (sum.hasServerHandshakeNs()) {
      document.putMs(TCP_SERVER_HANDSHAKE_MS, sum.getServerHandshakeNs());
    }
    if (sum.hasClientHandshakeNs()) {
      document.putMs(TCP_CLIENT_HANDSHAKE_MS, sum.getClientHandshakeNs());
    }
    TcpDirectionFields.FROM_CLIENT.put(document, sum.getFromClient(), lengthNs);
    TcpDirectionFields.FROM_SERVER.put(document, sum.getFromServer(), lengthNs);
    return document;
  }

  private static String evidence(TcpEvent sum) {
    return switch (sum.getProtocolEvidence()) {
      case PROTOCOL_EVIDENCE_CONTENT -> "content";
      case PROTOCOL_EVIDENCE_PORT -> "port";
      case PROTOCOL_EVIDENCE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
