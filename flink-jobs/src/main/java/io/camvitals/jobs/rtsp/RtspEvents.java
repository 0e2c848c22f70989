package io.camvitals.jobs.rtsp;

import static io.camvitals.event.document.CommonField.*;
import static io.camvitals.event.document.RtspField.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.event.EventKind;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;

/** RTSP requests with their answers, and changes of sessions. */
public final class RtspEvents implements EventKind<RtspEvent> {
  private static final long serialVersionUID = 1L;

  /** The answer that asks for credentials: neither granted nor refused (RFC 2326 section 11.3). */
  private static final int UNAUTHORIZED = 401;

  @Override
  public DocumentKind kind() {
    return DocumentKind.RTSP;
  }

  @Override
  public RtspEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return RtspEvent.parseFrom(value);
  }

  @Override
  public void check(RtspEvent event) throws RejectedRecordException {
    RecordChecks.vantagePoint(event.getVantagePoint());
    RecordChecks.endpoint(event.getClient(), "client");
    RecordChecks.endpoint(event.getServer(), "server");
    RecordChecks.moment(event.getTimeNs(), "time");
    RecordChecks.event(
        event.getStatusCode() >= 0 && event.getStatusCode() <= 999,
        "the status code is not within 0 to 999");
    RecordChecks.event(event.getResponseTimeNs() >= 0, "the response time is negative");
    RecordChecks.event(event.getSessionNs() >= 0, "the session's length is negative");
  }

  @Override
  public long timeNs(RtspEvent event) {
    return event.getTimeNs();
  }

  @Override
  public DocumentBuilder document(RtspEvent event) {
    DocumentBuilder document =
        CommonFields.event(kind(), action(event.getKind()), event.getTimeNs());
    CommonFields.putObserver(document, event.getVantagePoint());
    CommonFields.putConnection(document, event.getClient(), event.getServer());
    document
        .put(NETWORK_PROTOCOL, "rtsp")
        .putText(CAMERA_ID, event.getCameraId())
        .putText(URL_FULL, event.getUrl())
        .putText(EVENT_REASON, event.getReason())
        .putText(RTSP_SERVER_NAME, event.getServerName())
        .putText(USER_AGENT_ORIGINAL, event.getUserAgent())
        .putIf(
            event.getSessionTimeoutS() != 0,
            RTSP_SESSION_TIMEOUT_S,
            Integer.toUnsignedLong(event.getSessionTimeoutS()))
        .put(EVENT_OUTCOME, outcome(event));
    switch (event.getKind()) {
      case KIND_EXCHANGE -> putExchange(document, event);
      case KIND_DISCONNECTED ->
          document
              .putIf(event.getSessionNs() > 0, RTSP_SESSION_MS, event.getSessionNs() / 1e6)
              .putIf(event.getSessionNs() > 0, EVENT_DURATION, event.getSessionNs())
              .put(RTSP_KEEP_ALIVES_MISSED, Integer.toUnsignedLong(event.getKeepAlivesMissed()));
      default -> {}
    }
    return document;
  }

  private static void putExchange(DocumentBuilder document, RtspEvent event) {
    boolean answered = event.getStatusCode() != 0;
    document
        .putText(RTSP_METHOD, event.getMethod())
        .put(RTSP_ANSWERED, answered)
        .putIf(answered, RTSP_STATUS_CODE, event.getStatusCode())
        .putIf(answered, RTSP_RESPONSE_TIME_MS, event.getResponseTimeNs() / 1e6)
        .putIf(answered, EVENT_DURATION, event.getResponseTimeNs());
  }

  private static String action(RtspEvent.Kind kind) {
    return switch (kind) {
      case KIND_EXCHANGE -> "exchange";
      case KIND_CONNECTED -> "connected";
      case KIND_PLAYING -> "playing";
      case KIND_DISCONNECTED -> "disconnected";
      case KIND_RECONNECTING -> "reconnecting";
      case KIND_AUTHENTICATION_FAILED -> "authentication-failed";
      case KIND_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  private static String outcome(RtspEvent event) {
    return switch (event.getKind()) {
      case KIND_EXCHANGE ->
          event.getStatusCode() == UNAUTHORIZED
              ? "unknown"
              : event.getStatusCode() > 0 && event.getStatusCode() < 400 ? "success" : "failure";
      case KIND_CONNECTED, KIND_PLAYING -> "success";
      case KIND_AUTHENTICATION_FAILED -> "failure";
      default -> "unknown";
    };
  }
}
