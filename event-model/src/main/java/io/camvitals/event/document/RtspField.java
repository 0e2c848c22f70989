package io.camvitals.event.document;

/**
 * The fields of an RTSP document, one request with its answer or one change of a session, besides
 * {@link CommonField}. {@code event.action} is {@code exchange}, {@code connected}, {@code
 * playing}, {@code disconnected}, {@code reconnecting} or {@code authentication-failed}.
 */
public enum RtspField implements DocumentField {
  /** OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN ...; only of an exchange. */
  RTSP_METHOD("rtsp.method"),
  /** 100 to 599; absent when no answer came. */
  RTSP_STATUS_CODE("rtsp.status_code"),
  /** From the request's last byte to the answer's first, milliseconds; absent when none came. */
  RTSP_RESPONSE_TIME_MS("rtsp.response_time_ms"),
  /** False when a request had no answer; only of an exchange. */
  RTSP_ANSWERED("rtsp.answered"),
  /** The Server header: the camera's software. */
  RTSP_SERVER_NAME("rtsp.server_name"),
  /** From the first PLAY's answer to the end, milliseconds; only of {@code disconnected}. */
  RTSP_SESSION_MS("rtsp.session_ms"),
  /** The session's timeout that the server told (RFC 2326 section 12.37), seconds. */
  RTSP_SESSION_TIMEOUT_S("rtsp.session_timeout_s"),
  /** Whole timeouts in which the client said nothing; only of {@code disconnected}. */
  RTSP_KEEP_ALIVES_MISSED("rtsp.keep_alives_missed"),
  /** The User-Agent header. */
  USER_AGENT_ORIGINAL("user_agent.original");

  private final String fieldName;

  RtspField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
