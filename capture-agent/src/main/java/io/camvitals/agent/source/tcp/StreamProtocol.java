package io.camvitals.agent.source.tcp;

/** What a connection carries, as far as cameras and those who watch them speak it. */
enum StreamProtocol {
  UNKNOWN(""),
  RTSP("rtsp"),

  /** RTSP and its interleaved data within a pair of HTTP connections, of which this is one. */
  RTSP_OVER_HTTP("rtsp-over-http"),

  HTTP("http"),

  /** Pictures one after the other: {@code multipart/x-mixed-replace}. */
  HTTP_MJPEG("http-mjpeg"),
  HTTP_FLV("http-flv"),
  HTTP_MPEG_TS("http-mpeg-ts"),

  /** Other video: MP4, WebM, HLS. */
  HTTP_VIDEO("http-video"),

  /** SOAP of ONVIF. */
  ONVIF("onvif"),
  WEBSOCKET("websocket"),
  RTMP("rtmp"),
  SIP("sip"),
  TLS("tls"),

  /** Of Dahua and those who sell its cameras. */
  DAHUA("dahua"),

  /** Of Xiongmai: NetSurveillance. */
  XIONGMAI("xiongmai"),

  /** Of Hikvision's SDK. */
  HIKVISION("hikvision");

  private final String label;

  StreamProtocol(String label) {
    this.label = label;
  }

  /** A stable lower-case name for events and reports; empty for the unknown. */
  String label() {
    return label;
  }

  /**
   * What a server's port alone speaks for; {@link #UNKNOWN} when nothing. These are registered
   * (RTSP, RTMP, SIP) or the makers' defaults.
   */
  static StreamProtocol ofPort(int port) {
    return switch (port) {
      case 554, 8554 -> RTSP;
      case 80, 8080 -> HTTP;
      case 443, 8443, 322 -> TLS;
      case 1935 -> RTMP;
      case 5060 -> SIP;
      case 8000 -> HIKVISION;
      case 37777 -> DAHUA;
      case 34567 -> XIONGMAI;
      default -> UNKNOWN;
    };
  }
}
