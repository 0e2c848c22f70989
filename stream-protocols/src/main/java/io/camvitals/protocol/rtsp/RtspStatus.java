package io.camvitals.protocol.rtsp;

import java.util.Map;

/**
 * Status codes of RFC 2326 section 11 that client or server act upon, with their standard phrases.
 */
public final class RtspStatus {
  public static final int OK = 200;
  public static final int MOVED_PERMANENTLY = 301;
  public static final int MOVED_TEMPORARILY = 302;
  public static final int SEE_OTHER = 303;
  public static final int USE_PROXY = 305;
  public static final int TEMPORARY_REDIRECT = 307;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;
  public static final int SESSION_NOT_FOUND = 454;
  public static final int METHOD_NOT_VALID_IN_THIS_STATE = 455;
  public static final int AGGREGATE_OPERATION_NOT_ALLOWED = 459;
  public static final int UNSUPPORTED_TRANSPORT = 461;
  public static final int INTERNAL_SERVER_ERROR = 500;
  public static final int NOT_IMPLEMENTED = 501;
  public static final int SERVICE_UNAVAILABLE = 503;
  public static final int RTSP_VERSION_NOT_SUPPORTED = 505;

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(OK, "OK"),
          Map.entry(MOVED_PERMANENTLY, "Moved Permanently"),
          Map.entry(MOVED_TEMPORARILY, "Moved Temporarily"),
          Map.entry(SEE_OTHER, "See Other"),
          Map.entry(USE_PROXY, "Use Proxy"),
          Map.entry(TEMPORARY_REDIRECT, "Temporary Redirect"),
          Map.entry(BAD_REQUEST, "Bad Request"),
          Map.entry(UNAUTHORIZED, "Unauthorized"),
          Map.entry(FORBIDDEN, "Forbidden"),
          Map.entry(NOT_FOUND, "Not Found"),
          Map.entry(METHOD_NOT_ALLOWED, "Method Not Allowed"),
          Map.entry(SESSION_NOT_FOUND, "Session Not Found"),
          Map.entry(METHOD_NOT_VALID_IN_THIS_STATE, "Method Not Valid In This State"),
          Map.entry(AGGREGATE_OPERATION_NOT_ALLOWED, "Aggregate Operation Not Allowed"),
          Map.entry(UNSUPPORTED_TRANSPORT, "Unsupported Transport"),
          Map.entry(INTERNAL_SERVER_ERROR, "Internal Server Error"),
          Map.entry(NOT_IMPLEMENTED, "Not Implemented"),
          Map.entry(SERVICE_UNAVAILABLE, "Service Unavailable"),
          Map.entry(RTSP_VERSION_NOT_SUPPORTED, "RTSP Version Not Supported"));

  private RtspStatus() {}

  /** The standard reason phrase, or "Status N" for a code that this table does not hold. */
  public static String reasonPhrase(int status) {
    return PHRASES.getOrDefault(status, "Status " + status);
  }
}
