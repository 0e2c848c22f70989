package io.camvitals.protocol.rtsp;

import java.util.List;

/** The method names of RFC 2326 section 10, which are case-sensitive. Others are legal. */
public final class RtspMethod {
  public static final String OPTIONS = "OPTIONS";
  public static final String DESCRIBE = "DESCRIBE";
  public static final String ANNOUNCE = "ANNOUNCE";
  public static final String SETUP = "SETUP";
  public static final String PLAY = "PLAY";
  public static final String PAUSE = "PAUSE";
  public static final String TEARDOWN = "TEARDOWN";
  public static final String GET_PARAMETER = "GET_PARAMETER";
  public static final String SET_PARAMETER = "SET_PARAMETER";
  public static final String REDIRECT = "REDIRECT";
  public static final String RECORD = "RECORD";

  /** All of the above. */
  public static final List<String> STANDARD =
      List.of(
          OPTIONS,
          DESCRIBE,
          ANNOUNCE,
          SETUP,
          PLAY,
          PAUSE,
          TEARDOWN,
          GET_PARAMETER,
          SET_PARAMETER,
          REDIRECT,
          RECORD);

  private RtspMethod() {}
}
